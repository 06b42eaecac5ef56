package vigie.source;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.Observation;
import vigie.record.BulletinJson;
import vigie.record.Dates;
import vigie.record.Json;
import vigie.record.MalformedRecordException;

/**
 * CERT-FR (ANSSI): RSS feeds for new publications, JSON listings for all publications and their revisions,
 * and one JSON document per publication.
 */
public final class CertFr implements Source {

    static final String QUEUE = "certfr";

    private static final String HOST = "https://www.cert.ssi.gouv.fr/";
    private static final String LISTING = "listing-";
    private static final String RSS = "rss-";

    private final LocalDate since;

    /**
     * @param since publications older than this are not fetched
     */
    public CertFr(LocalDate since) {
        this.since = since;
    }

    @Override
    public String name() {
        return "certfr";
    }

    @Override
    public Pace pace() {
        return new Pace(8, 4);
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        List<Feed> feeds = new ArrayList<>();
        feeds.add(Feed.of(RSS + "all", HOST + "feed/", Format.XML));
        for (Bulletin.Kind kind : Bulletin.Kind.values()) {
            feeds.add(Feed.of(RSS + kind, HOST + kind + "/feed/", Format.XML));
            feeds.add(Feed.of(LISTING + kind, HOST + kind + "/json/", Format.JSON)
                    .at(state.today().toString()));
        }
        for (SyncState.Pending pending : state.pending(QUEUE, since)) {
            BulletinRef.parse(pending.ref())
                    .ifPresent(
                            ref -> feeds.add(Feed.of(ref.text(), HOST + ref.kind() + "/" + ref + "/json/", Format.JSON)
                                    .at(pending.stamp())));
        }
        return feeds;
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        if (feed.name().startsWith(RSS)) {
            readRss(in.readAllBytes(), out);
        } else if (feed.name().startsWith(LISTING)) {
            readListing(feed, in, out);
        } else {
            byte[] bytes = in.readAllBytes();
            Records.only(feed.name(), bytes, out, root -> {
                Bulletin bulletin = BulletinJson.read(root);
                if (!bulletin.ref().text().equals(feed.name())) {
                    throw new MalformedRecordException("the document is that of " + bulletin.ref());
                }
                out.accept(new Observation.BulletinSeen(bulletin, bytes));
            });
            unchanged(feed, out);
        }
    }

    @Override
    public void unchanged(Feed feed, Consumer<? super Observation> out) {
        if (BulletinRef.parse(feed.name()).isPresent()) {
            out.accept(new Observation.Held(QUEUE, feed.name(), feed.stamp()));
        }
    }

    /** A listing may name a publication that does not exist (any more); it is requested again when it is revised. */
    @Override
    public boolean absent(Feed feed, Consumer<? super Observation> out) {
        if (BulletinRef.parse(feed.name()).isEmpty()) {
            return false;
        }
        out.accept(new Observation.Skipped(feed.name(), "listed, but its document is not there (404)"));
        unchanged(feed, out);
        return true;
    }

    private static void readRss(byte[] bytes, Consumer<? super Observation> out) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\ufeff", "");
        Xml.requirePlain(text);
        SyndFeedInput input = new SyndFeedInput();
        input.setAllowDoctypes(false);
        SyndFeed feed;
        try {
            feed = input.build(new StringReader(text));
        } catch (FeedException | RuntimeException e) {
            // For unexpected forms of feed the library throws arbitrary exceptions.
            throw new IOException("not a feed: " + MalformedRecordException.shorten(String.valueOf(e.getMessage())), e);
        }
        for (SyndEntry entry : feed.getEntries()) {
            Optional<BulletinRef> ref = BulletinRef.in(String.valueOf(entry.getLink()));
            ref.ifPresent(r -> Records.guard(r.text(), out, () -> {
                LocalDate day = Optional.ofNullable(entry.getPublishedDate())
                        .flatMap(date -> Dates.day(date.toInstant().toString()))
                        .orElseThrow(() -> new MalformedRecordException("no date of publication"));
                out.accept(new Observation.Wanted(QUEUE, r.text(), day, day.toString()));
            }));
        }
    }

    /** A publication without a date of revision may have been revised: it is fetched again, at most once a day. */
    private static void readListing(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        Records.each(in, 1, "{\"reference\":", "the listing", out, (entry, raw) -> {
            BulletinRef ref = BulletinRef.of(Json.text(entry, "reference"));
            LocalDate day = Dates.day(Json.text(entry, "initial_release_date"))
                    .orElseThrow(() -> new MalformedRecordException("no date of publication"));
            String stamp = Dates.day(Json.text(entry, "last_revision_date"))
                    .map(LocalDate::toString)
                    .orElse(feed.stamp());
            out.accept(new Observation.Wanted(QUEUE, ref.text(), day, stamp));
        });
    }
}
