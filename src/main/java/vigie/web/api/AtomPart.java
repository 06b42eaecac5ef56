package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.facts.ChangeLine;
import vigie.facts.CveLine;
import vigie.facts.Freshness;
import vigie.index.CveIndex;
import vigie.index.Publication;
import vigie.index.Snapshot;
import vigie.model.Change;
import vigie.model.CveId;
import vigie.store.DossierQuery;
import vigie.store.NewsQuery;
import vigie.store.Reader;
import vigie.text.DayWords;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;
import vigie.text.SourceNames;
import vigie.watch.Concerns;
import vigie.watch.WatchList;
import vigie.web.site.BadQueryException;
import vigie.web.site.ChangeListQuery;
import vigie.web.site.CveFinder;
import vigie.web.site.CveQuery;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Part;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;
import vigie.web.site.WatchedNow;

/** Atom feeds: publications, CVEs newly listed as exploited, and changes, with the filters of their lists. */
final class AtomPart implements Part {

    private static final String PUBLICATIONS = "/feeds/publications.atom";
    private static final String EXPLOITED = "/feeds/exploited.atom";
    private static final String CHANGES = "/feeds/changes.atom";
    private static final String WATCH = "/feeds/watch.atom";
    private static final int MOST = 100;
    private static final int LONGEST_SUMMARY = 500;
    private static final int LOOKED_AT = 10_000;
    private static final int DAYS = 90;

    private final Site site;
    private final WatchedNow watched;
    private final CveFinder list;

