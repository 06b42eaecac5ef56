package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import vigie.watch.Addressee;
import vigie.watch.Concerns;
import vigie.watch.Concerns.Concern;
import vigie.watch.Condition;
import vigie.watch.Matched;
import vigie.watch.ProductFile;
import vigie.watch.Rule;
import vigie.watch.WatchFile;
import vigie.watch.WatchFileException;
import vigie.watch.WatchLine;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;
import vigie.web.access.CacheControl;
import vigie.web.access.Gate;
import vigie.web.site.BadQueryException;
import vigie.web.site.Frame;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;
import vigie.web.site.StatedException;
import vigie.web.site.WatchedNow;

/** The page My watch: what concerns a person now, for each of their lists, and the form in which lists are made. */
public final class WatchPart implements Part {

    /** The page's address. */
    public static final String PATH = "/watch";

    /** CVEs and publications that the page shows; the API has all. */
    private static final int SHOWN = 300;

    private static final int LONGEST = 200_000;
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
        routes.post(PATH, new LimitedHandler(site.limits().lists(), this::write));
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
     * @param text its lines as the form has them
     * @param total how many CVEs concern it, without filters
     * @param exploited whether only those known to be exploited are shown
     * @param severity the least severity that is shown; empty for any
     * @param problems what is wrong, or to be said
     * @param formToken of the session
     */
    public record Page(
            Frame frame,
            Messages words,
            List<Entry> lists,
            Optional<WatchList> list,
            String text,
            List<Line> cves,
            List<Document> publications,
            int total,
            String since,
            boolean exploited,
            Optional<Severity> severity,
            List<String> problems,
            String formToken) {

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

        /** The addresses of the list as the form has them. */
        public String mails() {
            return list.map(one -> one.to().addresses().stream()
                            .filter(address -> address.startsWith("mail:"))
                            .map(address -> address.substring("mail:".length()))
                            .collect(Collectors.joining(", ")))
                    .orElse("");
        }
    }

    private void show(Context context) {
        show(context, Optional.ofNullable(context.queryParam("list")), List.of());
    }

