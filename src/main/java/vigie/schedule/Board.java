package vigie.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vigie.io.SplitMix64;
import vigie.store.JobState;

/**
 * What is known of all jobs, and which of them may begin. It has no clock, no threads and no database: moments come in, decisions go
 * out. Not for several threads at once.
 */
public final class Board {

    /** Sources that are asked at the same time. */
    static final int MOST_SOURCES = 4;

    /** After a change, others of the same moment are waited for. */
    static final Duration SETTLED = Duration.ofSeconds(3);

    /** While other sources are being read, scoring waits no longer than this. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    /** With this period, scoring and publishing are tried again after failures. */
    private static final Cadence FOLLOWING = new Cadence.Every(Duration.ofHours(1));

    private static final Duration MOST_JITTER = Duration.ofSeconds(30);
    private static final int JITTER_SHARE = 20;

    private final long seed;
    private List<Job> jobs;
    private final Map<String, JobState> states = new LinkedHashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private Optional<Instant> changed = Optional.empty();

    /**
     * The board of a home.
     *
     * @param kept what was known of the jobs
     * @param seed a number of this process, for the jitter
     * @param now from when jobs count that are not known yet
     */
    public Board(List<Job> jobs, Collection<JobState> kept, long seed, Instant now) {
        this.seed = seed;
        this.jobs = List.copyOf(jobs);
        kept.forEach(state -> states.put(state.name(), state));
        fill(now);
    }

    private void fill(Instant now) {
        jobs.forEach(job -> states.putIfAbsent(job.name(), JobState.fresh(job.name(), now)));
    }

    /** From now on the jobs are these; what runs goes on, and what is known of jobs stays. */
    public void replace(List<Job> others, Instant now) {
        jobs = List.copyOf(others);
        fill(now);
    }

    /** All jobs. */
    public List<Job> jobs() {
        return jobs;
    }

    /** What is known of a job. */
    public JobState state(String name) {
        return states.get(name);
    }

    /** Whether it runs in this process. */
    public boolean running(String name) {
        return running.contains(name);
    }

    /** Whether nothing runs. */
    public boolean idle() {
        return running.isEmpty();
    }

    /** A job of that name; empty if there is none. */
    public Optional<Job> job(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst();
    }

    /** The job runs as soon as it may, whenever it is due. */
    public void ask(String name) {
        asked.add(name);
    }

    /** Something outside the schedule brought what the job brings. */
    public void succeeded(String name, Instant at) {
        states.computeIfPresent(name, (key, state) -> state.succeeded(at));
    }

    /** Something, whether of the schedule or not, last changed what is held at a moment. */
    public void changed(Instant at) {
        changed = changed.filter(known -> known.isAfter(at)).or(() -> Optional.of(at));
    }

    /** When a job is due, now or in the past for at once; empty while it only waits for others to change something. */
    public Optional<Instant> due(Job job, Instant now) {
        if (asked.contains(job.name())) {
            return Optional.of(now);
        }
        return switch (job.kind()) {
            case SCORE -> dueToScore(state(job.name()), now);
            case PUBLISH -> dueToPublish(state(job.name()), now);
            default -> Optional.of(earlier(job, byCadence(job, now), now));
        };
    }

    private Instant byCadence(Job job, Instant now) {
        JobState state = state(job.name());
        return DueRule.next(job.cadence().orElseThrow(), state, jitter(job, state), now);
    }

    /** Before a model is trained, all data is fetched. */
    private Instant earlier(Job job, Instant due, Instant now) {
        if (!job.kind().asksSource() || asked.contains(JobList.RETRAIN)) {
            return due;
        }
        return first(Job.Kind.RETRAIN)
                .map(retraining -> due(retraining, now).orElse(due))
                .filter(at -> !at.isAfter(now) && at.isBefore(due) && endedBefore(job, at))
                .orElse(due);
    }

    private boolean endedBefore(Job job, Instant at) {
        return state(job.name()).ended().filter(end -> !end.isBefore(at)).isEmpty();
    }

    private Optional<Job> first(Job.Kind kind) {
        return jobs.stream().filter(job -> job.kind() == kind).findFirst();
    }

    private Duration jitter(Job job, JobState state) {
        Duration period = job.cadence().orElseThrow().period();
        Duration most = period.dividedBy(JITTER_SHARE);
        long millis = Math.min(most.toMillis(), MOST_JITTER.toMillis());
        long from = state.success().map(Instant::toEpochMilli).orElse(0L);
        return Duration.ofMillis((long)
                (millis * SplitMix64.unit(seed + job.name().hashCode() * SplitMix64.GAMMA + SplitMix64.mix(from))));
    }

    /** After changes, and once on each day (UTC), as the age of a CVE counts. */
    private Optional<Instant> dueToScore(JobState score, Instant now) {
        if (score.success().isEmpty()) {
            return settled(changes(Instant.MIN), now).map(at -> later(score, at, now));
        }
        Instant last = score.success().get();
        if (last.isAfter(now)) {
            // The clock was set back: what changes from now on would count as scored.
            return Optional.of(later(score, now, now));
        }
        Instant midnight = day(last).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Stream.concat(settled(changes(last), now).stream(), Stream.of(midnight))
                .min(Comparator.naturalOrder())
                .map(at -> later(score, at, now));
    }

