package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.Observation;

/**
 * The CVE List (CVEProject/cvelistV5): all records once, in a zip within a zip; then the delta of the day; then, by the
 * change log, whatever the delta does not hold.
 */
public final class CveList implements Source {

    static final String QUEUE = "cvelist";

    private static final String RELEASE = "https://api.github.com/repos/CVEProject/cvelistV5/releases/latest";
    private static final String DOWNLOADS = "https://github.com/CVEProject/cvelistV5/releases/download/";
    private static final String RAW = "https://raw.githubusercontent.com/CVEProject/cvelistV5/main/cves/";

    private static final String FULL_ASSET = "cvelist.asset.full";
    private static final String DELTA_ASSET = "cvelist.asset.delta";
    /** Up to when all changes are held; the day of the full file, then the times of the change log. */
    private static final String THROUGH = "cvelist.through";

    private static final String FULL_DONE = "cvelist.full.done";
    private static final String DELTA_DONE = "cvelist.delta.done";

    /** More single records than this cost the host more than the whole list does. */
    private static final int MOST_SINGLES = 3000;

    private static final Duration LOG_REACH = Duration.ofDays(30);
    private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)_(all|delta)_CVEs_at_");

    @Override
    public String name() {
        return "cvelist";
    }

    @Override
    public Pace pace() {
        return GITHUB;
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        List<Feed> feeds = new ArrayList<>();
        feeds.add(Feed.of("release", RELEASE, Format.JSON));
        Optional<Asset> full = state.mark(FULL_ASSET).flatMap(Asset::parse);
        if (full.isEmpty()) {
            return feeds;
        }
        List<SyncState.Pending> pending = state.pending(QUEUE, LocalDate.EPOCH);
        boolean fullHeld = state.mark(FULL_DONE).equals(Optional.of(full.get().url()));
        boolean lost = !fullHeld && (pending.size() > MOST_SINGLES || beyondLog(state));
        if (state.full() || lost || state.mark(THROUGH).isEmpty()) {
            feeds.add(full.get().feed("full").large());
            if (state.mark(THROUGH).isEmpty()) {
                return feeds;
            }
        }
        feeds.add(Feed.of("log", RAW + "deltaLog.json", Format.JSON));
        Optional<Asset> delta = state.mark(DELTA_ASSET).flatMap(Asset::parse);
        if (delta.isPresent()
                && (state.full()
                        || !state.mark(DELTA_DONE)
                                .equals(Optional.of(delta.get().url())))) {
            feeds.add(delta.get().feed("delta").large());
        } else if (!lost) {
            pending.stream().limit(MOST_SINGLES).forEach(p -> single(p, feeds));
        }
        return feeds;
    }

    private static boolean beyondLog(SyncState state) {
        Instant reach = state.today().atStartOfDay(ZoneOffset.UTC).toInstant().minus(LOG_REACH);
        return state.mark(THROUGH)
                .flatMap(Dates::instant)
                .filter(at -> at.isBefore(reach))
                .isPresent();
    }

    private static void single(SyncState.Pending pending, List<Feed> feeds) {
        CveId.parse(pending.ref())
                .ifPresent(cve -> feeds.add(
                        Feed.of(cve.toString(), RAW + path(cve), Format.JSON).at(pending.stamp())));
    }

    /** {@code 2024/3xxx/CVE-2024-3400.json}. */
    static String path(CveId cve) {
        return cve.year() + "/" + cve.number() / 1000 + "xxx/" + cve + ".json";
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        switch (feed.name()) {
            case "release" -> readRelease(Json.parse(in.readAllBytes()), out);
            case "log" -> readLog(Json.parse(in.readAllBytes()), out);
            case "full" -> {
                readFull(in, out);
                out.accept(new Observation.Mark(FULL_DONE, feed.uris().get(0).toString()));
                day(feed).ifPresent(day -> out.accept(new Observation.Mark(THROUGH, day + "T00:00:00Z")));
            }
            case "delta" -> {
                readZip(in, out);
                out.accept(new Observation.Mark(DELTA_DONE, feed.uris().get(0).toString()));
            }
            default -> {
                byte[] bytes = in.readAllBytes();
                readRecord(feed.name() + ".json", bytes, out);
                unchanged(feed, out);
            }
        }
    }

    @Override
    public void unchanged(Feed feed, Consumer<? super Observation> out) {
        CveId.parse(feed.name()).ifPresent(cve -> out.accept(new Observation.Held(QUEUE, feed.name(), feed.stamp())));
    }

    /** The change log may name a record that is gone again. */
    @Override
    public boolean absent(Feed feed, Consumer<? super Observation> out) {
        unchanged(feed, out);
        return CveId.parse(feed.name()).isPresent();
    }

    private static void readRelease(JsonNode release, Consumer<? super Observation> out) throws IOException {
        boolean found = false;
        for (JsonNode asset : Json.objects(release.path("assets"))) {
            String url = Json.text(asset, "browser_download_url");
            Matcher name = DAY.matcher(Json.text(asset, "name"));
            if (!url.startsWith(DOWNLOADS) || !name.find()) {
                continue;
            }
            boolean full = name.group(2).equals("all");
            found |= full;
            String value = url + " " + asset.path("size").asLong(-1);
            out.accept(new Observation.Mark(full ? FULL_ASSET : DELTA_ASSET, value));
        }
        if (!found) {
            throw new IOException("the release names no file with all CVEs");
        }
    }

    private static void readLog(JsonNode log, Consumer<? super Observation> out) throws IOException {
        if (!log.isArray()) {
            throw new IOException("the change log is no JSON array");
        }
        for (JsonNode entry : Json.objects(log)) {
            for (String list : List.of("new", "updated")) {
                for (JsonNode change : Json.objects(entry.path(list))) {
                    Records.guard(Json.text(change, "cveId"), out, () -> {
                        CveId cve = CveId.of(Json.text(change, "cveId"));
                        Instant at = Dates.instant(Json.text(change, "dateUpdated"))
                                .orElseThrow(() -> new Malformed("no date of change"));
                        out.accept(new Observation.Wanted(
                                QUEUE, cve.toString(), LocalDate.ofInstant(at, ZoneOffset.UTC), at.toString()));
                    });
                }
            }
        }
        newest(log).ifPresent(at -> out.accept(new Observation.Mark(THROUGH, at.toString())));
    }

    private static Optional<Instant> newest(JsonNode log) {
        return java.util.stream.StreamSupport.stream(Json.objects(log).spliterator(), false)
                .flatMap(entry -> Dates.instant(Json.text(entry, "fetchTime")).stream())
                .max(Instant::compareTo);
    }

    private static void readFull(InputStream in, Consumer<? super Observation> out) throws IOException {
        ZipInputStream outer = new ZipInputStream(in);
        ZipEntry inner = outer.getNextEntry();
        if (inner == null || !inner.getName().endsWith(".zip")) {
            throw new IOException("expected a zip within a zip");
        }
        readZip(outer, out);
        outer.closeEntry();
    }

    private static void readZip(InputStream in, Consumer<? super Observation> out) throws IOException {
        try {
            Zips.each(in, ".json", out, (name, bytes) -> readRecord(name, bytes, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void readRecord(String name, byte[] bytes, Consumer<? super Observation> out) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        if (!file.startsWith("CVE-")) {
            return;
        }
        String expected = file.substring(0, file.length() - ".json".length());
        Records.guard(Records.shorten(name), out, () -> {
            var record = CveJson.read(bytes);
            if (!record.id().toString().equals(expected)) {
                throw new Malformed("the record is that of " + record.id());
            }
            out.accept(new Observation.CveSeen(record, bytes));
        });
    }

    private static Optional<String> day(Feed feed) {
        Matcher name = DAY.matcher(feed.uris().get(0).toString());
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** A file of a release, kept as {@code URL SIZE}. */
    private record Asset(String url, long size) {

        static Optional<Asset> parse(String mark) {
            int space = mark.indexOf(' ');
            return space < 0
                    ? Optional.empty()
                    : Optional.of(new Asset(mark.substring(0, space), Long.parseLong(mark.substring(space + 1))));
        }

        Feed feed(String name) {
            return Feed.of(name, url, Format.ZIP).sized(size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
        }
    }
}
