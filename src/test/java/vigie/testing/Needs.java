package vigie.testing;

import org.junit.jupiter.api.Assumptions;

/** What a test cannot do without: where it is missing the test is skipped, and says so in the log of the build. */
public final class Needs {

    private Needs() {}

    public static void that(boolean there, String orElse) {
        if (!there) {
            System.err.println("SKIPPED: " + orElse);
        }
        Assumptions.assumeTrue(there, orElse);
    }
}
