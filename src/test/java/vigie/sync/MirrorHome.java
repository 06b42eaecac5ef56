package vigie.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.cli.Main;
import vigie.fetch.HttpFetcher;
import vigie.fetch.Mirror;
import vigie.fetch.Retry;
import vigie.job.SilentListener;
import vigie.model.Change;
import vigie.source.Source;
import vigie.source.Sources;
import vigie.store.ChangeQuery;
import vigie.store.Reader;
import vigie.store.RunAccount;
import vigie.store.StatusQuery;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.Jvm;
import vigie.testing.Replay;

/** A home that is filled from the mirror: in this process, or by the program itself in another. */
final class MirrorHome {

    private static final LocalDate SINCE = LocalDate.of(2025, 12, 15);
    private static final LocalDate EPSS_PAST = LocalDate.of(2024, 3, 4);
    private static final Retry RETRY =
            new Retry(6, Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2));

    /** The import of NVD takes long and differs in nothing that matters here. */
    private static final List<Source> SOURCES =
            Sources.all(new Sources.Choices(SINCE, List.of(EPSS_PAST), List.of())).stream()
                    .filter(source -> !source.name().equals("nvd"))
                    .toList();

    private final Path home;

    MirrorHome(Path home) {
        this.home = home;
    }

    List<SourceReport> sync(Replay mirror, String day) throws InterruptedException {
        HttpFetcher fetcher = new HttpFetcher(
                home.resolve("downloads"), new Mirror(Optional.of(mirror.address())), RETRY, line -> {});
        Clock clock =
                Clock.fixed(LocalDate.parse(day).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        try (Writer store = SqliteStore.at(home).unlockedWriter()) {
            return new Syncer(store, new Syncer.Surroundings(fetcher, new SilentListener(), clock)).run(SOURCES, false);
        }
    }

    /** The program, with the settings that {@link #sync} has. */
    Process program(Replay mirror, String day) throws IOException {
        Files.createDirectories(home);
        Files.writeString(
                home.resolve("config.toml"),
                "certfr.since = '" + SINCE + "'\nepss.history = ['" + EPSS_PAST
                        + "']\nhttp.read-timeout-seconds = 2\n");
        List<String> arguments = new ArrayList<>(
                List.of("--home", home.toString(), "--mirror", mirror.address().toString(), "--today", day, "sync"));
        SOURCES.forEach(source -> arguments.add(source.name()));
        return Jvm.start(Main.class, home.resolve("errors"), arguments);
    }

    /** What the program said on stderr when it ran last. */
    String errors() throws IOException {
        return Files.readString(home.resolve("errors"));
    }

    /** The record of changes. */
    List<Change> changes() {
        try (Reader reader = SqliteStore.at(home).reader()) {
            List<Change> all = new ArrayList<>();
            reader.changes().each(ChangeQuery.Filter.ALL, 0, all::add);
            return all;
        }
    }

    Map<String, String> hash() {
        try (Reader reader = SqliteStore.at(home).reader()) {
            return reader.contentHash();
        }
    }

    /** Files that could not be used; a few records of the mirror are unusable whatever happens. */
    List<StatusQuery.Problem> problems() {
        try (Reader reader = SqliteStore.at(home).reader()) {
            return reader.status().problems(20).stream()
                    .filter(problem -> problem.record().isEmpty())
                    .toList();
        }
    }

    static List<String> failed(List<SourceReport> reports) {
        return reports.stream()
                .filter(report -> report.outcome() != RunAccount.Outcome.DONE)
                .map(report -> report.source() + ": " + report.error())
                .toList();
    }
}
