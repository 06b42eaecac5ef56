package vigie.upkeep;

import java.nio.file.Path;
import java.time.Duration;
import vigie.store.Store;
import vigie.store.sqlite.SqliteStore;

/** A process that has a home open for writing or reading, says so, and keeps it until its standard input ends. */
final class HomeUser {

    private HomeUser() {}

    public static void main(String[] arguments) throws Exception {
        Store store = SqliteStore.at(Path.of(arguments[0]));
        try (AutoCloseable open =
                arguments[1].equals("write") ? store.writer(Duration.ZERO, holder -> {}) : store.reader()) {
            System.out.write('+');
            System.out.flush();
            System.in.read();
        }
    }
}
