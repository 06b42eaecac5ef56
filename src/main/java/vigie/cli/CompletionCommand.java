package vigie.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigie completion}: prints a completion script for bash and zsh. */
@Command(name = "completion")
final class CompletionCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private final Vigie vigie;

    CompletionCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public void run() {
        vigie.console().print(AutoComplete.bash("vigie", spec.root().commandLine()));
    }
}
