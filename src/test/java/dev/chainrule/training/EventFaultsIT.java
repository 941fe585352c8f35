package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Streams of events that cannot be. */
@IntegrationTest
class EventFaultsIT {

    @Autowired
    private Api api;

    @Test
    void whatCannotBeFollowedIsRefused() {
        String unknown = "01a20cce-8f86-7e7a-a4b4-441c17d8aef8";
        String job = api.train(Requests.xor("known").replace("\"epochs\": 2000", "\"epochs\": 1"))
                .path("id")
                .asString();
        assertThat(api.get("/training-jobs/" + unknown + "/events").status()).isEqualTo(404);
        assertThat(api.get("/training-jobs/" + "x" + "/events").status()).isEqualTo(404);
        Api.Answer refused = api.send(
                "GET",
                "/training-jobs/events?job=" + job + "&job=" + unknown + "&job=x",
                null,
                "",
                "Accept",
                "text/event-stream");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.pointers()).containsExactly("job");
        assertThat(refused.body()).contains(unknown, "\\\"x\\\"").doesNotContain(job);
        assertThat(api.get("/training-jobs/events?jobs=" + job).status()).isEqualTo(422);
        assertThat(api.get("/training-jobs/events?job=").status()).isEqualTo(422);
        for (String id : List.of("x", "1", "1.2", "aef8:1.2", "17d8aef8:1.2,", "17d8aef8:1.99999999999", "x/")) {
            Api.Answer malformed = api.send("GET", "/training-jobs/" + job + "/events", null, "", "Last-Event-ID", id);
            assertThat(malformed.status()).as(id).isEqualTo(422);
            assertThat(malformed.pointers()).containsExactly("Last-Event-ID");
        }
        assertThat(api.send("HEAD", "/training-jobs/events", null, "").status()).isEqualTo(200);
    }
}
