package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.io.Sha256;
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

    @Override
    public List<Feed> feeds(SyncState state) {
        List<Feed> feeds = new ArrayList<>();
        for (String part : parts(state)) {
            feeds.add(Feed.of(META + part, FEEDS + part + ".meta", Format.TEXT)
                    .at(state.today().toString()));
            Optional<String> offered = state.mark(OFFERED + part).filter(sum -> !sum.equals(NONE));
            boolean held = !state.full() && offered.equals(state.mark(HELD + part));
            if (offered.isPresent() && !held && asked(part, state)) {
                feeds.add(Feed.of(part, FEEDS + part + ".json.gz", Format.GZIP)
                        .at(offered.get() + " " + state.today())
                        .large());
            }
        }
        return feeds;
    }

    /** A checksum of an earlier day, from a run that did not end well, is most likely not that of the feed of today. */
    private static boolean asked(String part, SyncState state) {
        return state.mark(ASKED + part).equals(Optional.of(state.today().toString()));
    }

    private static List<String> parts(SyncState state) {
        List<String> parts = new ArrayList<>();
        boolean recent = state.mark(SYNCED)
                .flatMap(Dates::day)
                .filter(day -> !day.isBefore(state.today().minusDays(REACH_DAYS)))
                .isPresent();
        for (int year = state.today().getYear(); year >= FIRST_YEAR; year--) {
            boolean known = state.mark(OFFERED + year).isPresent();
            boolean complete = state.mark(OFFERED + year).equals(Optional.of(NONE))
                    || state.mark(OFFERED + year).equals(state.mark(HELD + year));
            if (state.full() || !recent || !known || !complete) {
                parts.add(Integer.toString(year));
            }
        }
        parts.add(MODIFIED);
        return parts;
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        if (feed.name().startsWith(META)) {
            readMeta(feed, new String(in.readAllBytes(), StandardCharsets.US_ASCII), out);
            unchanged(feed, out);
        } else {
            String[] offered = feed.stamp().split(" ");
            readRecords(feed.name(), offered[0], in, out);
            out.accept(new Observation.Mark(HELD + feed.name(), offered[0]));
            if (feed.name().equals(MODIFIED)) {
                out.accept(new Observation.Mark(SYNCED, offered[1]));
            }
        }
    }

    @Override
    public void unchanged(Feed feed, Consumer<? super Observation> out) {
        if (feed.name().startsWith(META)) {
            out.accept(new Observation.Mark(ASKED + feed.name().substring(META.length()), feed.stamp()));
        }
    }

    /** NVD opens the feed of a year when the year has its first CVE. */
    @Override
    public boolean absent(Feed feed, Consumer<? super Observation> out) {
        out.accept(new Observation.Mark(OFFERED + feed.name().replace(META, ""), NONE));
        return feed.name().startsWith(META);
    }

    private static void readMeta(Feed feed, String meta, Consumer<? super Observation> out) throws IOException {
        String sum = meta.lines()
                .filter(line -> line.startsWith("sha256:"))
                .map(line -> line.substring("sha256:".length()).strip().toUpperCase(Locale.ROOT))
                .filter(text -> text.matches("[0-9A-F]{64}"))
                .findFirst()
                .orElseThrow(() -> new IOException("the .meta file names no sha256"));
        out.accept(new Observation.Mark(OFFERED + feed.name().substring(META.length()), sum));
    }

    private static void readRecords(String name, String expected, InputStream in, Consumer<? super Observation> out)
            throws IOException {
        MessageDigest sha = Sha256.digest();
        InputStream json = new DigestInputStream(Gunzip.of(in, MOST_BYTES), sha);
        Records.each(
                json,
                2,
                "{\"cve\":",
                name,
                out,
                LeanTree::parse,
                (record, raw) -> out.accept(new Observation.CveSeen(NvdJson.read(record), raw)));
        json.transferTo(OutputStream.nullOutputStream());
        String sum = HexFormat.of().withUpperCase().formatHex(sha.digest());
        if (!sum.equals(expected)) {
            throw new IOException("the SHA-256 of the feed is not the one that its .meta file names");
        }
    }
}