    AtomPart(Site site, WatchedNow watched) {
        this.site = site;
        this.watched = watched;
        this.list = new CveFinder(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(PUBLICATIONS, new LimitedHandler(site.limits().lists(), this::publications));
        routes.get(CHANGES, new LimitedHandler(site.limits().lists(), this::changes));
        routes.get(WATCH, new LimitedHandler(site.limits().lists(), this::watch));
        routes.get(EXPLOITED, new LimitedHandler(site.limits().lists(), this::exploited));
    }

    private void publications(Context context) {
        QueryValues asked = Answers.asked(context);
        PublicationListQuery what = PublicationListQuery.of(asked);
        Messages words = words(asked);
        BadQueryException.refuse(asked);
        Snapshot snapshot = site.snapshot();
        List<AtomFeed.Entry> entries = snapshot.publications().list(what.filter()).stream()
                .sorted(java.util.Comparator.comparing(Publication::revised).reversed())
                .limit(MOST)
                .map(p -> entry(context, words, p, snapshot.cves()))
                .toList();
        send(context, "publications", "/publications", words, entries);
    }

    private AtomFeed.Entry entry(Context context, Messages words, Publication publication, CveIndex cves) {
        int[] rows = publication.cves();
        long exploited = Arrays.stream(rows).filter(cves::isExploited).count();
        return new AtomFeed.Entry(
                AtomFeed.tag("publication:" + publication.ref()),
                "fr",
                publication.ref() + " " + PlainText.line(publication.title()),
                base(context) + "/publications/" + publication.ref(),
                midnight(publication.published()),
                midnight(publication.revised()),
                "CERT-FR",
                List.of(publication.kind().toString()),
                words.get("atom.publication", rows.length, exploited));
    }

    private void exploited(Context context) {
        Query query = Query.of(context.queryParamMap());
        QueryValues asked = new QueryValues(query);
        LocalDate since = asked.day("since").orElse(site.today().minusDays(DAYS));
        CveQuery what = CveQuery.of(asked);
        Messages words = words(asked);
        BadQueryException.refuse(asked);
        Set<CveId> wanted = wanted(CveQuery.of(query.without("since")));
        List<AtomFeed.Entry> entries =
                site.readers().ask(reader -> entries(context, words, reader, since, what, wanted));
        send(context, "exploited", "/cves?kev=true&sort=exploited", words, entries);
    }

    /** In this list {@code since} is about exploitation, not about publication. */
    private Set<CveId> wanted(CveQuery what) {
        Snapshot snapshot = site.snapshot();
        Set<CveId> wanted = new HashSet<>();
        snapshot.search().each(what.filter(), list::matching, row -> {
            if (snapshot.cves().isExploited(row)) {
                wanted.add(snapshot.cves().id(row));
            }
        });
        return wanted;
    }

    private List<AtomFeed.Entry> entries(
            Context context, Messages words, Reader reader, LocalDate since, CveQuery what, Set<CveId> wanted) {
        DossierQuery dossiers = reader.dossiers();
        Stream<NewsQuery.NewKev> news = reader.news().exploited(since, LOOKED_AT).stream();
        return news.filter(n -> wanted.contains(n.cve()))
                .limit(Math.min(MOST, what.limit()))
                .map(n -> entry(context, words, n, dossiers.headline(n.cve()).orElse("")))
                .toList();
    }

    /** A headline, with the mark of a disputed CVE in the language of the feed. */
    private static String shown(Messages words, String headline) {
        return CveLine.disputed(headline) ? words.get("atom.disputed", CveLine.unmarked(headline)) : headline;
    }

    private AtomFeed.Entry entry(Context context, Messages words, NewsQuery.NewKev news, String headline) {
        String by = SourceNames.all(news.exploited().sources());
        String due = news.due()
                .map(day -> " " + words.get("atom.due", day.toString()))
                .orElse("");
        String ransomware = news.ransomware() ? " " + words.get("atom.ransomware") : "";
        return new AtomFeed.Entry(
                AtomFeed.tag("exploited:" + news.cve()),
                words.locale().getLanguage(),
                (news.cve() + " " + shown(words, headline)).strip(),
                base(context) + "/cves/" + news.cve(),
                midnight(news.exploited().since()),
                midnight(news.exploited().since()),
                by,
                List.of("exploited"),
                words.get(
                                "atom.exploited",
                                new DayWords(words).on(news.exploited().day()),
                                by)
                        + due
                        + ransomware);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private void changes(Context context) {
        QueryValues asked = Answers.asked(context);
        ChangeListQuery what = ChangeListQuery.of(asked);
        Messages words = words(asked);
        BadQueryException.refuse(asked);
        int most = Math.min(MOST, what.limit());
        List<AtomFeed.Entry> entries =
                site.readers().ask(reader -> reader.changes().preceding(what.filter(), what.start(), most)).stream()
                        .map(change -> entry(context, ChangeLine.of(change, words), words))
                        .toList();
        Query page = Query.of(context.queryParamMap()).without("lang", "limit", "before");
        send(context, "changes", "/changes" + page, words, entries);
    }

    /** An event has no name of its own: its number is given again in another database, its moment and subject are not. */
    private AtomFeed.Entry entry(Context context, ChangeLine line, Messages words) {
        Change change = line.change();
        String path = change.cve().isPresent() ? "/cves/" : "/publications/";
        return new AtomFeed.Entry(
                AtomFeed.tag("change:" + change.subject() + ":" + change.at() + ":" + change.id()),
                words.locale().getLanguage(),
                change.subject() + " " + line.what(),
                base(context) + path + change.subject() + "#changes",
                change.at(),
                change.at(),
                line.who().isEmpty() ? SourceNames.of(change.source()) : line.who(),
                List.of(change.what().kind().toString()),
                Sheet.shorten(line.text(), LONGEST_SUMMARY));
    }

    /** What concerns the lists of a person: the events of the record of changes of these CVEs and publications, the newest first. */
    private void watch(Context context) {
        QueryValues asked = Answers.asked(context);
        Optional<String> named = asked.text("list");
        Messages words = words(asked);
        BadQueryException.refuse(asked);
        Concerns now = watched.all();
        List<AtomFeed.Entry> entries = new ArrayList<>();
        Snapshot snapshot = site.snapshot();
        for (WatchList list : watched.visible(context)) {
            if (named.isEmpty() || named.get().equals(list.name())) {
                now.of(list.name())
                        .forEach(one -> entry(context, words, list.name(), one, snapshot)
                                .ifPresent(entries::add));
            }
        }
        entries.sort(Comparator.comparing(AtomFeed.Entry::updated).reversed());
        Query page = Query.of(context.queryParamMap()).without("lang");
        send(context, "watch", "/watch" + page, words, entries.subList(0, Math.min(MOST, entries.size())));
    }

    private Optional<AtomFeed.Entry> entry(
            Context context, Messages words, String list, Concerns.Concern concern, Snapshot snapshot) {
        String why = PlainText.line(
                concern.why().line().text() + " = " + concern.why().shown());
        if (concern.publication().isPresent()) {
            return snapshot.publications()
                    .find(concern.publication().get())
                    .map(one -> new AtomFeed.Entry(
                            AtomFeed.tag("watch:" + list + ":" + one.ref()),
                            "fr",
                            one.ref() + " " + PlainText.line(one.title()),
                            base(context) + "/publications/" + one.ref(),
                            midnight(one.published()),
                            midnight(one.revised()),
                            "CERT-FR",
                            List.of(list),
                            why));
        }
        CveId cve = concern.cve().orElseThrow();
        return site.readers().ask(reader -> reader.dossiers().summary(cve)).flatMap(summary -> {
            Optional<LocalDate> exploited = summary.exploited().map(vigie.model.Exploited::since);
            Optional<LocalDate> published = summary.published().map(LocalDate::parse);
            return published
                    .or(() -> exploited)
                    .map(day -> new AtomFeed.Entry(
                            AtomFeed.tag("watch:" + list + ":" + cve),
                            words.locale().getLanguage(),
                            cve + " "
                                    + shown(
                                            words,
                                            site.readers()
                                                    .ask(reader ->
                                                            reader.dossiers().headline(cve))
                                                    .orElse("")),
                            base(context) + "/cves/" + cve,
                            midnight(day),
                            midnight(exploited
                                    .filter(later -> later.isAfter(day))
                                    .orElse(day)),
                            list,
                            List.of(list),
                            why));
        });
    }

    private static Messages words(QueryValues asked) {
        return new Messages(Answers.language(asked)).bundle("api");
    }

    /**
     * How the client names this server; who may be named so is decided where access is. Where any name will do, the one in
     * the request may be anybody's: links are then relative to the feed (RFC 4287, 2).
     */
    private String base(Context context) {
        return site.anyHost() ? "" : context.scheme() + "://" + context.host();
    }

    private String subtitle(Messages words) {
        Freshness freshness = site.freshness();
        return Stream.concat(freshness.asOf(words).map(as -> as + ".").stream(), freshness.warning(words).stream())
                .collect(Collectors.joining(" "));
    }

    private void send(Context context, String name, String page, Messages words, List<AtomFeed.Entry> entries) {
        String self = base(context) + context.path() + Query.of(context.queryParamMap());
        AtomFeed feed = new AtomFeed(
                AtomFeed.tag("feed:" + name),
                words.locale().getLanguage(),
                words.get("atom." + name + ".title"),
                subtitle(words),
                self,
                base(context) + page,
                entries);
        context.header(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(feed.updated().atOffset(ZoneOffset.UTC)));
        Answers.send(context, Answer.once(AtomFeed.TYPE, feed.xml()));
    }
}
