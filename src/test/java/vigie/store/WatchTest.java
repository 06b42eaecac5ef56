package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchTest {

    private final AtomicLong commits = new AtomicLong();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private final Watch watch = new Watch(new Watch.Probe() {
        @Override
        public long look() {
            if (failing.get()) {
                throw new StoreException("gone");
            }
            return commits.get();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    });

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void theVersionGrowsWithACommitAndOnlyThen() {
        long version = watch.version();
        assertThat(watch.version()).isEqualTo(version);
        commits.addAndGet(3);
        assertThat(watch.version()).isEqualTo(version + 1);
        assertThat(watch.version()).isEqualTo(version + 1);
    }

    @Test
    void aFailureIsSaidAndCountsAsAChangeOnceAsDoesItsEnd() {
        long version = watch.version();
        failing.set(true);
        assertThatThrownBy(watch::version).isInstanceOf(StoreException.class);
        assertThatThrownBy(watch::version).isInstanceOf(StoreException.class);
        failing.set(false);
        assertThat(watch.version())
                .as("what was kept before the failure and during it is out of date")
                .isEqualTo(version + 2);
    }

    @Test
    void listenersAreToldOfEachVersionWithoutAsking() throws Exception {
        List<Long> told = new CopyOnWriteArrayList<>();
        CompletableFuture<Long> second = new CompletableFuture<>();
        long version = watch.version();
        watch.onChange(told::add);
        watch.onChange(now -> {
            if (now == version + 2) {
                second.complete(now);
            }
        });
        commits.incrementAndGet();
        assertThat(watch.version()).isEqualTo(version + 1);
        commits.incrementAndGet();
        second.get(20, TimeUnit.SECONDS);
        assertThat(told).containsExactly(version + 1, version + 2);
    }

    @Test
    void whoWaitsIsWokenByAChangeOrWhenTheTimeIsOver() throws Exception {
        long version = watch.version();
        assertThat(watch.await(version, Duration.ofMillis(20))).isEqualTo(version);
        assertThat(watch.await(version - 1, Duration.ofDays(1))).isEqualTo(version);
        commits.incrementAndGet();
        assertThat(watch.await(version, Duration.ofDays(1))).isEqualTo(version + 1);
        failing.set(true);
        assertThat(watch.await(version + 1, Duration.ofDays(1))).isEqualTo(version + 2);
    }

    @Test
    void afterTheEndNobodyWaitsAndNothingIsAsked() {
        CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return watch.await(watch.version(), Duration.ofDays(1));
            } catch (InterruptedException e) {
                throw new IllegalArgumentException(e);
            }
        });
        watch.close();
        assertThat(closed).isTrue();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(watch::version).isInstanceOf(IllegalStateException.class);
        watch.close();
    }
}
