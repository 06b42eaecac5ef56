package vigie.cli;

import vigie.job.SyncResult;

/** Exit statuses, the same for every command, and the exceptions that lead to them. */
final class Exit {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    /** Done, but some source failed. */
    static final int PARTIAL = 3;
    /** {@code status --check} found a stale source. */
    static final int STALE = 4;

    /** {@code prioritise} found what {@code --fail-on} names. */
    static final int GATE = 4;

    /** {@code doctor} found something that must be mended. */
    static final int UNSOUND = 5;

    private Exit() {}

    /** The status for the result of a synchronisation. */
    static int of(SyncResult result) {
        if (result instanceof SyncResult.Complete) {
            return DONE;
        }
        return result instanceof SyncResult.NothingFetched ? FAILED : PARTIAL;
    }

    /** The command failed; the message says why, in one line. */
    static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    /** Invalid usage; the message says how to correct it. */
    static final class WrongUse extends RuntimeException {

        private static final long serialVersionUID = 1;

        WrongUse(String message) {
            super(message);
        }
    }
}
