package vigie.store.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vigie.store.Store;
import vigie.store.StoreContract;

class SqliteStoreTest extends StoreContract {

    @TempDir
    private Path home;

    @TempDir
    private Path another;

    @Override
    protected Store store() {
        return SqliteStore.at(home);
    }

    @Override
    protected Store other() {
        return SqliteStore.at(another);
    }
}
