package vigie.web.site;

import java.util.Optional;

/** The version of the program, as the jar was built. */
public final class ProgramVersion {

    private ProgramVersion() {}

    /** {@code 0.1.0}; {@code 0} when it does not run from a jar. */
    public static String now() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("0");
    }
}
