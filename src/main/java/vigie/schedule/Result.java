package vigie.schedule;

import vigie.store.JobState;

/**
 * How a run of a job ended.
 *
 * @param changed whether it changed anything
 * @param records how many records, scores or files are new or changed
 * @param detail why it failed, or the model that was trained; empty for nothing
 */
public record Result(JobState.Outcome outcome, boolean changed, long records, String detail) {

    /** It did what it was to do. */
    static Result done(long records) {
        return new Result(JobState.Outcome.DONE, records > 0, records, "");
    }

    /** It failed. */
    public static Result failed(String why) {
        return new Result(JobState.Outcome.FAILED, false, 0, why);
    }
}
