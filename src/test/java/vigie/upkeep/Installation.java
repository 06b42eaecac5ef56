package vigie.upkeep;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import vigie.fetch.Mirror;
import vigie.job.JobContext;
import vigie.job.JobEvent;
import vigie.job.JobListener;
import vigie.job.Settings;
import vigie.store.sqlite.SqliteStore;
import vigie.sync.SourceReport;

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
                new Silence());
    }

    static Restore restore(Path home) {
        return new Restore(home, SqliteStore::at, new Silence());
    }

    /** Tells nobody. */
    static final class Silence implements JobListener {

        @Override
        public void on(JobEvent event) {}

        @Override
        public Task begin(String source, String what, Unit unit, long total) {
            return new Task() {
                @Override
                public void at(long done) {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void note(String source, String message) {}

        @Override
        public void finished(SourceReport report) {}
    }
}
