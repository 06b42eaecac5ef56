package vigie.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.io.Sha256;
import vigie.model.CveRecord;
import vigie.model.Observation;
import vigie.record.Dates;
import vigie.record.LeanTree;
import vigie.record.NvdJson;

/**
 * NVD's yearly and "modified" feeds, version 2.0. The small {@code .meta} beside each feed says whether it changed; once
 * all years are held, the "modified" feed, which reaches back eight days, is enough.
 */
public final class Nvd implements Source {

    private static final String FEEDS = "https://nvd.nist.gov/feeds/json/cve/2.0/nvdcve-2.0-";
    private static final String META = "meta-";
    private static final String OFFERED = "nvd.offered.";
    private static final String ASKED = "nvd.asked.";
    private static final String HELD = "nvd.held.";
    private static final String SYNCED = "nvd.modified.day";
    private static final String MODIFIED = "modified";
    private static final String NONE = "none";
    private static final String QUEUE = "nvd";
    private static final String KNOWN = " held";
    /** What stands before the records is shorter. */
    private static final int HEAD = 1000;

    private static final int FIRST_YEAR = 2002;
    private static final long MOST_BYTES = 4L << 30;

    /** The "modified" feed reaches back eight days; a day of margin for time zones. */
    private static final int REACH_DAYS = 7;

    @Override
    public String name() {
        return "nvd";
    }

    @Override
    public Pace pace() {
        return new Pace(2, 2);
    }

    /** The "modified" feed is made anew about every two hours. */
    @Override
    public Asking asking() {
        return Asking.every(Duration.ofHours(2));
    }

    /** Its feeds are made anew every day at least. */
    @Override
    public Optional<Duration> cadence() {
        return Optional.of(Duration.ofDays(4));
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        List<Feed> feeds = new ArrayList<>();
        for (String part : parts(state)) {
            feeds.add(Feed.of(META + part, FEEDS + part + ".meta", Format.TEXT).at(metaStamp(part, state)));
            Optional<String> offered = state.mark(OFFERED + part).filter(sum -> !sum.equals(NONE));
            boolean held = !state.full() && offered.equals(state.mark(HELD + part));
            if (offered.isPresent() && !held && asked(part, state)) {
                feeds.add(Feed.of(part, FEEDS + part + ".json.gz", Format.GZIP)
                        .at(offered.get() + " " + state.today() + " "
                                + synced(state).map(LocalDate::toString).orElse(NONE))
                        .upTo(256));
            }
        }
        return feeds;
    }

    /** Says whether the feed was there before; if not, how often it was not there. */
    private static String metaStamp(String part, SyncState state) {
        return state.mark(HELD + part).isPresent()
                ? state.today() + KNOWN
                : Offered.due(state, QUEUE, part, NONE)
                        .orElse(new Offered(NONE, state.today(), 0))
                        .stamp();
    }

    private static LocalDate day(Feed meta) {
        return meta.stamp().endsWith(KNOWN)
                ? LocalDate.parse(meta.stamp().replace(KNOWN, ""))
                : Offered.in(meta).today();
    }

    /** A checksum of an earlier day, from a run that did not end well, is most likely not that of the feed of today. */
    private static boolean asked(String part, SyncState state) {
        return state.mark(ASKED + part).equals(Optional.of(state.today().toString()));
    }

    private static List<String> parts(SyncState state) {
        List<String> parts = new ArrayList<>();
        boolean recent = synced(state).isPresent();
        for (int year = state.today().getYear(); year >= FIRST_YEAR; year--) {
            boolean known = state.mark(OFFERED + year).isPresent();
            boolean complete = state.mark(OFFERED + year).equals(Optional.of(NONE))
                            && Offered.due(state, QUEUE, Integer.toString(year), NONE)
                                    .isEmpty()
                    || state.mark(OFFERED + year).equals(state.mark(HELD + year));
            if (state.full() || !recent || !known || !complete) {
                parts.add(Integer.toString(year));
            }
        }
        parts.add(MODIFIED);
        return parts;
    }

