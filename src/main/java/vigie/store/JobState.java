package vigie.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a job of the schedule.
 *
 * @param name its name, the same on the command line
 * @param since when this home first had the job: what was due before is not made up for
 * @param started beginning of the last run
 * @param ended end of the last run that came to its end; before {@code started} while one runs or was broken off
 * @param outcome how that one ended
 * @param success beginning of the last run that brought what it was to bring: what was said by then is held
 * @param changed end of the last run that changed anything
 * @param failures runs that failed since the last one that did not
 * @param caughtUp the last run that made up for others that had not taken place
 * @param detail what is to be said of the last run: why it failed, or the model that was trained; empty for nothing
 */
public record JobState(
        String name,
        Instant since,
        Optional<Instant> started,
        Optional<Instant> ended,
        Optional<Outcome> outcome,
        Optional<Instant> success,
        Optional<Instant> changed,
        int failures,
        Optional<CatchUp> caughtUp,
        String detail) {

    /** How a run ended. The names are part of the stored form. */
    public enum Outcome {
        /** It did what it was to do. */
        DONE,
        /** What it asked for is not there yet; nothing is wrong with that. */
        AWAITED,
        /** Some of it failed; what was there was taken. */
        PARTIAL,
        /** It failed. */
        FAILED;

        /** Whether the job is to be tried again soon. */
        public boolean failure() {
            return this == PARTIAL || this == FAILED;
        }
    }

    /**
     * One run that made up for several.
     *
     * @param at its beginning
     * @param missed how many did not take place before it
     * @param since when the first of them was due
     */
    public record CatchUp(Instant at, long missed, Instant since) {}

    /** A job that has not run yet. */
    public static JobState fresh(String name, Instant since) {
        return new JobState(
                name,
                since,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                "");
    }

    /** Whether its last run has begun and not ended: it runs, or was broken off. */
    public boolean open() {
        return started.isPresent()
                && ended.filter(end -> !end.isBefore(started.get())).isEmpty();
    }

    /**
     * The same when a run begins.
     *
     * @param madeUp what it makes up for, if anything
     */
    public JobState begun(Instant now, Optional<CatchUp> madeUp) {
        return new JobState(
                name,
                since,
                Optional.of(now),
                ended.filter(end -> end.isBefore(now)),
                outcome,
                success,
                changed,
                failures,
                madeUp.or(() -> caughtUp),
                detail);
    }

    /**
     * The same when the run has ended.
     *
     * @param change whether it changed anything
     */
    public JobState ended(Instant now, Outcome how, boolean change, String what) {
        Instant end = now.isBefore(started.orElse(now)) ? started.orElse(now) : now;
        return new JobState(
                name,
                since,
                started,
                Optional.of(end),
                Optional.of(how),
                how == Outcome.DONE ? started : success,
                change ? Optional.of(end) : changed,
                how.failure() ? failures + 1 : 0,
                caughtUp,
                what);
    }

    /** The same where something else did what the job does, at a moment later than its own last success. */
    public JobState succeeded(Instant at) {
        return success.filter(own -> !own.isBefore(at)).isPresent()
                ? this
                : new JobState(
                        name, since, started, ended, outcome, Optional.of(at), changed, failures, caughtUp, detail);
    }
}
