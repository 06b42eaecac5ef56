package vigie.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vigie.job.SilentListener;
import vigie.source.Source;
import vigie.store.ChangeQuery;
import vigie.store.Reader;
import vigie.store.StatusQuery;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;

/** A home, and bodies to fill it with. */
@Timeout(30)
abstract class Syncing {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-30T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    Path home() {
        return folder.resolve("home");
    }

    Path downloads() {
        return folder.resolve("downloads");
    }

    List<SourceReport> sync(FakeFetcher fetcher, Source... sources) throws InterruptedException {
        try (Writer store = SqliteStore.at(home()).unlockedWriter()) {
            return new Syncer(store, new Syncer.Surroundings(fetcher, new SilentListener(), CLOCK))
                    .run(List.of(sources), false);
        }
    }

    Map<String, String> hash() {
        try (Reader reader = SqliteStore.at(home()).reader()) {
            return reader.contentHash();
        }
    }

    List<StatusQuery.Problem> problems() {
        try (Reader reader = SqliteStore.at(home()).reader()) {
            return reader.status().problems(1000);
        }
    }

    /** The CVEs of the record of changes. */
    List<String> told() {
        try (Reader reader = SqliteStore.at(home()).reader()) {
            return reader.changes().following(ChangeQuery.Filter.ALL, 0, 1000).stream()
                    .map(change -> change.cve().orElseThrow().toString())
                    .toList();
        }
    }

    long records(String source) {
        try (Reader reader = SqliteStore.at(home()).reader()) {
            return reader.status().sources(List.of(source)).get(source).records();
        }
    }

    FakeFetcher fetcher() {
        return new FakeFetcher(downloads());
    }

    /** Bodies that nobody cleared away. */
    List<Path> left() throws IOException {
        if (!Files.exists(downloads())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(downloads())) {
            return files.toList();
        }
    }
}
