package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewEpochsTest {

    private static NewEpochs between(String told, String recorded) {
        return NewEpochs.between(EventPosition.parse(told), EventPosition.parse(recorded));
    }

    @Test
    void allAreChosenWhereAllMayBeTold() {
        NewEpochs news = between("1.2-0-5", "9.4-0-6-1");
        assertThat(news.count()).isEqualTo(4);
        assertThat(news.choose(4, 9)).isEqualTo(Map.of(0, List.of(3, 4), 2, List.of(6), 3, List.of(1)));
    }

    @Test
    void ofManyTheyAreEvenlySpreadOverTheMembersWithTheLast() {
        NewEpochs news = between("1.0", "9.40-60");
        assertThat(news.choose(5, 9)).isEqualTo(Map.of(0, List.of(20, 40), 1, List.of(20, 40, 60)));
        assertThat(between("1.0", "9.3000").choose(500, 9).get(0))
                .hasSize(500)
                .startsWith(6, 12)
                .endsWith(3_000);
    }

    @Test
    void ofFewTheLatestOfMembersInTurn() {
        NewEpochs news = between("1.0", "9.40-60-7");
        assertThat(news.choose(1, 9)).isEqualTo(Map.of(0, List.of(40)));
        assertThat(news.choose(1, 10)).isEqualTo(Map.of(1, List.of(60)));
        assertThat(news.choose(2, 10)).isEqualTo(Map.of(0, List.of(40), 1, List.of(60)));
        assertThat(news.choose(3, 10)).isEqualTo(Map.of(0, List.of(40), 1, List.of(60), 2, List.of(7)));
        assertThat(news.choose(0, 10)).isEmpty();
    }

    @Test
    void whatWentBackAfterAnInterruptionIsNoNews() {
        NewEpochs news = between("9.50-7", "12.40-9");
        assertThat(news.count()).isEqualTo(2);
        assertThat(news.choose(2, 12)).isEqualTo(Map.of(1, List.of(8, 9)));
    }
}