    private void show(Context context, Optional<String> asked, List<String> problems) {
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
                        list.map(WatchPart::text).orElse(""),
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
                        problems,
                        formToken(context)));
        context.header("Cache-Control", CacheControl.NEVER);
    }

    /** Empty for a program that shows a token: it has no session, and no use for a form. */
    private String formToken(Context context) {
        return Gate.session(context).isPresent() || !gate.tokensNeeded() ? gate.formToken(context) : "";
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
        String where = matched.where();
        String said = line.equalsIgnoreCase(where) || line.isEmpty() ? where : line + " = " + where;
        return PlainText.line(matched.origin().isEmpty() ? said : said + " (" + SourceNames.of(matched.origin()) + ")");
    }

    /** The lines of a list as a person edits them; those with conditions of their own stay as they are. */
    private static String text(WatchList list) {
        return list.rules().stream()
                .filter(WatchPart::editable)
                .map(rule -> rule.line().kind() == WatchLine.Kind.VENDOR
                        ? "vendor=" + rule.line().text()
                        : rule.line().kind() == WatchLine.Kind.WORDS
                                ? "word=" + rule.line().text()
                                : rule.line().kind() == WatchLine.Kind.PUBLICATIONS
                                        ? "publication=" + rule.line().text()
                                        : rule.line().text())
                .collect(Collectors.joining("\n"));
    }

    private static boolean editable(Rule rule) {
        return rule.version().isEmpty()
                && rule.when().equals(Condition.ALWAYS)
                && rule.line().kind() != WatchLine.Kind.ALL
                && rule.line().kind() != WatchLine.Kind.PRODUCT;
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

    private void write(Context context) {
        Messages words = pages.words(context, "watch");
        String name = Optional.ofNullable(context.formParam("name")).orElse("").strip();
        String act = Optional.ofNullable(context.formParam("act")).orElse("save");
        Optional<WatchList> old = watched.visible(context, name);
        List<String> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        switch (act) {
            case "remove" -> old.ifPresent(list -> watched.write(context, w -> w.removeWatchList(list.name())));
            case "pause", "resume" ->
                old.map(list -> list.paused(act.equals("pause")))
                        .ifPresent(list -> watched.write(context, w -> WatchLists.keep(w, list)));
            default -> notes.addAll(save(context, name, old, words, problems));
        }
        if (problems.isEmpty() && !notes.isEmpty()) {
            show(context, Optional.of(name), notes);
        } else if (problems.isEmpty()) {
            String where =
                    act.equals("remove") ? PATH : PATH + "?list=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
            context.header("Cache-Control", CacheControl.NEVER).redirect(where, HttpStatus.SEE_OTHER);
        } else {
            context.status(HttpStatus.BAD_REQUEST);
            show(context, Optional.of(name), problems);
        }
    }

    /** Saves a list; returns what is to be said of its lines. */
    private List<String> save(
            Context context, String name, Optional<WatchList> old, Messages words, List<String> problems) {
        try {
            Set<Rule> rules = new LinkedHashSet<>();
            old.ifPresent(list ->
                    list.rules().stream().filter(rule -> !editable(rule)).forEach(rules::add));
            rules.addAll(lines(context));
            WatchList base = old.orElseGet(() -> WatchFile.empty(
                    name, WatchedNow.person(context).orElse(name), site.now().truncatedTo(ChronoUnit.SECONDS), 0));
            Addressee to = new Addressee(
                    base.to().owner(),
                    old.isPresent() ? base.to().language() : words.locale(),
                    base.to().zone(),
                    addresses(context, old));
            WatchList list = new WatchList(
                    name,
                    to,
                    base.delivery(),
                    List.copyOf(rules),
                    base.when(),
                    base.paused(),
                    base.made(),
                    base.after());
            return watched.keep(context, list, old).unknownLines(words);
        } catch (WatchFileException e) {
            problems.add(e.sentence(words));
        } catch (StatedException e) {
            problems.add(e.getMessage());
        }
        return List.of();
    }

    private List<Rule> lines(Context context) {
        String text = Optional.ofNullable(context.formParam("lines")).orElse("");
        if (text.length() > LONGEST) {
            throw new BadQueryException(List.of());
        }
        List<Rule> rules = new ArrayList<>();
        for (String line :
                text.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
            rules.addAll(
                    line.matches("(?:vendor|word|publication|product|cpe|purl|cve)=.*")
                            ? WatchFile.rules(List.of(line))
                            : List.of(ProductFile.line(line)));
        }
        Stream.of(context.formParam("product"), context.formParam("vendor"))
                .map(value -> Optional.ofNullable(value).orElse("").strip())
                .collect(Collectors.collectingAndThen(Collectors.toList(), named -> added(named.get(1), named.get(0))))
                .ifPresent(rules::add);
        return rules;
    }

    /** The line of the two fields that suggest names. */
    private static Optional<Rule> added(String vendor, String product) {
        if (product.isEmpty()) {
            return vendor.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Rule(new WatchLine(WatchLine.Kind.VENDOR, vendor)));
        }
        boolean twice = product.toLowerCase(Locale.ROOT).startsWith(vendor.toLowerCase(Locale.ROOT));
        return Optional.of(ProductFile.line(twice ? product : vendor + " " + product));
    }

    private static List<String> addresses(Context context, Optional<WatchList> old) {
        Set<String> addresses = new LinkedHashSet<>();
        String mails = Optional.ofNullable(context.formParam("mail")).orElse("");
        for (String mail : mails.split("[,;\\s]+")) {
            if (!mail.isBlank()) {
                addresses.add("mail:" + mail);
            }
        }
        old.ifPresent(list -> list.to().addresses().stream()
                .filter(address -> !address.startsWith("mail:"))
                .forEach(addresses::add));
        return List.copyOf(addresses);
    }
}
