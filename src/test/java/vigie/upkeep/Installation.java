package vigie.upkeep;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import vigie.fetch.Mirror;
import vigie.job.JobContext;
import vigie.job.Settings;
import vigie.job.SilentListener;
import vigie.store.sqlite.SqliteStore;

/** An installation of a test, of which nobody is told anything. */
final class Installation {

    static final Instant NOW = Instant.parse("2026-01-30T12:00:00Z");

    private Installation() {}

    static JobContext of(Path home) {
        return new JobContext(
                home,
                SqliteStore.at(home),
                Settings.DEFAULT,
                Mirror.NONE,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new SilentListener());
    }

    static Restore restore(Path home) {
        return new Restore(home, SqliteStore::at, new SilentListener());
    }
}
