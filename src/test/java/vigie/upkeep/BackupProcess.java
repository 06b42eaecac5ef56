package vigie.upkeep;

import java.nio.file.Path;

/** A process that says that it begins, and writes a backup or, with a third argument, restores one. */
final class BackupProcess {

    private BackupProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path file = Path.of(arguments[1]);
        System.out.write('+');
        System.out.flush();
        if (arguments.length > 2) {
            Installation.restore(home).run(file, true);
        } else {
            new Backup(Installation.of(home)).run(file);
        }
    }
}
