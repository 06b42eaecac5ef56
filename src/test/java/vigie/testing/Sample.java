package vigie.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import vigie.fetch.ArchiveFetcher;
import vigie.job.SilentListener;
import vigie.source.Sources;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;
import vigie.sync.Syncer;

/** The sample of the real sources that is inside the program. */
public final class Sample {

    /** The day that it is there. */
    public static final LocalDate DAY = LocalDate.of(2026, 1, 30);

    private Sample() {}

    /** Fills a home with it. */
    public static void into(Path home) throws InterruptedException {
        Clock clock = Clock.fixed(DAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        try (InputStream sample = Sample.class.getResourceAsStream("/vigie/sample.zip");
                Writer store = SqliteStore.at(home).unlockedWriter()) {
            ArchiveFetcher fetcher = new ArchiveFetcher(sample, home.resolve("downloads"));
            Sources.Choices choices = new Sources.Choices(DAY.minusYears(2), List.of(), List.of());
            new Syncer(store, new Syncer.Surroundings(fetcher, new SilentListener(), clock))
                    .run(Sources.all(choices), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model that came with the program; skips the test where none did. */
    public static String shippedModel(Path emptyHome) {
        Optional<String> shipped = new vigie.score.ModelStore(emptyHome).inUse();
        Needs.that(shipped.isPresent(), "no model came with the program");
        return shipped.orElseThrow();
    }
}