    /** The day to which the "modified" feed has to reach back; empty where all years are asked for. */
    private static Optional<LocalDate> synced(SyncState state) {
        return state.mark(SYNCED)
                .flatMap(Dates::day)
                .filter(day -> !day.isBefore(state.today().minusDays(REACH_DAYS)))
                // A day in the future is of a clock that was wrong.
                .filter(day -> !day.isAfter(state.today().plusDays(REACH_DAYS)));
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        if (feed.name().startsWith(META)) {
            readMeta(feed, new String(in.readAllBytes(), StandardCharsets.US_ASCII), out);
            unchanged(feed, out);
        } else {
            String[] offered = feed.stamp().split(" ");
            Optional<Instant> oldest = readRecords(feed.name(), offered[0], in, out);
            out.accept(new Observation.Mark(HELD + feed.name(), offered[0]));
            if (feed.name().equals(MODIFIED)) {
                // A feed that begins after what is held has a gap before it: all years are then asked for.
                boolean gap = Dates.day(offered[2])
                        .filter(synced -> oldest.filter(at ->
                                        LocalDate.ofInstant(at, ZoneOffset.UTC).isAfter(synced))
                                .isPresent())
                        .isPresent();
                out.accept(new Observation.Mark(SYNCED, gap ? NONE : offered[1]));
            }
        }
    }

    @Override
    public void unchanged(Feed feed, Consumer<? super Observation> out) {
        if (feed.name().startsWith(META)) {
            out.accept(new Observation.Mark(
                    ASKED + feed.name().substring(META.length()), day(feed).toString()));
        }
    }

    @Override
    public List<String> outdated(Feed feed, Consumer<? super Observation> out) {
        out.accept(new Observation.Mark(ASKED + feed.name(), ""));
        return List.of(META + feed.name(), feed.name());
    }

    /**
     * NVD opens the feed of a year when the year has its first CVE. The "modified" feed is always there, and so is the feed
     * of a year that was there before: without them something is wrong.
     */
    @Override
    public boolean absent(Feed feed, Consumer<? super Observation> out) {
        String part = feed.name().replace(META, "");
        boolean expected = part.equals(MODIFIED) || feed.stamp().endsWith(KNOWN);
        if (!feed.name().startsWith(META) || expected) {
            return false;
        }
        out.accept(new Observation.Mark(OFFERED + part, NONE));
        if (Integer.parseInt(part) < day(feed).getYear()) {
            Offered offered = Offered.in(feed);
            out.accept(new Observation.Skipped(
                    part, "the host has no feed of this year; asked for again from " + offered.next() + " on"));
            out.accept(offered.absent(QUEUE, part));
        }
        return true;
    }

    /** One year may be without a feed; all of them are not. */
    @Override
    public Optional<String> missing(SyncState state) {
        boolean any = IntStream.rangeClosed(FIRST_YEAR, state.today().getYear())
                .anyMatch(year -> state.mark(HELD + year).isPresent());
        return any ? Optional.empty() : Optional.of("the host has no feed of any year");
    }

    private static void readMeta(Feed feed, String meta, Consumer<? super Observation> out) throws IOException {
        String sum = meta.lines()
                .filter(line -> line.startsWith("sha256:"))
                .map(line -> line.substring("sha256:".length()).strip().toUpperCase(Locale.ROOT))
                .filter(text -> text.matches("[0-9A-F]{64}"))
                .findFirst()
                .orElseThrow(() -> new IOException("the .meta file has no sha256"));
        out.accept(new Observation.Mark(OFFERED + feed.name().substring(META.length()), sum));
    }

    /** Reads the records; returns when the one that was not changed for longest was changed. */
    private static Optional<Instant> readRecords(
            String name, String expected, InputStream in, Consumer<? super Observation> out) throws IOException {
        MessageDigest sha = Sha256.digest();
        BufferedInputStream plain = new BufferedInputStream(Gunzip.of(in, MOST_BYTES));
        plain.mark(HEAD);
        Dated.stated(plain.readNBytes(HEAD), "timestamp")
                .ifPresent(at -> out.accept(new Observation.DataMoment(at, true)));
        plain.reset();
        InputStream json = new DigestInputStream(plain, sha);
        AtomicReference<Instant> oldest = new AtomicReference<>();
        Records.each(json, 2, "{\"cve\":", name, out, LeanTree::parse, (record, raw) -> {
            CveRecord read = NvdJson.read(record);
            if (read.modified().isPresent()) {
                Instant at = read.modified().get();
                out.accept(new Observation.DataMoment(at, false));
                if (oldest.get() == null || at.isBefore(oldest.get())) {
                    oldest.set(at);
                }
            }
            out.accept(new Observation.CveSeen(read, raw));
        });
        json.transferTo(OutputStream.nullOutputStream());
        String sum = HexFormat.of().withUpperCase().formatHex(sha.digest());
        if (!sum.equals(expected)) {
            throw new OutdatedException("the SHA-256 of the feed is not the one that its .meta file names");
        }
        return Optional.ofNullable(oldest.get());
    }
}
