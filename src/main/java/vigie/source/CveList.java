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
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.model.Plausible;
import vigie.record.CveJson;
import vigie.record.Dates;
import vigie.record.Json;
import vigie.record.MalformedRecordException;
import vigie.text.CveIds;

/**
 * The CVE List (CVEProject/cvelistV5): all records once, as a nested zip; then the delta of the day; then,
 * by the change log, the records missing from the delta.
 */
public final class CveList implements Source {

    static final String QUEUE = "cvelist";

    private static final String RELEASE = "https://api.github.com/repos/CVEProject/cvelistV5/releases/latest";
    private static final String RELEASES = "https://api.github.com/repos/CVEProject/cvelistV5/releases?per_page=10";
    private static final String DOWNLOADS = "https://github.com/CVEProject/cvelistV5/releases/download/";
    private static final String RAW = "https://raw.githubusercontent.com/CVEProject/cvelistV5/main/cves/";

    private static final String FULL_ASSET = "cvelist.asset.full";
    private static final String DELTA_ASSET = "cvelist.asset.delta";
    /** Up to when all changes are held; the day of the full file, then the times of the change log. */
    private static final String THROUGH = "cvelist.through";

    private static final String FULL_DONE = "cvelist.full.done";
    private static final String DELTA_DONE = "cvelist.delta.done";

    /** The day on which the release was last asked for: the files of an older one are not those of today. */
    private static final String ASKED = "cvelist.asked";

    /** The oldest entry of a change log that does not reach back to what is held; empty where it does. */
    private static final String GAP = "cvelist.gap";

    /** The beginning of the day on which the log was last read without a gap. */
    private static final String LOGGED = "cvelist.logged";

    private static final String RELEASE_LIST = "releases";
    private static final String FULL = "full";
    private static final String DELTA = "delta ";

    /** Above this number of single records, the complete list is cheaper for the host. */
    private static final int MOST_SINGLES = 3000;

    /** The log reaches back 30 days; a day of margin, as this day has a beginning and an end. */
    private static final Duration LOG_REACH = Duration.ofDays(29);

    private static final Pattern DOWNLOAD = Pattern.compile(
            Pattern.quote(DOWNLOADS) + "(\\w[\\w.-]*)/(\\d{4}-\\d\\d-\\d\\d)_(all|delta)_CVEs_at_\\w+(?:\\.zip)+");

    @Override
    public String name() {
        return "cvelist";
    }

    @Override
    public Pace pace() {
        return GITHUB;
    }

    /** The change log is written every few minutes. */
    @Override
    public Asking asking() {
        return Asking.every(Duration.ofMinutes(30));
    }

    /** Records change several times an hour. */
    @Override
    public Optional<Duration> cadence() {
        return Optional.of(Duration.ofDays(4));
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        List<Feed> feeds = new ArrayList<>();
        feeds.add(Feed.of("release", RELEASE, Format.JSON).at(state.today().toString()));
        boolean begun = state.mark(THROUGH).isPresent();
        boolean asked = state.mark(ASKED).equals(Optional.of(state.today().toString()));
        Optional<Asset> full = state.mark(FULL_ASSET).flatMap(Asset::parse).filter(asset -> asked);
        Optional<Asset> delta = state.mark(DELTA_ASSET).flatMap(Asset::parse).filter(asset -> asked);
        List<SyncState.Pending> pending = state.pending(QUEUE, LocalDate.EPOCH);
        // The change log would say that all is held up to now, so it has to wait for what it does not reach; but where
        // the whole list of the newest release is held, there is nothing further back to wait for.
        boolean fullHeld = held(full, FULL_DONE, state);
        boolean gapSeen = state.mark(GAP).filter(oldest -> !oldest.isEmpty()).isPresent();
        boolean gap = !begun || (beyondLog(state) || gapSeen) && !fullHeld;
        boolean lost = gap || pending.size() > MOST_SINGLES && !fullHeld;
        if (state.full() || lost) {
            full.ifPresent(asset -> feeds.add(asset.feed(FULL).upTo(2048)));
            if (full.isEmpty() && asked) {
                feeds.add(Feed.of(RELEASE_LIST, RELEASES, Format.JSON));
            }
        }
        if (gap) {
            return feeds;
        }
        // What the log lacks between the newest whole list and its own beginning is in the delta of that day.
        feeds.add(Feed.of("log", RAW + "deltaLog.json", Format.JSON)
                .at((fullHeld ? "" : heldThrough(state)) + "|" + state.today()));
        boolean deltaHeld = held(delta, DELTA_DONE, state);
        if (state.full() || !deltaHeld) {
            delta.ifPresent(
                    asset -> feeds.add(asset.feed(DELTA + asset.release()).upTo(512)));
        }
        if (!lost && (state.full() || deltaHeld || delta.isEmpty())) {
            pending.stream()
                    .flatMap(p -> single(p, state).stream())
                    .limit(MOST_SINGLES)
                    .forEach(feeds::add);
        }
        return feeds;
    }

