package vigie.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.BandRecord;
import vigie.model.ScoreBand;
import vigie.store.Reader;
import vigie.store.ScoreRun;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** A home with scores and the feeds that are published from it. */
final class Feeding implements AutoCloseable {

    static final String ONE = "CVE-2024-0001";
    static final String TWO = "CVE-2024-3400";
    static final String THREE = "CVE-2025-12345";
    static final List<String> ALL = List.of(ONE, TWO, THREE);

    static final Instant FIRST = Instant.parse("2026-01-30T12:00:00.5Z");
    static final Instant NEXT_DAY = Instant.parse("2026-01-31T12:00:00Z");
    static final Instant LATER = Instant.parse("2026-02-28T12:00:00Z");

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T00:00:00.123456Z"), ZoneOffset.UTC);

    private final TestHome home = TestHome.make();

    static FeedModel model(String id) {
        return new FeedModel(
                id,
                "{\"trees\": []}".getBytes(StandardCharsets.UTF_8),
                "{}\n".getBytes(StandardCharsets.UTF_8),
                Optional.of(new BandRecord(true, 90, Map.of(ScoreBand.TOP_0_1, 0.25, ScoreBand.REST, 0.125))));
    }

    ScoreRun run(Instant at, long seed, List<String> scored, String... gone) {
        return Scores.run(home.writer(), at, seed, scored, List.of(gone));
    }

    /** A catalogue takes a CVE in on a day, which is an event, as is that it is known to be exploited. */
    void changed(String day, String cve) {
        if (home.reader().changes().last() == 0) {
            home.firstLoad("kev", day, Seen.kev("CVE-2020-0001", "cisa", "2020-01-01"));
        }
        home.later("kev", day, Seen.kev(cve, "cisa", day));
    }

    Published publish(Path dir) {
        return publish(dir, Optional.empty(), name -> {});
    }

    Published publish(Path dir, Optional<LocalDate> since, Consumer<String> watch) {
        try (Reader reader = home.store().reader()) {
            return new Publisher(Feeding::model, CLOCK, watch).publish(reader, dir, since);
        }
    }

    Path home() {
        return home.dir();
    }

    /** Every file of a feed with its bytes, the mark excepted. */
    static SortedMap<String, String> files(Path dir) {
        try (Stream<Path> all = Files.walk(dir)) {
            SortedMap<String, String> files = new TreeMap<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = dir.relativize(file).toString();
                if (!name.equals(FeedDir.MARK) && !name.startsWith(".git/")) {
                    files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without what tells the past of a feed: the manifest's moments. */
    static Map<String, String> content(Path dir) {
        return content(files(dir));
    }

    static Map<String, String> content(Map<String, String> feed) {
        SortedMap<String, String> files = new TreeMap<>(feed);
        files.computeIfPresent(
                Manifest.NAME, (name, text) -> text.replaceAll("\"(time|published)\" : \"[^\"]*\"", "\"$1\""));
        return files;
    }

    static JsonNode json(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String unpacked(Path file) {
        try {
            return new String(Gzip.unpack(Files.readAllBytes(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        home.close();
    }
}
