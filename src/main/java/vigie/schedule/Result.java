package vigie.schedule;

import java.util.Set;
import vigie.store.JobState;

/**
 * How a run of a job ended.
 *
 * @param changed whether it changed anything
 * @param records how many records, scores or files are new or changed
 * @param detail why it failed, or the model that was trained; empty for nothing
 * @param read of a job that is about several sources, those that it read to their end, whatever became of the others
 */
public record Result(JobState.Outcome outcome, boolean changed, long records, String detail, Set<String> read) {

    /** Of a job that is not about several sources. */
    public Result(JobState.Outcome outcome, boolean changed, long records, String detail) {
        this(outcome, changed, records, detail, Set.of());
    }

    /** It did what it was to do. */
    static Result done(long records) {
        return new Result(JobState.Outcome.DONE, records > 0, records, "");
    }

    /** It failed. */
    public static Result failed(String why) {
        return new Result(JobState.Outcome.FAILED, false, 0, why);
    }
}
