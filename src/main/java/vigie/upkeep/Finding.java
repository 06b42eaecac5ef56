package vigie.upkeep;

/**
 * What an examination found about one thing.
 *
 * @param check what was looked at: {@code database}, {@code source.nvd}
 * @param state whether that is as it should be
 * @param what the finding in the user's language, one sentence
 * @param advice what to do, in the user's language; empty if nothing
 */
public record Finding(String check, State state, String what, String advice) {

    /** How much is wrong. */
    public enum State {
        /** Nothing. */
        FINE,
        /** Nothing that stops the program, but an administrator should know. */
        NOTE,
        /** Something that must be mended. */
        WRONG
    }
}
