package vigie.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    private static int served(RateLimit limit, String client, int requests) {
        int served = 0;
        for (int i = 0; i < requests; i++) {
            served += limit.secondsToWait(client) == 0 ? 1 : 0;
        }
        return served;
    }

    @Test
    void aClientMayMakeManyAtOnceAndThenAsManyAsTheRateSays() {
        RateLimit limit = new RateLimit(50, 10, nanos::get);
        assertThat(served(limit, "a", 500)).isEqualTo(100);
        assertThat(limit.secondsToWait("a")).isEqualTo(1);
        assertThat(served(limit, "b", 500)).isEqualTo(100);
        // The clock of System.nanoTime may pass the end of the numbers.
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(served(limit, "a", 500)).isEqualTo(50);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(served(limit, "a", 500)).isEqualTo(100);
    }

    @Test
    void whoWaitsAsLongAsSaidIsServed() {
        RateLimit limit = new RateLimit(1, 10, nanos::get);
        assertThat(served(limit, "a", 100)).isEqualTo(20);
        int seconds = limit.secondsToWait("a");
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        assertThat(limit.secondsToWait("a")).isZero();
    }

    @Test
    void manyClientsDoNotFillTheMemory() {
        RateLimit limit = new RateLimit(1, 100, nanos::get);
        for (int i = 0; i < 10_000; i++) {
            limit.secondsToWait("client" + i);
        }
        assertThat(limit.remembered()).isEqualTo(100);
    }

    @Test
    void someWorkSomeWaitAndTheRestIsTurnedAway() throws InterruptedException {
        WorkLimit limit = new WorkLimit(1, 1, Duration.ofSeconds(20));
        WorkLimit.Permit first = limit.enter().orElseThrow();
        List<Optional<WorkLimit.Permit>> second = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        Thread waiter = new Thread(() -> {
            begun.countDown();
            second.add(limit.enter());
        });
        waiter.start();
        begun.await();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(limit.enter()).isEmpty();
        first.close();
        waiter.join();
        assertThat(second).hasSize(1).allSatisfy(permit -> assertThat(permit).isPresent());
        second.get(0).orElseThrow().close();
        assertThat(limit.enter()).isPresent();
        assertThat(limit.retryAfter()).isEqualTo(20);
    }

    @Test
    void nobodyWaitsLongerThanSaid() {
        WorkLimit limit = new WorkLimit(1, 5, Duration.ofMillis(30));
        assertThat(limit.enter()).isPresent();
        assertThat(limit.enter()).isEmpty();
        assertThat(limit.retryAfter()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, , false, 192.0.2.7",
        "192.0.2.7, 198.51.100.1, false, 192.0.2.7",
        "127.0.0.1, 198.51.100.1, true, 198.51.100.1",
        "127.0.0.1, '203.0.113.9, 198.51.100.1', true, 198.51.100.1",
        "127.0.0.1, '203.0.113.9,198.51.100.1:4711', true, 198.51.100.1",
        "127.0.0.1, , true, 127.0.0.1",
        "127.0.0.1, unknown, true, 127.0.0.1",
        "127.0.0.1, evil.example, true, 127.0.0.1",
        "127.0.0.1, 999.1.1.1, true, 127.0.0.1",
        "127.0.0.1, '[2001:db8:1:2::7]:80', true, 20010db800010002",
        "2001:db8:1:2:3:4:5:6, , false, 20010db800010002",
        "2001:db8:1:2:ffff::1%eth0, , false, 20010db800010002",
        "::ffff:192.0.2.7, , false, 192.0.2.7",
        "'', , false, ?"
    })
    void aClientIsItsAddressAndNobodyElses(String peer, String forwarded, boolean behindProxy, String client) {
        Asked asked = Asked.get("/").from(peer);
        Asked sent = forwarded == null ? asked : asked.with("X-Forwarded-For", forwarded);
        assertThat(ClientAddress.of(sent, behindProxy)).isEqualTo(client);
    }

    @Test
    void aQueryHasItsLimits() {
        assertThat(AccessRule.QueryLimits.keptBy("")).isTrue();
        assertThat(AccessRule.QueryLimits.keptBy("a=1&b=%41&c")).isTrue();
        assertThat(AccessRule.QueryLimits.keptBy("&".repeat(49))).isTrue();
        assertThat(AccessRule.QueryLimits.keptBy("&".repeat(50))).isFalse();
        assertThat(AccessRule.QueryLimits.keptBy("%41&".repeat(49))).isTrue();
        assertThat(AccessRule.QueryLimits.keptBy("%41&".repeat(50))).isFalse();
        assertThat(AccessRule.QueryLimits.keptBy("q=" + "x".repeat(2000))).isTrue();
        assertThat(AccessRule.QueryLimits.keptBy("q=" + "x".repeat(2001))).isFalse();
        assertThat(AccessRule.QueryLimits.keptBy("q=" + "%C3%A9".repeat(2000))).isTrue();
        assertThat(AccessRule.QueryLimits.keptBy("q=" + "%C3%A9".repeat(2001))).isFalse();
        assertThat(AccessRule.QueryLimits.keptBy("q=%")).isFalse();
        assertThat(AccessRule.QueryLimits.keptBy("q=%zz")).isFalse();
    }
}
