package vigie.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that the jar was built as. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"Vigie " + program() + ", Java " + Runtime.version()};
    }

    /** The version of the program. */
    static String program() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
    }
}
