package vigie.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.text.DayWords;
import vigie.text.Messages;
import vigie.upkeep.Restore;

/** {@code vigie restore}: a home as a backup has it. */
@Command(name = "restore")
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", descriptionKey = "restore.file")
    private Path file = Path.of("");

    @Option(names = "--replace", descriptionKey = "restore.replace")
    private boolean replace;

    private final Vigie vigie;

    RestoreCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws InterruptedException {
        Messages words = vigie.messages().bundle("upkeep");
        Path home = vigie.home();
        ConsoleListener progress = new ConsoleListener(vigie.console(), vigie.messages(), vigie.verbose());
        Restore.Done done = new Restore(home, vigie::store, progress).run(file, replace);
        vigie.console()
                .say(words.get(
                        "restore.done",
                        home,
                        DayWords.minute(done.made()),
                        done.program(),
                        BackupCommand.megabytes(done.bytes())));
        return Exit.DONE;
    }
}
