package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.facts.CveLine;
import vigie.facts.CveLines;
import vigie.facts.PublicationLine;
import vigie.index.Snapshot;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.Severity;
import vigie.store.Reader;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.SourceNames;
import vigie.watch.Concerns;
import vigie.watch.Concerns.Concern;
import vigie.watch.Matched;
import vigie.watch.WatchList;
import vigie.web.access.CacheControl;
import vigie.web.access.Gate;
import vigie.web.site.Frame;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;
import vigie.web.site.WatchedNow;

/** The page My watch: what concerns a person now, for each of their lists. */
public final class WatchPart implements Part {

    /** The page's address. */
    public static final String PATH = "/watch";

    /** CVEs and publications that the page shows; the API has all. */
    private static final int SHOWN = 300;

    private static final List<String> COLUMNS = List.of("headline", "score", "epss", "cvss", "kev", "exploit");

    private final Site site;
    private final Pages pages;
    private final WatchedNow watched;
    private final Gate gate;

    public WatchPart(Site site, WatchedNow watched, Gate gate) {
        this.site = site;
        this.pages = new Pages(site);
        this.watched = watched;
        this.gate = gate;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(PATH, new LimitedHandler(site.limits().lists(), this::show));
        routes.get(PATH + "/count", new LimitedHandler(site.limits().lists(), this::count));
    }

    /** A list with how many CVEs and publications concern it. */
    public record Entry(String name, boolean paused, int concerns) {}

    /**
     * A CVE that concerns the list.
     *
     * @param why the line of the list and where it matched, in one line
     */
    public record Line(CveLine cve, String why) {}

    /** A publication that concerns the list. */
    public record Document(PublicationLine publication, String why) {}

    /**
     * What the page shows.
     *
     * @param words the bundle {@code watch}
     * @param lists all lists of the person
     * @param list the one that is shown; empty if there is none
     * @param total how many CVEs concern it, without filters
     * @param exploited whether only those known to be exploited are shown
     * @param severity the least severity that is shown; empty for any
     * @param writes whether the person can write lists: a program that shows a token has no use for a form
     */
    public record Page(
            Frame frame,
            Messages words,
            List<Entry> lists,
            Optional<WatchList> list,
            List<Line> cves,
            List<Document> publications,
            int total,
            String since,
            boolean exploited,
            Optional<Severity> severity,
            boolean writes) {

        /** The columns of the table. */
        public List<String> columns() {
            return COLUMNS;
        }

        /** All severities, the highest first. */
        public List<Severity> severities() {
            return List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW);
        }

        /** A sentence of the page. */
        public String say(String key, Object... values) {
            return words.get("page." + key, values);
        }
    }

    private void show(Context context) {
        Optional<String> asked = Optional.ofNullable(context.queryParam("list"));
        Concerns now = watched.all();
        Collection<WatchList> visible = now.visible(WatchedNow.person(context));
        Optional<WatchList> list = asked.flatMap(name ->
                        visible.stream().filter(one -> one.name().equals(name)).findFirst())
                .or(() ->
                        asked.isPresent() ? Optional.empty() : visible.stream().findFirst());
        boolean exploited = "true".equals(context.queryParam("kev"));
        Optional<Severity> severity =
                Optional.ofNullable(context.queryParam("severity")).flatMap(Severity::parse);
        List<Concern> all = list.map(one -> now.of(one.name())).orElse(List.of());
        Messages words = pages.words(context, "watch");
        Snapshot snapshot = site.snapshot();
        List<Line> cves = site.readers().ask(reader -> lines(all, snapshot, reader));
        pages.send(
                context,
                "watch.jte",
                new Page(
                        pages.frame(context, "watch", "watch.title"),
                        words,
                        visible.stream()
                                .map(one -> new Entry(
                                        one.name(),
                                        one.paused(),
                                        now.of(one.name()).size()))
                                .toList(),
                        list,
                        cves.stream()
                                .filter(line ->
                                        !exploited || line.cve().exploitation().isPresent())
                                .filter(line -> severity.isEmpty()
                                        || line.cve().severity().isEmpty()
                                        || line.cve().severity().get().compareTo(severity.get()) >= 0)
                                .limit(SHOWN)
                                .toList(),
                        publications(all, snapshot),
                        cves.size(),
                        now.since().toString(),
                        exploited,
                        severity,
                        Gate.session(context).isPresent() || !gate.tokensNeeded()));
        context.header("Cache-Control", CacheControl.NEVER);
    }

    private static List<Line> lines(List<Concern> all, Snapshot snapshot, Reader reader) {
        Map<CveId, String> why = new HashMap<>();
        all.forEach(one -> one.cve().ifPresent(cve -> why.put(cve, why(one.why()))));
        return new CveLines(reader, snapshot.cves())
                .byUrgency(why.keySet()).stream()
                        .map(line -> new Line(line, why.get(line.id())))
                        .toList();
    }

    private static List<Document> publications(List<Concern> all, Snapshot snapshot) {
        Map<BulletinRef, String> why = new HashMap<>();
        all.forEach(one -> one.publication().ifPresent(ref -> why.put(ref, why(one.why()))));
        return why.keySet().stream()
                .sorted(Comparator.reverseOrder())
                .flatMap(ref -> snapshot.publications().find(ref).stream())
                .limit(SHOWN)
                .map(one -> new Document(PublicationLine.of(one, snapshot.cves()), why.get(one.ref())))
                .toList();
    }

    /** {@code line = where (who)}. */
    private static String why(Matched matched) {
        String line = matched.line().text();
        String where = matched.shown();
        String said = line.equalsIgnoreCase(where) || line.isEmpty() ? where : line + " = " + where;
        return PlainText.line(matched.origin().isEmpty() ? said : said + " (" + SourceNames.of(matched.origin()) + ")");
    }

    /** How many CVEs and publications concern the person, for the page Today; nothing without lists. */
    private void count(Context context) {
        Collection<WatchList> visible = watched.visible(context);
        Concerns now = watched.all();
        int concerns = visible.stream()
                .filter(list -> !list.paused())
                .mapToInt(list -> now.of(list.name()).size())
                .sum();
        Messages words = pages.words(context, "watch");
        String text =
                visible.isEmpty() ? words.get("page.today.none") : words.get("page.today", concerns, Concerns.DAYS);
        context.header("Cache-Control", CacheControl.NEVER)
                .contentType("text/html; charset=utf-8")
                .result("<a href=\"" + PATH + "\">" + text + "</a>");
    }
}
