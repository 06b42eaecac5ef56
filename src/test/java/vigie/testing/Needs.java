package vigie.testing;

import org.junit.jupiter.api.Assumptions;

/** What a test cannot do without: where it is missing the test is skipped, and says so in the log of the build. */
public final class Needs {

    private Needs() {}

    public static void that(boolean there, String orElse) {
        if (there) {
            // Benchmarks run with these classes, but without JUnit.
            return;
        }
        System.err.println("SKIPPED: " + orElse);
        Assumptions.abort(orElse);
    }
}
