package vigie.cli;

/** Exit statuses, the same for every command. */
final class Exit {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    /** Done, but some source failed. */
    static final int PARTIAL = 3;

    private Exit() {}
}
