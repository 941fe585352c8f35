package dev.chainrule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Of texts instead of models, as large as they are long. */
class ModelCacheTest {

    private final ModelCache<String> cache = new ModelCache<>(10, String::length);
    private final List<String> loaded = new ArrayList<>();

    private String get(UUID id, String text) {
        return cache.get(id, () -> {
                    loaded.add(text);
                    return Optional.of(text);
                })
                .orElseThrow();
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    @Test
    void whatWasNotUsedForLongestMakesRoom() {
        get(id(1), "aaaa");
        get(id(2), "bbbb");
        get(id(1), "not loaded again");
        assertThat(cache.bytes()).isEqualTo(8);
        get(id(3), "cccc");
        assertThat(cache.bytes()).isEqualTo(8);
        assertThat(get(id(1), "not loaded again")).isEqualTo("aaaa");
        assertThat(get(id(2), "bbbb")).isEqualTo("bbbb");
        assertThat(loaded).containsExactly("aaaa", "bbbb", "cccc", "bbbb");
    }

    @Test
    void whatIsLargerThanAllTogetherIsNotKept() {
        get(id(1), "aaaa");
        assertThat(get(id(2), "a long long text")).isEqualTo("a long long text");
        get(id(2), "a long long text");
        get(id(1), "not loaded again");
        assertThat(cache.bytes()).isEqualTo(4);
        assertThat(loaded).containsExactly("aaaa", "a long long text", "a long long text");
    }

    @Test
    void neitherWhatIsGoneNorWhatFailedIsKept() {
        assertThat(cache.get(id(1), Optional::empty)).isEmpty();
        assertThatThrownBy(() -> cache.get(id(1), () -> {
                    throw new IllegalStateException("no database");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no database");
        assertThat(get(id(1), "aaaa")).isEqualTo("aaaa");
        assertThat(cache.bytes()).isEqualTo(4);
    }

    @Test
    void manyWhoAskAtOnceWaitForOneLoading() throws InterruptedException, ExecutionException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> first = threads.submit(() -> cache.get(id(1), () -> {
                begun.countDown();
                await(asked);
                return Optional.of("aaaa");
            }));
            await(begun);
            List<Future<String>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                others.add(threads.submit(() -> get(id(1), "loaded again")));
            }
            // another one is not kept waiting
            assertThat(get(id(2), "bbbb")).isEqualTo("bbbb");
            asked.countDown();
            assertThat(first.get()).contains("aaaa");
            for (Future<String> other : others) {
                assertThat(other.get()).isEqualTo("aaaa");
            }
        }
        assertThat(loaded).containsExactly("bbbb");
        assertThat(cache.bytes()).isEqualTo(8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
