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
            paces.enter("host", new Pace(20, 4), Duration.ofSeconds(60)).close();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofMillis(240), Duration.ofSeconds(5));
    }

    @Test
    void hostsDoNotWaitForEachOther() throws Exception {
        Paces paces = new Paces(false);
        try (Paces.Place busy = paces.enter("one", new Pace(1000, 1), Duration.ofSeconds(60));
                Paces.Place other = paces.enter("other", new Pace(1000, 1), Duration.ofSeconds(60))) {
            assertThat(busy).isNotSameAs(other);
        }
    }

    @Test
    void theBestPaceThatASourceKnowsOfAHostHoldsForAllWhoShareIt() throws Exception {
        Paces paces = new Paces(false);
        long from = System.nanoTime();
        try (Paces.Place first = paces.enter("host", new Pace(0.01, 1), Duration.ofSeconds(60));
                Paces.Place second = paces.enter("host", new Pace(1000, 2), Duration.ofSeconds(60))) {
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
        }
        paces.enter("host", new Pace(0.01, 1), Duration.ofSeconds(60)).close();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aHostThatAsksForAPauseIsLeftAloneByAllRequests() throws Exception {
        server.answers(ScriptedServer.status(429, "Retry-After", "1"), ScriptedServer.body("[]"));
        HttpFetcher fetcher = fetcher();
        long from = System.nanoTime();
        AtomicInteger number = new AtomicInteger();
        together(4, () -> fetcher.fetch(numbered(number.incrementAndGet()), new Pace(1000, 1), bytes -> {}));
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
        assertThat(server.asked()).as("one was refused, and asked again").hasSize(5);
    }

    @Test
    void aHostThatAsksForAHugePauseEndsAllRequestsAtOnce() throws Exception {
        server.answers(ScriptedServer.status(503, "Retry-After", "999999999999"));
        HttpFetcher fetcher = fetcher();
        for (int i = 0; i < 5; i++) {
            assertThat(fetcher.fetch(numbered(i), PACE, bytes -> {})).isInstanceOf(Fetched.Failed.class);
        }
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aHostThatAsksForPausesAgainAndAgainIsLeftAlone() throws Exception {
        server.answers(ScriptedServer.status(429, "Retry-After", "1"));
        HttpFetcher fetcher = fetcher(Mirror.NONE, retry(9));
        for (int i = 0; i < 5; i++) {
            assertThat(fetcher.fetch(numbered(i), PACE, bytes -> {})).isInstanceOf(Fetched.Failed.class);
        }
        assertThat(server.asked()).hasSize(5);
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