    private static boolean held(Optional<Asset> asset, String done, SyncState state) {
        return asset.isPresent() && state.mark(done).equals(asset.map(Asset::url));
    }

    /** All changes up to then are held or named by the queue: a log may be without entries for days. */
    private static String heldThrough(SyncState state) {
        return Stream.of(THROUGH, LOGGED)
                .flatMap(key -> state.mark(key).flatMap(Dates::instant).stream())
                .max(Instant::compareTo)
                .map(Instant::toString)
                .orElse("");
    }

    private static boolean beyondLog(SyncState state) {
        Instant reach = state.today().atStartOfDay(ZoneOffset.UTC).toInstant().minus(LOG_REACH);
        return state.mark(THROUGH)
                .flatMap(Dates::instant)
                .filter(at -> at.isBefore(reach))
                .isPresent();
    }

    private static Optional<Feed> single(SyncState.Pending pending, SyncState state) {
        return CveId.parse(pending.ref())
                .flatMap(cve -> Offered.due(state, QUEUE, pending.ref(), pending.stamp())
                        .map(offered -> Feed.of(cve.toString(), RAW + path(cve), Format.JSON)
                                .at(offered.stamp())));
    }

    /** {@code 2024/3xxx/CVE-2024-3400.json}. */
    static String path(CveId cve) {
        return cve.year() + "/" + cve.number() / 1000 + "xxx/" + cve + ".json";
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        if (feed.name().equals("release")) {
            readRelease(Json.whole(in.readAllBytes()), out);
            unchanged(feed, out);
        } else if (feed.name().equals(RELEASE_LIST)) {
            readReleases(Json.whole(in.readAllBytes()), out);
        } else if (feed.name().equals("log")) {
            readLog(feed, in, out);
        } else if (feed.name().equals(FULL)) {
            Records.requireSome(CveListZip.readFull(in, out));
            out.accept(new Observation.Mark(FULL_DONE, feed.uris().get(0).toString()));
            out.accept(new Observation.Mark(THROUGH, day(feed) + "T00:00:00Z"));
            Dates.instant(day(feed)).ifPresent(at -> out.accept(new Observation.DataMoment(at, true)));
            out.accept(new Observation.Mark(GAP, ""));
        } else if (feed.name().startsWith(DELTA)) {
            CveListZip.read(in, out);
            out.accept(new Observation.Mark(DELTA_DONE, feed.uris().get(0).toString()));
        } else {
            byte[] bytes = in.readAllBytes();
            Records.only(feed.name(), bytes, out, root -> out.accept(CveJson.seen(root, feed.name(), bytes)));
            unchanged(feed, out);
        }
    }

    @Override
    public void unchanged(Feed feed, Consumer<? super Observation> out) {
        if (feed.name().equals("release")) {
            out.accept(new Observation.Mark(ASKED, feed.stamp()));
        } else if (CveId.parse(feed.name()).isPresent()) {
            out.accept(new Observation.Held(QUEUE, feed.name(), Offered.in(feed).version()));
        }
    }

    /** The change log may name a record before it is there, or after; it also covers deltas no longer offered. */
    @Override
    public boolean absent(Feed feed, Consumer<? super Observation> out) {
        if (feed.name().startsWith(DELTA)) {
            out.accept(new Observation.Mark(DELTA_DONE, feed.uris().get(0).toString()));
            return true;
        }
        if (CveId.parse(feed.name()).isPresent()) {
            Offered offered = Offered.in(feed);
            out.accept(new Observation.Skipped(
                    feed.name(),
                    "in the change log, but its record is not there; asked for again from " + offered.next() + " on"));
            out.accept(offered.absent(QUEUE, feed.name()));
            return true;
        }
        if (feed.name().equals(RELEASE_LIST)) {
            throw new UncheckedIOException(noWholeList());
        }
        return false;
    }

    private static IOException noWholeList() {
        return new IOException("no recent release has the file with all CVEs yet; it is made at midnight UTC: run"
                + " 'vigie sync' again some hours after it");
    }

