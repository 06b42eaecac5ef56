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

    /** The schedule itself cannot work. */
    static JobRun trouble(String why, Instant now) {
        return new JobRun("schedule", now, Duration.ZERO, Result.failed(why), Optional.empty());
    }
}
