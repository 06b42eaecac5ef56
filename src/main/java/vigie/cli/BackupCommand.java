package vigie.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.upkeep.Backup;

/** {@code vigie backup}: one file with all that cannot be fetched or computed again. */
@Command(name = "backup")
final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", descriptionKey = "backup.file")
    private Path file = Path.of("");

    private final Vigie vigie;

    BackupCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() {
        Messages words = vigie.messages().bundle("upkeep");
        new OutFile(file, vigie.messages()).checkFile();
        Backup.Made made = new Backup(vigie.jobs()).run(file);
        vigie.console()
                .say(words.get(
                        "backup.done",
                        made.file(),
                        megabytes(made.bytes()),
                        megabytes(made.database()),
                        made.models(),
                        String.format(words.locale(), "%.1f", made.time().toMillis() / 1000.0)));
        vigie.console().say(words.get(made.settings() ? "backup.settings" : "backup.settings.none"));
        made.leftOut().forEach(why -> vigie.console().error(words.get("backup.left.out", FailureText.in(words, why))));
        return Exit.DONE;
    }

    static long megabytes(long bytes) {
        return Math.round(bytes / 1e6);
    }
}
