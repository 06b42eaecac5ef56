package vigie.cli;

import picocli.CommandLine.IVersionProvider;
import vigie.text.Program;

/** What {@code --version} says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"Vigie " + Program.version() + ", Java " + Runtime.version()};
    }
}
