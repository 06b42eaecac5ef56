package vigie.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code vigie help}: the help of a command. By hand, as the one of picocli does not know commands within commands
 * ({@code vigie help token new}).
 */
@Command(name = "help")
final class HelpCommand implements Runnable {

    @Parameters(
            paramLabel = "COMMAND",
            completionCandidates = Values.CommandNames.class,
            arity = "0..*",
            descriptionKey = "help.command")
    private List<String> names = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    private final Vigie vigie;

    HelpCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public void run() {
        CommandLine command = spec.root().commandLine();
        for (String name : names) {
            CommandLine inner = command.getSubcommands().get(name);
            if (inner == null) {
                throw new UnmatchedArgumentException(command, List.of(name));
            }
            command = inner;
        }
        command.usage(vigie.console().output());
    }
}
