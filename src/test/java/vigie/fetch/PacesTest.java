package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PacesTest extends HttpFetching {

    @Test
    void aHostHasNoMoreConnectionsThanItsPaceAllows() throws Exception {
        server.answers(ScriptedServer.slow(30, ScriptedServer.body("[]")));
        HttpFetcher fetcher = fetcher();
        AtomicInteger number = new AtomicInteger();
        together(12, () -> fetcher.fetch(numbered(number.incrementAndGet()), new Pace(1000, 3), bytes -> {}));
        assertThat(server.asked()).hasSize(12);
        assertThat(server.peak()).isEqualTo(3);
    }

    @Test
    void aMirrorKeepsTheLimitOnConnections() throws Exception {
        server.answers(ScriptedServer.slow(30, ScriptedServer.body("[]")));
        HttpFetcher fetcher = fetcher(new Mirror(Optional.of(server.uri("/"))), RETRY);
        AtomicInteger number = new AtomicInteger();
        together(6, () -> fetcher.fetch(numbered(number.incrementAndGet()), new Pace(0.01, 2), bytes -> {}));
        assertThat(server.peak()).isEqualTo(2);
    }

    @Test
    void requestsKeepTheRateEvenWithoutWork() throws Exception {
        Paces paces = new Paces(false);
        long from = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            paces.enter("host", new Pace(20, 4)).close();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofMillis(240), Duration.ofSeconds(5));
    }

    @Test
    void hostsDoNotWaitForEachOther() throws Exception {
        Paces paces = new Paces(false);
        try (Paces.Place busy = paces.enter("one", new Pace(1000, 1));
                Paces.Place other = paces.enter("other", new Pace(1000, 1))) {
            assertThat(busy).isNotSameAs(other);
        }
    }

    @Test
    void theBestPaceThatASourceKnowsOfAHostHoldsForAllWhoShareIt() throws Exception {
        Paces paces = new Paces(false);
        long from = System.nanoTime();
        try (Paces.Place first = paces.enter("host", new Pace(0.01, 1));
                Paces.Place second = paces.enter("host", new Pace(1000, 2))) {
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
        }
        paces.enter("host", new Pace(0.01, 1)).close();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
    }

    private Request numbered(int number) {
        Request request = request();
        return new Request(
                server.uri("/" + number + ".json"), request.format(), request.held(), request.size(), request.limit());
    }

    private static void together(int times, Callable<?> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(work));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
