package vigie.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.CveId;
import vigie.store.ScoreQuery;
import vigie.store.ScoreRun;

/** The files about all CVEs: the scores as CSV and as JSON lines, and the recent changes. */
final class Listings {

    static final String CSV = "scores.csv.gz";
    static final String LINES = "scores.jsonl.gz";
    static final String MODIFIED = "modified.json";

    private final ScoreQuery scores;
    private final Staging staging;
    private final SortedMap<String, FeedFile> files = new TreeMap<>();

    Listings(ScoreQuery scores, Staging staging) {
        this.scores = scores;
        this.staging = staging;
    }

    /**
     * Writes {@code scores.csv.gz}, in the layout of EPSS's own files, and {@code scores.jsonl.gz}.
     *
     * @param feed gives the files as they were
     * @param base the run whose scores they hold; empty if all is to be rebuilt
     * @return completes when both are written; the database is no longer read
     */
    CompletableFuture<Void> scores(FeedDir feed, ScoreRun last, Optional<ScoreRun> base) throws IOException {
        byte[] csv = feed.sound(CSV).orElse(new byte[0]);
        byte[] json = feed.sound(LINES).orElse(new byte[0]);
        boolean kept = base.isPresent() && csv.length > 0 && json.length > 0;
        long from = kept ? base.get().id() : 0;
        SortedMap<Long, byte[]> csvLines = new TreeMap<>();
        SortedMap<Long, byte[]> jsonLines = new TreeMap<>();
        scores.lines(from, line -> {
            csvLines.put(line.cve().key(), FeedJson.csv(line).getBytes(StandardCharsets.US_ASCII));
            jsonLines.put(line.cve().key(), FeedJson.line(line).getBytes(StandardCharsets.UTF_8));
        });
        Set<Long> gone = kept
                ? scores.goneAfter(from).stream().map(left -> left.cve().key()).collect(Collectors.toSet())
                : Set.of();
        String head = "#model_version:" + last.model() + ",score_date:" + last.day()
                + "T00:00:00+0000\ncve,epss,percentile\n";
        Packing forCsv = new Packing(kept ? csv : new byte[0], csvLines, gone);
        Packing forJson = new Packing(kept ? json : new byte[0], jsonLines, gone);
        return CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> put(LINES, forJson.pack(""))),
                CompletableFuture.runAsync(() -> put(CSV, forCsv.pack(head))));
    }

    private void put(String name, Packed packed) {
        put(name, packed.bytes(), packed.count());
    }

    private record Packed(byte[] bytes, long count) {}

    /** Changes a packed file of lines. */
    private record Packing(byte[] old, SortedMap<Long, byte[]> lines, Set<Long> gone) {

        Packed pack(String head) {
            byte[] held = old.length == 0 ? old : headed(head);
            LineFile.Content content = LineFile.lines(head).merge(held, lines, gone::contains);
            Set<Long> pieces = Stream.concat(lines.keySet().stream(), gone.stream())
                    .map(LineFile::piece)
                    .collect(Collectors.toSet());
            return new Packed(Gzip.pack(content, old, pieces), content.count());
        }

        /** The file as it was, under the new head. */
        private byte[] headed(String head) {
            try {
                byte[] plain = Gzip.unpack(old);
                int start = 0;
                for (int i = 0; i < head.lines().count(); i++) {
                    while (plain[start++] != '\n') {}
                }
                ByteArrayOutputStream all = new ByteArrayOutputStream(plain.length + head.length());
                all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
                all.write(plain, start, plain.length - start);
                return all.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Writes {@code modified.json}: what changed since the start of the window, and what was removed.
     *
     * @param feed gives the file as it was
     * @param base the run whose changes it holds; empty if it is to be rebuilt
     */
    void modified(FeedDir feed, Window window, Optional<ScoreRun> base) throws IOException {
        boolean covered = feed.manifest()
                .filter(manifest -> !manifest.modifiedSince().isAfter(window.since()))
                .isPresent();
        byte[] old = base.isPresent() && covered ? feed.sound(MODIFIED).orElse(new byte[0]) : new byte[0];
        long from = old.length == 0
                ? window.afterRun()
                : Math.max(window.afterRun(), base.get().id());
        SortedMap<Long, byte[]> lines = new TreeMap<>();
        scores.changed(window.since(), from, score -> line(lines, score.cve(), FeedJson.score(score)));
        scores.gone(window.since()).forEach(gone -> line(lines, gone.cve(), FeedJson.tombstone(gone)));
        Set<Long> within = old.length == 0 ? Set.of() : scores.changedKeys(window.since(), window.afterRun());
        LineFile.Content content = LineFile.OBJECT.merge(old, lines, key -> !within.contains(key));
        put(MODIFIED, content.bytes(), content.count());
    }

    private static void line(SortedMap<Long, byte[]> lines, CveId cve, String object) {
        lines.put(cve.key(), FeedJson.keyed(cve, object).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The start of the window of changes.
     *
     * @param since the moment
     * @param afterRun changes of this run and of earlier ones are not told, whenever they were
     */
    record Window(Instant since, long afterRun) {

        private static final Duration LENGTH = Duration.ofDays(8);

        /** Above this number of changes, downloading the year files is shorter. */
        private static final long MASS = 20_000;

        static Window before(ScoreRun last, ScoreQuery scores) {
            Instant first = last.finished().minus(LENGTH);
            return scores.lastRunChanging(MASS)
                    .filter(mass -> mass.finished().isAfter(first))
                    .map(mass -> new Window(mass.finished(), mass.id()))
                    .orElse(new Window(first, 0));
        }
    }

    /** Writes a file with fixed or given content. */
    void put(String name, byte[] bytes, long count) {
        staging.put(name, bytes);
        keep(name, FeedFile.of(bytes, count));
    }

    /** Keeps a file unchanged. */
    synchronized void keep(String name, FeedFile file) {
        files.put(name, file);
    }

    /** The files, for the manifest. */
    SortedMap<String, FeedFile> files() {
        return files;
    }
}
