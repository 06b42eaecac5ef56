package vigie.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vigie.job.Settings;
import vigie.source.Sources;
import vigie.store.JobState;

/**
 * Sixty days of the schedule with a clock of the test: jobs that take their time and sometimes fail, a source that is down for days,
 * five suspensions of a day, and the two changes of the clocks around Ramadan in Morocco.
 */
class SimulationTest {

    private static final Instant START = Instant.parse("2026-02-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant LAST = START.plus(Duration.ofDays(60)).minusSeconds(60);
    private static final ZoneId ZONE = ZoneId.of("Africa/Casablanca");
    private static final String DOWN = "nvd";
    private static final Instant DOWN_FROM = START.plus(Duration.ofDays(20));
    private static final Instant DOWN_UNTIL = START.plus(Duration.ofDays(24));

    private static final List<Instant> SUSPENSIONS = List.of(
            START.plus(Duration.ofHours(5 * 24 + 3)),
            START.plus(Duration.ofHours(13 * 24 + 11)),
            START.plus(Duration.ofHours(27 * 24 + 16)),
            START.plus(Duration.ofHours(40 * 24)),
            START.plus(Duration.ofHours(48 * 24 + 10)));

    /** A run; one that a suspension fell into ends a day later. */
    private record Run(
            Job job, Instant begun, Instant end, boolean failed, boolean changed, Optional<JobState.CatchUp> madeUp) {}

    private static final List<Run> RUNS = new ArrayList<>();
    private static final Map<String, List<Run>> BY_NAME = new HashMap<>();
    private static List<Job> jobs;

    @BeforeAll
    static void simulate() {
        Settings.Schedule schedule =
                new Settings.Schedule(Map.of(), ZONE, DayOfWeek.SUNDAY, LocalTime.of(2, 30), LocalTime.of(4, 0), 4096);
        jobs = JobList.of(Sources.all(new Sources.Choices(LocalDate.EPOCH, List.of(), List.of())), schedule);
        Board board = new Board(jobs, List.of(), 7, START);
        Random random = new Random(11);
        List<Run> running = new ArrayList<>();
        List<Instant> sleeps = new ArrayList<>(SUSPENSIONS);
        Instant now = START;
        Instant end = START.plus(Duration.ofDays(60));
        while (now.isBefore(end)) {
            if (!sleeps.isEmpty() && !now.isBefore(sleeps.get(0))) {
                sleeps.remove(0);
                now = now.plus(DAY);
                running.replaceAll(run -> new Run(
                        run.job(), run.begun(), run.end().plus(DAY), run.failed(), run.changed(), run.madeUp()));
            }
            for (Run run : List.copyOf(running)) {
                if (!run.end().isAfter(now)) {
                    running.remove(run);
                    RUNS.add(run);
                    board.end(run.job(), now, result(run));
                }
            }
            for (Job job : board.startable(now)) {
                JobState begun = board.begin(job, now);
                boolean fails = job.kind().asksSource() && random.nextInt(100) < 3
                        || job.name().equals(DOWN) && now.isAfter(DOWN_FROM) && now.isBefore(DOWN_UNTIL);
                Optional<JobState.CatchUp> madeUp = begun.caughtUp()
                        .filter(made -> made.at().equals(begun.started().get()));
                running.add(
                        new Run(job, now, now.plus(time(job, random)), fails, !fails && random.nextInt(3) > 0, madeUp));
            }
            Instant next = now.plus(Duration.ofMinutes(10));
            for (Run run : running) {
                next = run.end().isBefore(next) ? run.end() : next;
            }
            Instant asked = now;
            next = board.wake(now)
                    .filter(at -> at.isAfter(asked))
                    .filter(next::isAfter)
                    .orElse(next);
            now = next.isAfter(now) ? next : now.plusMillis(1);
        }
        RUNS.sort(Comparator.comparing(Run::begun));
        RUNS.forEach(run -> BY_NAME.computeIfAbsent(run.job().name(), name -> new ArrayList<>())
                .add(run));
    }

    private static Result result(Run run) {
        if (run.failed()) {
            return Result.failed("down");
        }
        // The file of the day comes between noon and four.
        boolean early = run.job().name().equals("epss")
                && LocalTime.ofInstant(run.begun(), ZoneId.of("UTC")).isBefore(LocalTime.of(14, 20))
                && !LocalTime.ofInstant(run.begun(), ZoneId.of("UTC")).isBefore(LocalTime.NOON);
        if (run.job().kind() == Job.Kind.RECONCILE) {
            return new Result(JobState.Outcome.DONE, run.changed(), 1, "", Set.copyOf(Sources.names()));
        }
        return early ? new Result(JobState.Outcome.AWAITED, run.changed(), 1, "") : Result.done(run.changed() ? 1 : 0);
    }

    private static Duration time(Job job, Random random) {
        return switch (job.kind()) {
            case SOURCE, LISTINGS -> Duration.ofMillis(500 + random.nextInt(20_000));
            case SCORE -> Duration.ofSeconds(5);
            case PUBLISH -> Duration.ofSeconds(3);
            case RETRAIN -> Duration.ofMinutes(12);
            case RECONCILE -> Duration.ofMinutes(4);
            case RETENTION -> Duration.ofSeconds(8);
        };
    }

    private static List<Run> of(String name) {
        return BY_NAME.getOrDefault(name, List.of());
    }

    private static boolean suspended(Instant from, Instant to) {
        return SUSPENSIONS.stream()
                .anyMatch(at -> at.isBefore(to) && at.plus(DAY).isAfter(from));
    }

    /** What brought the news of a source: its own runs, those of its listings, and whole ones. */
    private static List<Run> asking(Job job) {
        return RUNS.stream()
                .filter(run -> run.job().equals(job)
                        || run.job().kind() == Job.Kind.LISTINGS
                                && job.kind() == Job.Kind.SOURCE
                                && run.job().source().equals(job.name())
                        || run.job().kind() == Job.Kind.RECONCILE && job.kind() == Job.Kind.SOURCE)
                .sorted(Comparator.comparing(Run::begun))
                .toList();
    }

    @Test
    void everySourceIsAskedWithinItsCadenceAndATenth() {
        for (Job job : jobs) {
            if (job.cadence().isPresent() && job.cadence().get() instanceof Cadence.Every every) {
                List<Run> runs = asking(job);
                Duration most = every.period().multipliedBy(11).dividedBy(10);
                for (int i = 1; i < runs.size(); i++) {
                    Instant from = runs.get(i - 1).begun();
                    Instant to = runs.get(i).begun();
                    boolean whole = runs.get(i - 1).job().kind() == Job.Kind.RECONCILE;
                    if (!suspended(from, to) && !whole && !reconciled(from, to)) {
                        assertThat(Duration.between(from, to))
                                .as("%s at %s", job.name(), to)
                                .isLessThanOrEqualTo(most);
                    }
                }
                assertThat(runs).as(job.name()).isNotEmpty();
            }
        }
    }

    /** While everything is read again, no source is asked by itself. */
    private static boolean reconciled(Instant from, Instant to) {
        return of(JobList.RECONCILE).stream()
                .anyMatch(run -> run.begun().isBefore(to) && run.end().isAfter(from));
    }

    @Test
    void noneIsAskedTwiceForTheSame() {
        for (Job job : jobs) {
            if (job.cadence().isPresent() && job.cadence().get() instanceof Cadence.Every every) {
                List<Run> runs = of(job.name());
                for (int i = 1; i < runs.size(); i++) {
                    Run before = runs.get(i - 1);
                    Instant at = runs.get(i).begun();
                    // On the first of the month all are asked before a model is trained.
                    if (!before.failed() && !retrainedAfter(at)) {
                        assertThat(Duration.between(before.begun(), at))
                                .as("%s at %s", job.name(), at)
                                .isGreaterThanOrEqualTo(every.period());
                    }
                }
            }
        }
    }

    private static boolean retrainedAfter(Instant at) {
        return of(JobList.RETRAIN).stream()
                .anyMatch(run -> !run.begun().isBefore(at) && run.begun().isBefore(at.plus(Duration.ofHours(1))));
    }

    @Test
    void whatNeedsTheSameNeverRunsAtTheSameTime() {
        List<Run> runs = RUNS.stream().sorted(Comparator.comparing(Run::begun)).toList();
        Map<String, Run> last = new HashMap<>();
        for (Run run : runs) {
            for (String held : run.job().holds()) {
                Optional<Run> before = Optional.ofNullable(last.put(held, run));
                before.ifPresent(other -> assertThat(other.end())
                        .as("%s and %s need %s", other.job().name(), run.job().name(), held)
                        .isBeforeOrEqualTo(run.begun()));
            }
        }
    }

    @Test
    void afterEachSuspensionEachJobMakesUpOnce() {
        for (Instant from : SUSPENSIONS) {
            Instant awake = from.plus(DAY);
            Map<String, Integer> madeUp = new HashMap<>();
            RUNS.stream()
                    .filter(run -> run.madeUp().isPresent()
                            && !run.begun().isBefore(awake)
                            && run.begun().isBefore(awake.plus(Duration.ofHours(2))))
                    .forEach(run -> madeUp.merge(run.job().name(), 1, Integer::sum));
            assertThat(madeUp.values()).as("after %s", from).allMatch(times -> times == 1);
            // Where everything is read again at once, nothing else is left to make up for.
            boolean whole = of(JobList.RECONCILE).stream()
                    .anyMatch(run -> !run.begun().isBefore(awake) && run.begun().isBefore(awake.plusSeconds(900)));
            assertThat(madeUp.keySet()).as("after %s", from).hasSizeGreaterThan(whole ? 0 : 5);
        }
        long elsewhere = RUNS.stream()
                .filter(run -> run.madeUp().isPresent()
                        && SUSPENSIONS.stream()
                                .noneMatch(from -> !run.begun().isBefore(from.plus(DAY))
                                        && run.begun().isBefore(from.plus(DAY).plus(Duration.ofHours(2)))))
                .count();
        assertThat(elsewhere).isZero();
    }

    @Test
    void whatFollowsTheWallClockRunsOnceAWeekAndOnceAMonth() {
        assertThat(of(JobList.RECONCILE).stream().map(run -> LocalDate.ofInstant(run.begun(), ZONE)))
                .hasSize(8)
                .doesNotHaveDuplicates()
                .contains(LocalDate.of(2026, 2, 15), LocalDate.of(2026, 3, 22));
        assertThat(of(JobList.RETRAIN)).hasSize(2);
        Run retrained = of(JobList.RETRAIN).get(0);
        // The first of March is slept through.
        assertThat(of(JobList.RETRAIN).stream().map(run -> LocalDate.ofInstant(run.begun(), ZONE)))
                .containsExactly(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 4, 1));
        for (Job job : jobs) {
            if (job.kind().asksSource()) {
                assertThat(of(job.name()).stream()
                                .anyMatch(run -> !run.end().isAfter(retrained.begun())
                                        && run.begun().isAfter(retrained.begun().minus(Duration.ofHours(20)))))
                        .as(job.name())
                        .isTrue();
            }
        }
    }

