package vigie.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vigie.store.Reader;
import vigie.store.Readers;
import vigie.store.Store;
import vigie.store.StoreException;
import vigie.store.Upkeep;
import vigie.store.Watch;
import vigie.store.Writer;

/** The database in the file {@code vigie.db} of an installation's directory. */
public final class SqliteStore implements Store {

    private final Path home;

    private SqliteStore(Path home) {
        this.home = home;
    }

    /** The database of an installation, which need not be there yet. */
    public static SqliteStore at(Path home) {
        return new SqliteStore(home);
    }

    @Override
    public String place() {
        return home.resolve(Connections.FILE).toString();
    }

    @Override
    public Optional<String> damage() {
        Upkeep upkeep = upkeep();
        return upkeep.exists() ? upkeep.complaints(1).stream().findFirst() : Optional.empty();
    }

    @Override
    public Upkeep upkeep() {
        return new SqliteUpkeep(home);
    }

    @Override
    public Reader reader() {
        return SqliteReader.open(home, Connections.Memory.ALONE);
    }

    @Override
    public Readers readers(int most, Supplier<Readers.Asker> askers) {
        return new Readers(() -> SqliteReader.open(home, Connections.Memory.SHARED), most, askers);
    }

    @Override
    public Watch watch() {
        return new Watch(new SqliteProbe(home));
    }

    @Override
    public Writer writer(Duration patience, Consumer<String> waiting) throws InterruptedException {
        prepare();
        WriteLock lock = WriteLock.take(home, patience, waiting);
        boolean open = false;
        try {
            Writer writer = SqliteWriter.open(home, lock::close);
            open = true;
            return writer;
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    @Override
    public Optional<Claim> claimSchedule() {
        return WriteLock.schedule(home);
    }

    @Override
    public Optional<String> scheduler() {
        return WriteLock.scheduler(home);
    }

    /** As {@link #writer(Duration, Consumer)}, without taking the lock: for who knows that nobody else writes. */
    public Writer unlockedWriter() {
        prepare();
        return SqliteWriter.open(home, () -> {});
    }

    private void prepare() {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new StoreException("the home " + home + " cannot be made: " + e.getMessage(), e);
        }
        if (!Files.isWritable(home)) {
            throw new StoreException("the home " + home + " is read-only: choose another with --home");
        }
    }
}
