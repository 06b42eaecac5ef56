package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.Observation;
import vigie.model.Plausible;
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

    /** After the day of a version that has no date of its own: such a document is looked at once a day. */
    private static final String UNDATED = "~";

    private static final Pattern FEED_END = Pattern.compile("</(?:rss|rdf:RDF)>\\s*$");

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

    /** The feeds name new publications within minutes; the listings, of 16,000, add revisions. */
    @Override
    public Asking asking() {
        return new Asking(Duration.ofMinutes(10), Optional.of(Duration.ofHours(1)), Optional.empty());
    }

    /** Publications come on working days; around the turn of a year up to a week apart. */
    @Override
    public Optional<Duration> cadence() {
        return Optional.of(Duration.ofDays(10));
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        List<Feed> feeds = new ArrayList<>();
        String today = state.today().toString();
        feeds.add(Feed.of(RSS + "all", HOST + "feed/", Format.XML).at(today));
        for (Bulletin.Kind kind : Bulletin.Kind.values()) {
            feeds.add(Feed.of(RSS + kind, HOST + kind + "/feed/", Format.XML).at(today));
            if (!state.brief()) {
                feeds.add(Feed.of(LISTING + kind, HOST + kind + "/json/", Format.JSON)
                        .at(today));
            }
        }
        for (SyncState.Pending pending : state.pending(QUEUE, since)) {
            Optional<BulletinRef> ref = BulletinRef.parse(pending.ref());
            Optional<Offered> offered = Offered.due(state, QUEUE, pending.ref(), pending.stamp());
            if (ref.isPresent() && offered.isPresent()) {
                String uri = HOST + ref.get().kind() + "/" + ref.get() + "/json/";
                feeds.add(Feed.of(ref.get().text(), uri, Format.JSON)
                        .at(offered.get().stamp()));
            }
        }
        return feeds;
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        if (feed.name().startsWith(RSS)) {
            readRss(feed, in.readAllBytes(), out);
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
            out.accept(new Observation.Held(QUEUE, feed.name(), held(Offered.in(feed))));
        }
    }

    /**
     * The version that is held now. A revision is told by its day alone, and a publication may be revised twice on one
     * day: until that day is over, what is held counts as that of the day before, so that it is asked for again.
     */
    private static String held(Offered offered) {
        return Dates.day(offered.version())
                .filter(day -> offered.version().length() == 10 && !day.isBefore(offered.today()))
                .map(day -> offered.today().minusDays(1).toString())
                .orElse(offered.version());
    }

    /** A listing may name a publication before it is there, or after. */
    @Override
    public boolean absent(Feed feed, Consumer<? super Observation> out) {
        if (BulletinRef.parse(feed.name()).isEmpty()) {
            return false;
        }
        Offered offered = Offered.in(feed);
        out.accept(new Observation.Skipped(
                feed.name(), "listed, but its document is not there; asked for again from " + offered.next() + " on"));
        out.accept(offered.absent(QUEUE, feed.name()));
        return true;
    }

    /**
     * A lenient reader, as one bad character must not cost the other entries. The publication of an entry without a date
     * is asked for, as its document has one.
     */
    private static void readRss(Feed feed, byte[] bytes, Consumer<? super Observation> out) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\ufeff", "");
        if (!FEED_END.matcher(text).find()) {
            throw new IOException("not a feed, or one that is cut");
        }
        Document document = Jsoup.parse(text, "", Parser.xmlParser());
        if (document.documentType() != null) {
            throw new IOException("a feed with a DOCTYPE");
        }
        for (Element entry : document.getElementsByTag("item")) {
            Optional<BulletinRef> ref = text(entry, "link").flatMap(BulletinRef::in);
            if (ref.isPresent()) {
                LocalDate today = LocalDate.parse(feed.stamp());
                Optional<LocalDate> day =
                        text(entry, "pubDate").flatMap(CertFr::rssDay).flatMap(plausible(ref.get(), today)::day);
                day.ifPresent(at -> out.accept(Dated.record(at)));
                out.accept(new Observation.Wanted(
                        QUEUE,
                        ref.get().text(),
                        day.orElse(today),
                        day.map(LocalDate::toString).orElse(today + UNDATED)));
            }
        }
    }

    private static Optional<String> text(Element entry, String tag) {
        return Optional.ofNullable(entry.getElementsByTag(tag).first()).map(Element::text);
    }

    /** The day of an RFC 822 date, UTC; empty for another form and for an impossible day. */
    private static Optional<LocalDate> rssDay(String date) {
        try {
            return Dates.day(ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A publication without a date of revision may have been revised: it is fetched again, at most once a day. */
    private static void readListing(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        Records.each(in, 1, "{\"reference\":", "the listing", out, (entry, raw) -> {
            BulletinRef ref = BulletinRef.of(Json.text(entry, "reference"));
            LocalDate today = LocalDate.parse(feed.stamp());
            Plausible seen = plausible(ref, today);
            Optional<LocalDate> released =
                    Dates.day(Json.text(entry, "initial_release_date")).flatMap(seen::day);
            Optional<LocalDate> revised =
                    Dates.day(Json.text(entry, "last_revision_date")).flatMap(seen::day);
            // One without a day that can be true is asked for, as its document may have one.
            LocalDate end = LocalDate.of(ref.year(), 12, 31);
            LocalDate day = released.or(() -> revised).orElse(end.isBefore(today) ? end : today);
            String stamp = revised.map(LocalDate::toString).orElse(feed.stamp() + UNDATED);
            released.or(() -> revised).ifPresent(at -> out.accept(Dated.record(at)));
            out.accept(new Observation.Wanted(QUEUE, ref.text(), day, stamp));
        });
    }

    /** A version of a day in the future would be taken for newer than all that come until then. */
    private static Plausible plausible(BulletinRef ref, LocalDate today) {
        return Plausible.on(today).since(LocalDate.of(ref.year(), 1, 1));
    }
}