    /** When so many changes are to be scored: with the last of them, but not long after the first. */
    private Optional<Instant> settled(List<Instant> changes, Instant now) {
        Optional<Instant> longest =
                changes.stream().min(Comparator.naturalOrder()).map(at -> at.plus(LONGEST_WAIT));
        boolean reading = jobs.stream().anyMatch(job -> job.kind().asksSource() && running(job.name()));
        return reading && longest.filter(now::isBefore).isPresent()
                ? longest
                : Stream.concat(
                                longest.stream(),
                                changes.stream().max(Comparator.naturalOrder()).map(at -> at.plus(SETTLED)).stream())
                        .min(Comparator.naturalOrder());
    }

    /** After scores have changed, and once a day. */
    private Optional<Instant> dueToPublish(JobState publish, Instant now) {
        JobState score = state(JobList.SCORE);
        return score.success()
                .filter(scored ->
                        publish.success().filter(at -> !at.isAfter(now)).isEmpty()
                                || score.changed()
                                        .filter(at ->
                                                at.isAfter(publish.success().get()))
                                        .isPresent()
                                || day(scored).isAfter(day(publish.success().get())))
                // Before the next scoring, which is due later than this one began.
                .map(scored -> later(publish, scored, now));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant later(JobState state, Instant due, Instant now) {
        if (state.failures() == 0) {
            return due;
        }
        Instant again = state.ended().orElse(now).plus(DueRule.pause(state.failures(), FOLLOWING.period()));
        return again.isAfter(due) ? again : due;
    }

    /** When anything that is scored last changed after a moment, by whichever job. */
    private List<Instant> changes(Instant after) {
        return Stream.concat(
                        changed.stream(),
                        jobs.stream()
                                .filter(job -> job.kind().changesScores())
                                .flatMap(job -> state(job.name()).changed().stream()))
                .filter(at -> at.isAfter(after))
                .toList();
    }

    /** The jobs that begin now, each of which is to be told by {@link #begin}. */
    public List<Job> startable(Instant now) {
        record At(Job job, Instant due) {}
        List<At> due = new ArrayList<>();
        for (Job job : jobs) {
            if (!running(job.name())) {
                due(job, now).filter(at -> !at.isAfter(now)).ifPresent(at -> due.add(new At(job, at)));
            }
        }
        // The sort is stable: jobs that are due at the same moment begin in their order.
        due.sort(Comparator.comparing(At::due));
        Set<String> held = new HashSet<>();
        jobs.stream().filter(job -> running(job.name())).forEach(job -> held.addAll(job.holds()));
        long reading = jobs.stream()
                .filter(job -> job.kind().asksSource() && running(job.name()))
                .count();
        boolean whole = due.stream().anyMatch(at -> at.job().kind() == Job.Kind.RECONCILE);
        List<Job> starts = new ArrayList<>();
        for (At at : due) {
            Job job = at.job();
            boolean free = job.holds().stream().noneMatch(held::contains);
            boolean room = !job.kind().asksSource() || reading < MOST_SOURCES && !whole;
            if (free && room && ready(job, at.due())) {
                starts.add(job);
                held.addAll(job.holds());
                reading += job.kind().asksSource() ? 1 : 0;
            }
        }
        return starts;
    }

    private boolean ready(Job job, Instant due) {
        return job.kind() != Job.Kind.RETRAIN
                || asked.contains(job.name())
                || jobs.stream().filter(other -> other.kind().asksSource()).noneMatch(other -> endedBefore(other, due));
    }

    /** A job begins; returns what is known of it now. */
    public JobState begin(Job job, Instant now) {
        JobState state = state(job.name());
        Optional<JobState.CatchUp> madeUp = job.cadence().flatMap(cadence -> DueRule.madeUp(cadence, state, now));
        JobState begun = state.begun(now, madeUp);
        states.put(job.name(), begun);
        running.add(job.name());
        asked.remove(job.name());
        return begun;
    }

    /** A job has ended; returns what is known of it now. */
    public JobState end(Job job, Instant now, Result result) {
        JobState ended = state(job.name()).ended(now, result.outcome(), result.changed(), result.detail());
        states.put(job.name(), ended);
        running.remove(job.name());
        covered(job, result)
                .forEach(other -> succeeded(other.name(), ended.started().orElse(now)));
        return ended;
    }

    /** Whose work a run did beside its own. */
    private List<Job> covered(Job job, Result result) {
        return jobs.stream()
                .filter(other -> other.kind() == Job.Kind.SOURCE
                        && (job.kind() == Job.Kind.LISTINGS
                                        && result.outcome() == JobState.Outcome.DONE
                                        && other.name().equals(job.source())
                                || result.read().contains(other.name())
                                        && other.cadence().orElseThrow() instanceof Cadence.Every))
                .toList();
    }

    /** The next moment at which a job is due that does not run; empty if all wait for others. */
    public Optional<Instant> wake(Instant now) {
        return jobs.stream()
                .filter(job -> !running(job.name()))
                .flatMap(job -> due(job, now).stream())
                .min(Comparator.naturalOrder());
    }
}
