package vigie.sync;

import java.nio.file.Path;
import java.time.Duration;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;

/** A process that takes the lock of a home, says so, and keeps it until its standard input ends. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (Writer writer = SqliteStore.at(Path.of(arguments[0])).writer(Duration.ZERO, holder -> {})) {
            System.out.write('+');
            System.out.flush();
            System.in.read();
        }
    }
}
