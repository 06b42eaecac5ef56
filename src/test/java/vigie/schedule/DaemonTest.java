package vigie.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vigie.fetch.Mirror;
import vigie.job.JobContext;
import vigie.job.Settings;
import vigie.job.SettingsException;
import vigie.job.SettingsReader;
import vigie.job.SilentListener;
import vigie.job.SyncJob;
import vigie.store.JobState;
import vigie.store.Reader;
import vigie.store.SharedStore;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.SampleServer;

@Timeout(120)
class DaemonTest {

    private static final Clock CLOCK =
            Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse("2026-01-30T12:00:00Z")));

    @TempDir
    private Path home;

    private final List<JobRun> runs = Collections.synchronizedList(new ArrayList<>());

    private JobContext context(SampleServer mirror) {
        return new JobContext(
                home,
                new SharedStore(SqliteStore.at(home)),
                Settings.DEFAULT,
                new Mirror(Optional.of(URI.create(mirror.address()))),
                CLOCK,
                new SilentListener());
    }

    private Daemon daemon(JobContext context, Retraining retraining) throws InterruptedException {
        new SyncJob(context).createDatabase();
        return new Daemon(() -> context, Optional.empty(), retraining, runs::add, 1);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(50);
        }
    }

    private boolean ran(String job) {
        synchronized (runs) {
            return runs.stream().anyMatch(run -> run.job().equals(job));
        }
    }

    private Map<String, JobState> states() {
        try (Reader reader = SqliteStore.at(home).reader()) {
            return reader.jobs().stream().collect(java.util.stream.Collectors.toMap(JobState::name, state -> state));
        }
    }

    @Test
    void sourcesAreReadThenScoredThenPublishedAndAnotherProcessTakesOver() throws Exception {
        try (SampleServer mirror = new SampleServer()) {
            Daemon first = daemon(context(mirror), context -> Result.done(0));
            Daemon second =
                    new Daemon(() -> context(mirror), Optional.empty(), context -> Result.done(0), runs::add, 2);
            first.start();
            await(() -> ran("publish"));
            second.start();
            assertThat(states().get("kev").outcome()).contains(JobState.Outcome.DONE);
            assertThat(states().get("score").changed()).isPresent();
            assertThat(home.resolve("feed/manifest.json")).isRegularFile();
            int before = runs.size();
            new Requests(home).ask("eukev");
            await(() -> runs.size() > before);
            assertThat(runs.stream().filter(run -> run.job().equals("eukev"))).hasSize(2);
            first.reload();
            first.close();
            int handed = runs.size();
            new Requests(home).ask("kev");
            await(() -> runs.size() > handed);
            second.close();
            assertThat(SqliteStore.at(home).scheduler()).isEmpty();
        }
    }

    @Test
    void aConfigurationThatIsReadAgainAppliesAtOnceAndAWrongOneChangesNothing() throws Exception {
        try (SampleServer mirror = new SampleServer()) {
            Path file = home.resolve("config.toml");
            JobContext context = context(mirror);
            new SyncJob(context).createDatabase();
            AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
            Clock clock = new Clock() {
                @Override
                public Instant instant() {
                    return CLOCK.instant().plus(later.get());
                }

                @Override
                public ZoneId getZone() {
                    return CLOCK.getZone();
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            };
            Supplier<JobContext> configuration = () -> new JobContext(
                    home,
                    context.store(),
                    SettingsReader.read(Optional.empty(), file),
                    context.mirror(),
                    clock,
                    context.listener());
            try (Daemon daemon = new Daemon(configuration, Optional.empty(), with -> Result.done(0), runs::add, 1)) {
                daemon.start();
                await(() -> ran("publish"));
                Files.writeString(file, "schedule.zone = 'nowhere'\n");
                assertThatThrownBy(daemon::reload).isInstanceOf(SettingsException.class);
                new Requests(home).ask("kev");
                await(() -> times("kev") == 2);
                Files.writeString(file, "schedule.every-minutes.eukev = 1\n");
                daemon.reload();
                long before = times("eukev");
                later.set(Duration.ofMinutes(3));
                await(() -> times("eukev") > before);
                assertThat(times("kev")).isEqualTo(2);
            }
        }
    }

    private long times(String job) {
        return List.copyOf(runs).stream().filter(run -> run.job().equals(job)).count();
    }

    @Test
    void aJobThatRunsIsBrokenOffWithinTenSecondsAndShownAsSuch() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (SampleServer mirror = new SampleServer()) {
            Daemon daemon = daemon(context(mirror), context -> {
                begun.countDown();
                Thread.sleep(Duration.ofHours(1).toMillis());
                return Result.done(0);
            });
            new Requests(home).ask("retrain");
            daemon.start();
            begun.await();
            long from = System.nanoTime();
            daemon.close();
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
            assertThat(states().get("retrain").open()).isTrue();
        }
    }
}