    @Test
    void theFileOfTheDayIsAskedForHourlyUntilItIsThere() {
        Map<LocalDate, Integer> times = new HashMap<>();
        of("epss").forEach(run -> times.merge(LocalDate.ofInstant(run.begun(), ZoneId.of("UTC")), 1, Integer::sum));
        assertThat(times.get(LocalDate.of(2026, 2, 3))).isBetween(3, 5);
        assertThat(times.get(LocalDate.of(2026, 3, 25))).isBetween(3, 5);
    }

    @Test
    void aSourceThatIsDownIsAskedAndHoldsUpNobody() {
        List<Run> down = of(DOWN).stream()
                .filter(run -> run.begun().isAfter(DOWN_FROM) && run.begun().isBefore(DOWN_UNTIL))
                .toList();
        assertThat(down).allMatch(Run::failed).hasSizeBetween(40, 70);
        Instant back = of(DOWN).stream()
                .filter(run -> !run.begun().isBefore(DOWN_UNTIL) && !run.failed())
                .findFirst()
                .orElseThrow()
                .begun();
        assertThat(back).isBefore(DOWN_UNTIL.plus(Duration.ofHours(2).plusMinutes(5)));
    }

    @Test
    void whatChangedIsScoredWithinHalfAMinuteAndThenPublished() {
        List<Run> scored = of(JobList.SCORE);
        List<Run> published = of(JobList.PUBLISH);
        Set<Instant> beginnings = published.stream().map(Run::begun).collect(Collectors.toSet());
        int changes = 0;
        for (Run run : RUNS) {
            if (run.job().kind().asksSource()
                    && run.changed()
                    && !suspended(run.begun(), run.end().plusSeconds(60))) {
                changes++;
                Run score = scored.stream()
                        .filter(any -> !any.begun().isBefore(run.end()))
                        .findFirst()
                        .orElseThrow();
                assertThat(Duration.between(run.end(), score.begun()))
                        .as("%s at %s", run.job().name(), run.end())
                        .isLessThanOrEqualTo(Board.LONGEST_WAIT.plusSeconds(15));
                if (score.changed()
                        && !suspended(score.begun(), score.end())
                        && score.end().isBefore(LAST)) {
                    assertThat(beginnings).as("after %s", score.end()).contains(score.end());
                }
            }
        }
        assertThat(changes).isGreaterThan(1000);
        long news = scored.stream().filter(Run::changed).count();
        assertThat((long) published.size()).isLessThanOrEqualTo(news + 61);
    }
}
