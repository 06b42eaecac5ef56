package vigie.cli;

import vigie.job.SyncResult;

/** Exit statuses, the same for every command. */
final class Exit {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    /** Done, but some source failed. */
    static final int PARTIAL = 3;

    private Exit() {}

    /** The status that tells what came of a synchronisation. */
    static int of(SyncResult result) {
        if (result instanceof SyncResult.Complete) {
            return DONE;
        }
        return result instanceof SyncResult.NothingFetched ? FAILED : PARTIAL;
    }
}