    /** The release of the end of a day, and one that is being made, have no file with all CVEs, or no file at all. */
    private static void readRelease(JsonNode release, Consumer<? super Observation> out) throws IOException {
        if (!release.path("assets").isArray()) {
            throw new IOException("the answer is not a release");
        }
        out.accept(new Observation.Mark(FULL_ASSET, asset(release, "all").orElse("")));
        out.accept(new Observation.Mark(DELTA_ASSET, asset(release, "delta").orElse("")));
    }

    /** The newest release that has the file with all CVEs. */
    private static void readReleases(JsonNode releases, Consumer<? super Observation> out) throws IOException {
        for (JsonNode release : Json.objects(releases)) {
            Optional<String> full = asset(release, "all");
            if (full.isPresent()) {
                out.accept(new Observation.Mark(FULL_ASSET, full.get()));
                return;
            }
        }
        throw noWholeList();
    }

    /** The file of that kind, as {@link Asset#parse} reads it. */
    private static Optional<String> asset(JsonNode release, String kind) {
        for (JsonNode asset : Json.objects(release.path("assets"))) {
            String url = Json.text(asset, "browser_download_url");
            Matcher parts = DOWNLOAD.matcher(url);
            if (parts.matches()
                    && Dates.day(parts.group(2)).isPresent()
                    && parts.group(3).equals(kind)) {
                return Optional.of(url + " " + asset.path("size").asLong(-1));
            }
        }
        return Optional.empty();
    }

    /** A log that begins after what is held has a gap before it: what is held stays what it is. */
    private static void readLog(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        List<Instant> times = new ArrayList<>();
        String today = feed.stamp().substring(feed.stamp().indexOf('|') + 1);
        Plausible seen = Plausible.on(LocalDate.parse(today));
        Records.each(in, 1, "{\"fetchTime\":", "the change log", out, (entry, raw) -> {
            for (String list : List.of("new", "updated")) {
                for (JsonNode change : Json.objects(entry.path(list))) {
                    change(change, seen, out);
                }
            }
            Dates.instant(Json.text(entry, "fetchTime")).flatMap(seen::moment).ifPresent(times::add);
        });
        // A delta is no sign that the log goes on, which alone names what changed between two of them.
        times.stream().max(Instant::compareTo).ifPresent(at -> out.accept(new Observation.DataMoment(at, true)));
        Optional<Instant> oldest = times.stream().min(Instant::compareTo);
        Optional<Instant> through =
                Dates.instant(feed.stamp().substring(0, feed.stamp().indexOf('|')));
        if (oldest.isPresent() && through.filter(oldest.get()::isAfter).isPresent()) {
            out.accept(new Observation.Mark(GAP, oldest.get().toString()));
        } else {
            times.stream()
                    .max(Instant::compareTo)
                    .ifPresent(at -> out.accept(new Observation.Mark(THROUGH, at.toString())));
            out.accept(new Observation.Mark(LOGGED, today + "T00:00:00Z"));
        }
    }

    /** A change without a time that can be true is asked for once a day, as long as the log has it. */
    private static void change(JsonNode change, Plausible seen, Consumer<? super Observation> out) {
        String id = Json.text(change, "cveId");
        Records.guard(MalformedRecordException.shorten(id), out, () -> {
            CveId cve = CveIds.of(id);
            Instant at = Dates.instant(Json.text(change, "dateUpdated"))
                    .filter(time -> seen.moment(time).filter(time::equals).isPresent())
                    .orElseGet(() -> seen.seen().atStartOfDay(ZoneOffset.UTC).toInstant());
            LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            out.accept(new Observation.Wanted(QUEUE, cve.toString(), day, at.toString()));
        });
    }

    private static String day(Feed feed) {
        Matcher parts = DOWNLOAD.matcher(feed.uris().get(0).toString());
        return parts.matches() ? parts.group(2) : LocalDate.EPOCH.toString();
    }

    /** A file of a release, kept as {@code URL SIZE}. */
    private record Asset(String url, long size) {

        static Optional<Asset> parse(String mark) {
            int space = mark.indexOf(' ');
            return space < 0
                    ? Optional.empty()
                    : Optional.of(new Asset(mark.substring(0, space), Long.parseLong(mark.substring(space + 1))));
        }

        String release() {
            return url.substring(DOWNLOADS.length(), url.lastIndexOf('/'));
        }

        Feed feed(String name) {
            return Feed.of(name, url, Format.ZIP).sized(size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
        }
    }
}
