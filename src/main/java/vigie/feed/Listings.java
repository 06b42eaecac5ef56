package vigie.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.Change;
import vigie.model.CveId;
import vigie.store.ChangeQuery;
import vigie.store.ScoreQuery;
import vigie.store.ScoreRun;
import vigie.text.PrintableJson;

/** The files about all CVEs: the scores as CSV and as JSON lines, and the recent changes. */
final class Listings {

    static final String CSV = "scores.csv.gz";
    static final String LINES = "scores.jsonl.gz";
    static final String MODIFIED = "modified.json";
    static final String CHANGES = "changes.jsonl.gz";

    /** So many days before the last run or event the record of changes begins. */
    private static final int DAYS_OF_CHANGES = 30;

    /** So many numbers of events are a piece of their file. */
    private static final long EVENTS = 1000;

    /** The lines of so many CVEs take tens of megabytes. */
    private static final int MANY = 20_000;

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
     * @return completes when both are written; the database is no longer read. Has completed where many lines are new, so that they
     *     are not in memory beside what is read next
     */
    CompletableFuture<Void> scores(FeedDir feed, ScoreRun last, Optional<ScoreRun> base) throws IOException {
        // Where all is new, as after another model, the old lines would only take memory.
        boolean kept = base.isPresent() && 2 * last.changed() < last.scored() + MANY;
        byte[] csv = kept ? feed.sound(CSV).orElse(new byte[0]) : new byte[0];
        byte[] json = kept ? feed.sound(LINES).orElse(new byte[0]) : new byte[0];
        kept &= csv.length > 0 && json.length > 0;
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
        CompletableFuture<Void> packing = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> put(LINES, forJson.pack(""))),
                CompletableFuture.runAsync(() -> put(CSV, forCsv.pack(head))));
        return csvLines.size() > MANY ? packing.handle((done, e) -> packing).join() : packing;
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
     * Writes {@code changes.jsonl.gz}: the events of the last days, the oldest first.
     *
     * @param feed gives the file as it was
     * @param last the last run that scored: as long as neither it nor an event is new, the file stays as it is
     */
    void changes(FeedDir feed, ScoreRun last, ChangeQuery changes) throws IOException {
        Instant newest = changes.preceding(ChangeQuery.Filter.ALL, Long.MAX_VALUE, 1).stream()
                .map(Change::at)
                .filter(at -> at.isAfter(last.finished()))
                .findFirst()
                .orElse(last.finished());
        LocalDate first = LocalDate.ofInstant(newest, ZoneOffset.UTC).minusDays(DAYS_OF_CHANGES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<LineFile.Piece> pieces = new ArrayList<>();
        long[] count = {0};
        changes.each(ChangeQuery.Filter.ALL.since(first), 0, change -> {
            long piece = change.id() / EVENTS;
            if (pieces.isEmpty() || pieces.get(pieces.size() - 1).key() != piece) {
                pieces.add(new LineFile.Piece(piece, bytes.size()));
            }
            bytes.writeBytes(PrintableJson.bytes(ChangeJson.of(change)));
            bytes.write('\n');
            count[0]++;
        });
        LineFile.Content content = new LineFile.Content(bytes.toByteArray(), count[0], pieces);
        put(CHANGES, Gzip.pack(content, feed.sound(CHANGES).orElse(new byte[0]), Set.of()), count[0]);
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
