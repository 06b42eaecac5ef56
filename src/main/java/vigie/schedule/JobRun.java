package vigie.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vigie.store.JobState;

/**
 * A run of a job that has ended.
 *
 * @param job its name
 * @param started its beginning
 * @param time how long it took
 * @param madeUp what it made up for
 */
public record JobRun(String job, Instant started, Duration time, Result result, Optional<JobState.CatchUp> madeUp) {

    /** Something other than a job cannot work: the schedule itself, or what tells people of alerts. */
    static JobRun trouble(String what, String why, Instant now) {
        return new JobRun(what, now, Duration.ZERO, Result.failed(why), Optional.empty());
    }
}
