package vigie.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vigie.store.JobState;

/**
 * When a job is due: its cadence after its last success, later after failures. The one rule of the schedule; times in, the next
 * instant out. Nothing is due twice for the time that a process slept or was down, as what was due meanwhile is one thing.
 */
public final class DueRule {

    /** The pause after the first failure; it doubles with each further one. */
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    /** The longest pause after failures, if not the period is shorter. */
    static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private DueRule() {}

    /**
     * When a job is due next; now or earlier means at once.
     *
     * @param state what is known of it
     * @param jitter by which it is later than its cadence says, so that not all begin at the same moment; what is asked for does
     *     not depend on it
     * @param now the present
     */
    public static Instant next(Cadence cadence, JobState state, Duration jitter, Instant now) {
        Instant regular =
                regular(cadence, state, now).map(at -> at.plus(jitter)).orElse(now);
        return state.ended()
                // An end in the future is of a clock that was wrong.
                .filter(end -> !end.isAfter(now))
                .flatMap(end -> pause(cadence, state).map(end::plus))
                .filter(at -> at.isAfter(regular))
                .orElse(regular);
    }

    /**
     * When it is due by its cadence alone. Empty for at once: it never ran, or its last success lies further in the future
     * than a period, so that the clock was wrong then.
     */
    static Optional<Instant> regular(Cadence cadence, JobState state, Instant now) {
        Optional<Instant> base = base(cadence, state);
        return base.filter(at -> !at.isAfter(now.plus(cadence.period()))).map(cadence::after);
    }

    /** From when it counts. What is due once a week or a month was not due before there was anything to do it. */
    private static Optional<Instant> base(Cadence cadence, JobState state) {
        return state.success()
                .or(() -> cadence instanceof Cadence.Weekly || cadence instanceof Cadence.Monthly
                        ? Optional.of(state.since())
                        : Optional.empty());
    }

    /** How long to wait after the last run, if it did not bring what it was to bring. */
    private static Optional<Duration> pause(Cadence cadence, JobState state) {
        if (state.failures() > 0) {
            return Optional.of(pause(state.failures(), cadence.period()));
        }
        boolean awaited =
                state.outcome().filter(JobState.Outcome.AWAITED::equals).isPresent();
        return cadence instanceof Cadence.Daily daily && awaited ? Optional.of(daily.again()) : Optional.empty();
    }

    /**
     * The pause after some failures in a row.
     *
     * @param failures at least 1
     * @param period of the job: it is not asked more rarely because of failures, up to {@link #LONGEST_PAUSE}
     */
    static Duration pause(int failures, Duration period) {
        Duration longest = period.compareTo(LONGEST_PAUSE) < 0 ? period : LONGEST_PAUSE;
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /** What a run that begins now makes up for: the times after the first one at which it was due and did not take place. */
    static Optional<JobState.CatchUp> madeUp(Cadence cadence, JobState state, Instant now) {
        Optional<Instant> first = regular(cadence, state, now).filter(at -> at.isBefore(now));
        // Runs that brought nothing took place.
        boolean tried =
                state.outcome().filter(how -> how != JobState.Outcome.DONE).isPresent();
        if (first.isEmpty() || tried) {
            return Optional.empty();
        }
        long missed = 0;
        if (cadence instanceof Cadence.Every every) {
            missed = Duration.between(first.get(), now).dividedBy(every.period());
        } else {
            for (Instant at = cadence.after(first.get()); !at.isAfter(now); at = cadence.after(at)) {
                missed++;
            }
        }
        return missed == 0 ? Optional.empty() : Optional.of(new JobState.CatchUp(now, missed, first.get()));
    }
}
