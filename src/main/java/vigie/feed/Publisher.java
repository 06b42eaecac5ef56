package vigie.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import vigie.model.BandRecord;
import vigie.store.ChangeQuery;
import vigie.store.Reader;
import vigie.store.ScoreQuery;
import vigie.store.ScoreRun;
import vigie.store.StatusQuery;

/** Publishes scores as a feed: a directory that any web server or Git host can serve. See docs/feed.md. */
public final class Publisher {

    private final FeedModel.Source models;
    private final Clock clock;
    private final Consumer<String> watch;

    /**
     * @param models where the models are that made the scores
     * @param clock tells when files changed
     */
    public Publisher(FeedModel.Source models, Clock clock) {
        this(models, clock, name -> {});
    }

    /** The same, with a listener for the name of each file before it is written, moved or deleted. */
    Publisher(FeedModel.Source models, Clock clock, Consumer<String> watch) {
        this.models = models;
        this.clock = clock;
        this.watch = watch;
    }

    /**
     * Brings the feed in a directory up to date. If that fails, the feed is what it was; if the process is killed, the
     * next publication completes it.
     *
     * @param reader the database; held at one moment from here on
     * @param dir the directory; made if it is missing
     * @param since if given, CVEs that changed before this day (UTC) are left as they are in the feed
     * @throws FeedException if nothing can be published
     */
    public Published publish(Reader reader, Path dir, Optional<LocalDate> since) {
        reader.hold();
        ScoreQuery scores = reader.scores();
        ScoreRun last = scores.lastRun().orElseThrow(() -> new FeedException(FeedException.Reason.NO_SCORES, ""));
        Optional<LocalDate> asOf = StatusQuery.asOf(reader.status().moments(), clock.instant());
        try (FeedDir feed = FeedDir.open(dir);
                Staging staging = new Staging(dir, watch)) {
            return publish(
                    new Work(feed, staging, scores, reader.changes(), last, asOf), models.model(last.model()), since);
        } catch (UncheckedIOException e) {
            throw new FeedException(FeedException.Reason.IO, reason(e.getCause()), e);
        } catch (IOException e) {
            throw new FeedException(FeedException.Reason.IO, reason(e), e);
        }
    }

    /** The day of the scores in the feed that a directory holds; empty if it holds none that can be read. */
    public static Optional<LocalDate> day(Path dir) {
        try {
            return Manifest.read(Staging.read(dir.resolve(Manifest.NAME))).map(Manifest::day);
        } catch (IOException e) {
            // The publication itself says what is wrong with it.
            return Optional.empty();
        }
    }

    /** The messages of Java are often only the name of the file. */
    private static String reason(IOException e) {
        String said = String.valueOf(e.getMessage());
        return e.getClass() == IOException.class || said.contains(" ")
                ? said
                : e.getClass().getSimpleName().replace("Exception", "") + " " + said;
    }

    private record Work(
            FeedDir feed,
            Staging staging,
            ScoreQuery scores,
            ChangeQuery changes,
            ScoreRun last,
            Optional<LocalDate> asOf) {

        Optional<Manifest> old() {
            return feed.manifest();
        }

        /** The run up to which the feed is complete, if it is of this database. */
        Optional<ScoreRun> base() {
            return old().flatMap(Manifest::base)
                    .flatMap(base ->
                            scores.run(base.run()).filter(run -> run.finished().equals(base.finished())));
        }
    }

    private Published publish(Work work, FeedModel model, Optional<LocalDate> since) throws IOException {
        Optional<ScoreRun> base = work.base();
        Optional<Instant> from =
                since.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
        boolean complete = from.isEmpty()
                || base.filter(run -> !run.finished().isBefore(from.get())).isPresent();
        Listings listings = new Listings(work.scores(), work.staging());
        Years years = new Years(work.feed(), work.staging(), work.scores());
        Listings.Window window = Listings.Window.before(work.last(), work.scores());
        // What fails from here on waits for it below.
        CompletableFuture<Void> packing = packing(work, listings, base);
        try {
            modified(work, listings, window, base);
            listings.changes(work.feed(), work.last(), work.changes());
            if (base.isEmpty() && from.isEmpty()) {
                years.all();
            } else {
                years.changed(base.map(ScoreRun::id).orElse(0L), from.orElse(Instant.EPOCH));
            }
        } finally {
            // Nothing may be written any more when the staging is closed.
            packing.exceptionally(e -> null).join();
        }
        done(packing);
        fixed(listings, model);
        SortedMap<String, FeedFile> files = new TreeMap<>(listings.files());
        files.putAll(years.files());
        Optional<Manifest.Base> reached =
                (complete ? Optional.of(work.last()) : base).map(run -> new Manifest.Base(run.id(), run.finished()));
        Manifest manifest = manifest(work, files, years.cves(), window, reached, model.bands());
        work.staging().put(Manifest.NAME, manifest.bytes());
        work.old()
                .ifPresent(old -> old.files().keySet().stream()
                        .filter(name -> !files.containsKey(name))
                        .forEach(work.staging()::remove));
        work.staging().promote(Manifest.NAME);
        work.feed().checked();
        return new Published(
                manifest.model(),
                manifest.day(),
                manifest.cves(),
                years.written(),
                years.removed(),
                work.staging().files(),
                work.staging().size(),
                complete);
    }

    private static CompletableFuture<Void> packing(Work work, Listings listings, Optional<ScoreRun> base)
            throws IOException {
        Optional<FeedFile> csv = work.feed().listed(Listings.CSV);
        Optional<FeedFile> lines = work.feed().listed(Listings.LINES);
        if (base.equals(Optional.of(work.last())) && csv.isPresent() && lines.isPresent()) {
            listings.keep(Listings.CSV, csv.get());
            listings.keep(Listings.LINES, lines.get());
            return CompletableFuture.completedFuture(null);
        }
        return listings.scores(work.feed(), work.last(), base);
    }

    private static void modified(Work work, Listings listings, Listings.Window window, Optional<ScoreRun> base)
            throws IOException {
        Optional<FeedFile> held = work.feed().listed(Listings.MODIFIED);
        if (base.equals(Optional.of(work.last())) && held.isPresent()) {
            listings.keep(Listings.MODIFIED, held.get());
        } else {
            listings.modified(work.feed(), window, base);
        }
    }

    private static void done(CompletableFuture<Void> packing) {
        try {
            packing.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static void fixed(Listings listings, FeedModel model) throws IOException {
        listings.put("model/" + model.id() + ".json", model.model(), 0);
        listings.put("model/" + model.id() + ".card.json", model.card(), 0);
        listings.put("README.md", resource("README.md"), 0);
        listings.put("schema.json", resource("schema.json"), 0);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Publisher.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private Manifest manifest(
            Work work,
            SortedMap<String, FeedFile> files,
            long cves,
            Listings.Window window,
            Optional<Manifest.Base> base,
            Optional<BandRecord> bands) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SortedMap<String, Manifest.Dated> dated = new TreeMap<>();
        files.forEach((name, file) -> dated.put(name, dated(work.old(), name, file, now)));
        ScoreRun last = work.last();
        Manifest made =
                new Manifest(last.model(), last.day(), work.asOf(), now, window.since(), base, bands, cves, dated);
        return work.old()
                .filter(made::same)
                .map(old -> made.at(old.published()))
                .orElse(made);
    }

    private static Manifest.Dated dated(Optional<Manifest> old, String name, FeedFile file, Instant now) {
        return old.flatMap(manifest -> Optional.ofNullable(manifest.files().get(name)))
                .filter(before -> before.file().equals(file))
                .orElse(new Manifest.Dated(file, now));
    }
}
