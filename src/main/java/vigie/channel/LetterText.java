package vigie.channel;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.alert.Alert;
import vigie.alert.AlertKind;
import vigie.explain.FeatureWords;
import vigie.facts.ChangeLine;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.model.Difference;
import vigie.model.FeatureName;
import vigie.model.Severity;
import vigie.model.Topic;
import vigie.text.DayWords;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;
import vigie.text.SourceNames;
import vigie.text.WebLink;
import vigie.watch.Matched;
import vigie.watch.WatchLine;

/**
 * What a letter says, in the language of its addressee. All channels take their sentences from here; each escapes them for its own
 * form. Texts are single lines that are safe to print; what records hold is shortened.
 */
public final class LetterText {

    /** So many alerts are told in full, the others in a line each. */
    public static final int FULL = 10;

    /** Kinds of alerts whose old and new value say more than their figures do. */
    private static final Set<AlertKind> VALUES =
            Set.of(AlertKind.SEVERITY_UP, AlertKind.VERSION_AFFECTED, AlertKind.REVISED, AlertKind.WITHDRAWN);

    /** Kinds of which the event itself says more. */
    private static final Set<AlertKind> MOVED = Set.of(AlertKind.SCORE, AlertKind.EPSS);

    /** A vector behind a CVSS score. */
    private static final Pattern VECTOR = Pattern.compile(" (?:CVSS:[\\d.]+/)?(?:AV|Au|AC):[A-Z][^ ;]*");

    private static final int TITLE = 200;
    private static final int NAME = 80;
    private static final int SUBJECT = 78;
    private static final int MOST_TERMS = 5;
    private static final int MOST_WHY = 5;
    private static final int MOST_LINKS = 4;
    private static final int MOST_PRODUCTS = 4;
    private static final int MOST_CVES = 10;
    private static final int MOST_ADDRESS = 500;

    /** Kinds of lines that name what is meant and nothing that has to be compared. */
    private static final Set<WatchLine.Kind> PLAIN =
            Set.of(WatchLine.Kind.VENDOR, WatchLine.Kind.CVE, WatchLine.Kind.WORDS);

    /** Kinds of lines that ask for things whatever they are called. */
    private static final Set<WatchLine.Kind> UNNAMED = Set.of(WatchLine.Kind.PUBLICATIONS, WatchLine.Kind.ALL);

    private final Letter letter;

    /** The alerts of each CVE or publication: what happened to one is told in one place. */
    private final Map<String, List<Alert>> matters = new LinkedHashMap<>();

    private final Optional<URI> dashboard;
    private final Messages words;
    private final Messages severities;
    private final FeatureWords factors;
    private final Figures figures;

    /** @param dashboard the address of the dashboard, where there is one */
    public LetterText(Letter letter, Optional<URI> dashboard) {
        Messages messages = new Messages(letter.to().language().getLanguage());
        this.letter = letter;
        letter.alerts()
                .forEach(alert -> matters.computeIfAbsent(alert.matter(), any -> new ArrayList<>())
                        .add(alert));
        this.dashboard = dashboard;
        this.words = messages.bundle("letters");
        this.severities = messages.bundle("document");
        this.factors = new FeatureWords(messages);
        this.figures = new Figures(words.locale());
    }

    /**
     * A link.
     *
     * @param text what it is called
     * @param url an address of the web
     */
    public record Link(String text, String url) {}

    /**
     * What is told of a CVE or publication, in full.
     *
     * @param alert the alert whose figures are shown
     * @param matter the CVE or publication
     * @param kinds what kinds of things happened, in two or three words each
     * @param urgent whether one of them is urgent
     * @param severity name of the band of its severity
     * @param title its title
     * @param what what happened, a sentence for each thing
     * @param why why it concerns the person, a sentence for each line of the list
     * @param urgency how urgent it is and why
     * @param cves the CVEs of a publication, the most urgent first, a line each
     * @param remedies what to do: advisories
     * @param page its page in the dashboard
     */
    public record Entry(
            Alert alert,
            String matter,
            List<String> kinds,
            boolean urgent,
            Optional<Severity> severity,
            String title,
            List<String> what,
            List<String> why,
            List<String> urgency,
            List<String> cves,
            List<Link> remedies,
            Optional<Link> page) {

        /** What kinds of things happened, in one line. */
        public String kind() {
            return String.join(", ", kinds);
        }
    }

    /** The language. */
    public Locale locale() {
        return words.locale();
    }

    /** A sentence of the bundle. */
    public String say(String key, Object... values) {
        return words.get(key, values);
    }

    /** The letter. */
    public Letter letter() {
        return letter;
    }

    /** The name of the watch list. */
    public String list() {
        return name(letter.list());
    }

    /** The moment for which it was made, UTC. */
    public String moment() {
        return DayWords.minute(letter.at());
    }

    /** What the letter is about, in at most {@value #SUBJECT} characters. */
    public String subject() {
        List<Alert> alerts = shown();
        return switch (letter.occasion()) {
            case TRIAL -> cut(say("subject.trial", list()), SUBJECT);
            case NOTHING_NEW -> cut(say("subject.nothing", list()), SUBJECT);
            case ALERT, DIGEST -> alerts.size() == 1 ? subject(alerts.get(0)) : subjectOfMany();
        };
    }

    private String subject(Alert alert) {
        String head = say("subject.one", matter(alert), kind(alert));
        String rest = alert.facts().products().isEmpty()
                ? name(title(alert))
                : name(alert.facts().products().get(0));
        return cut(rest.isEmpty() ? head : say("subject.about", head, rest), SUBJECT);
    }

    /** The title of a CVE or publication; of a disputed CVE it says so. */
    String title(Alert alert) {
        String title = PlainText.line(alert.facts().title());
        return alert.facts().disputed() ? say("title.disputed", title) : title;
    }

    /** The title of a ticket: what it is about, whatever happened to it. */
    String ticketTitle(Alert alert) {
        String rest = alert.facts().title().isBlank()
                ? first(alert.facts().products(), 1)
                : name(alert.facts().title());
        return rest.isEmpty() ? matter(alert) : say("subject.about", matter(alert), rest);
    }

    private String subjectOfMany() {
        long exploited = count(LetterText::isExploited);
        String head = exploited == 0
                ? say("subject.many", matters.size(), list())
                : say("subject.many.exploited", matters.size(), exploited, list());
        return cut(head, SUBJECT);
    }

    /** The first sentence. */
    public String opening() {
        return switch (letter.occasion()) {
            case TRIAL -> say("opening.trial", list());
            case NOTHING_NEW ->
                letter.sources().isPresent()
                        ? say("opening.nothing", list(), letter.sources().getAsInt(), moment())
                        : say("subject.nothing", list());
            case ALERT, DIGEST -> say("opening", matters.size(), list());
        };
    }

    /** How many CVEs and publications there are of each kind of alert, the most frequent first; empty for fewer than two. */
    public List<String> counts() {
        if (matters.size() < 2) {
            return List.of();
        }
        Map<AlertKind, Long> counts = new EnumMap<>(AlertKind.class);
        matters.values()
                .forEach(alerts ->
                        alerts.stream().map(Alert::kind).distinct().forEach(kind -> counts.merge(kind, 1L, Long::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<AlertKind, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> say("count.kind", entry.getValue(), kind(entry.getKey())))
                .toList();
    }

    long count(Predicate<Alert> which) {
        return shown().stream().filter(which).count();
    }

    static boolean isExploited(Alert alert) {
        return alert.kind() == AlertKind.KNOWN_EXPLOITED
                || alert.facts().exploitedSince().isPresent()
                || alert.facts().cves().stream().anyMatch(Alert.Cited::exploited);
    }

    /** The most urgent CVEs and publications in full. */
    public List<Entry> entries() {
        return shown().stream()
                .limit(FULL)
                .map(alert -> entry(alert, matters.get(alert.matter())))
                .toList();
    }

    /** The others, with the alert of each whose figures are shown. */
    public List<Alert> others() {
        return shown().stream().skip(FULL).toList();
    }

    /** Of each CVE or publication one alert: that which tells how its score moved, else the last. */
    private List<Alert> shown() {
        return matters.values().stream().map(LetterText::shown).toList();
    }

    private static Alert shown(List<Alert> alerts) {
        return alerts.stream()
                .filter(alert -> alert.facts().score().before().isPresent())
                .findFirst()
                .orElseGet(() -> alerts.stream()
                        .max(Comparator.comparingLong(Alert::event))
                        .orElseThrow());
    }

    /** An alert alone in full. */
    public Entry entry(Alert alert) {
        return entry(alert, List.of(alert));
    }

    private Entry entry(Alert alert, List<Alert> together) {
        return new Entry(
                alert,
                matter(alert),
                kindsOf(together),
                together.stream().anyMatch(Alert::urgent),
                severity(alert),
                Sheet.shorten(title(alert), TITLE),
                together.stream().map(this::what).distinct().toList(),
                why(alert),
                urgency(alert),
                cves(alert),
                remedies(alert),
                page(alert));
    }

    private List<String> kindsOf(List<Alert> alerts) {
        return alerts.stream().map(Alert::kind).distinct().map(this::kind).toList();
    }

    private String kinds(List<Alert> alerts) {
        return String.join(", ", kindsOf(alerts));
    }

    /** The name of the CVE or publication. */
    public String matter(Alert alert) {
        return name(alert.matter());
    }

    private String kind(AlertKind kind) {
        return say("kind." + kind);
    }

    /** The band of its severity, as the facts name it, else that of its base score. */
    static Optional<Severity> severity(Alert alert) {
        return alert.facts()
                .severity()
                .flatMap(Severity::parse)
                .or(() -> Severity.of(alert.facts().cvss()));
    }

    /** The name of a band of severity. */
    public String severity(Severity severity) {
        return severities.get("severity." + severity.name());
    }

    /** What happened, with the old and the new value where they say more than the figures do, in the words of the record of changes. */
    private String what(Alert alert) {
        String said = say("what." + alert.kind());
        Optional<ChangeLine> line = change(alert);
        if (MOVED.contains(alert.kind()) && line.isPresent()) {
            return say("what.alone", line.get().what());
        }
        if (!VALUES.contains(alert.kind())) {
            return said;
        }
        String values = line.map(this::changed).orElseGet(() -> raw(alert.facts()));
        String shown = Sheet.shorten(PlainText.line(values), TITLE).replaceFirst("[. ]+$", "");
        if (shown.isEmpty()) {
            return said;
        }
        // What was revised says that it was.
        return alert.kind() == AlertKind.REVISED && line.isPresent()
                ? say("what.alone", shown)
                : say("what.values", said, shown);
    }

    /** The event, as lists of changes show it. */
    private Optional<ChangeLine> change(Alert alert) {
        return alert.facts()
                .happened()
                .flatMap(happened -> Arrays.stream(ChangeKind.values())
                        .filter(kind -> kind.name().equals(happened.kind()))
                        .findFirst()
                        .map(kind -> ChangeLine.of(
                                new Change(
                                        alert.event(),
                                        alert.at(),
                                        CveId.parse(alert.matter()),
                                        BulletinRef.alone(alert.matter()),
                                        new Difference(
                                                kind,
                                                happened.field(),
                                                happened.who(),
                                                alert.facts().before(),
                                                alert.facts().after(),
                                                Optional.empty()),
                                        happened.source()),
                                words)));
    }

    /** {@code CVSS 3.1: 7.5 High → 9.8 Critical}; vectors are for programs. */
    private String changed(ChangeLine line) {
        String values = VECTOR.matcher(line.text()).replaceAll("");
        boolean gone = !line.list() && line.after().isEmpty() && line.words().isEmpty();
        return values.isEmpty()
                ? line.what()
                : gone
                        ? line.what() + " (" + values.replaceFirst(" → –$", "") + ")"
                        : say("label", line.what()) + " " + values.replaceFirst("^\\+ ", "");
    }

    /** Of an alert of an earlier version. */
    private static String raw(Alert.Facts facts) {
        return Stream.concat(facts.before().stream(), facts.after().stream())
                .map(LetterText::value)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" → "));
    }

    private static String value(String text) {
        return Sheet.shorten(PlainText.line(text), TITLE);
    }

    private List<String> why(Alert alert) {
        List<String> why = new ArrayList<>();
        alert.why().stream().limit(MOST_WHY).map(this::why).forEach(why::add);
        int more = alert.why().size() - MOST_WHY;
        if (more > 0) {
            why.add(say("why.more", more));
        }
        if (why.isEmpty() && alert.kind() != AlertKind.NEW) {
            why.add(say("why.told"));
        }
        return why;
    }

    private String why(Matched matched) {
        String line = name(matched.line().text());
        if (UNNAMED.contains(matched.line().kind())) {
            return say("why." + matched.line().kind(), line);
        }
        if (matched.line().kind() == WatchLine.Kind.RUN) {
            return matched.where().isBlank()
                    ? say("why.RUN.unnamed", line)
                    : say("why.RUN", line, name(matched.shown()));
        }
        if (PLAIN.contains(matched.line().kind())) {
            return matched.where().isBlank()
                    ? say("why.plain.line", line)
                    : say("why.plain", line, name(matched.shown()), SourceNames.of(matched.origin()));
        }
        String certainty = say("certainty." + matched.certainty());
        return matched.where().isBlank()
                ? say("why.line", line, certainty)
                : say("why", line, name(matched.shown()), SourceNames.of(matched.origin()), certainty);
    }

    private List<String> urgency(Alert alert) {
        Alert.Facts facts = alert.facts();
        List<String> said = new ArrayList<>();
        facts.exploitedSince()
                .ifPresent(since -> said.add(
                        facts.exploitedSources().isEmpty()
                                ? say("urgency.exploited", value(since))
                                : say(
                                        "urgency.exploited.by",
                                        value(since),
                                        SourceNames.all(facts.exploitedSources()))));
        facts.due().ifPresent(day -> said.add(say("urgency.due", day.toString())));
        movement("urgency.score", facts.score())
                .map(score -> score + terms(facts))
                .ifPresent(said::add);
        movement("urgency.epss", facts.epss()).ifPresent(said::add);
        facts.cvss()
                .ifPresent(cvss -> said.add(severity(alert)
                        .map(band -> say("urgency.cvss.severity", figures.decimals(cvss, 1), severity(band)))
                        .orElseGet(() -> say("urgency.cvss", figures.decimals(cvss, 1)))));
        if (facts.damaged()) {
            said.add(say("urgency.damaged"));
        } else if (facts.cvss().isEmpty()
                && facts.cves().isEmpty()
                && facts.extent().isEmpty()) {
            said.add(severity(alert)
                    .map(band -> say("urgency.severity", severity(band)))
                    .orElse(say("urgency.cvss.unknown")));
        }
        if (facts.publicExploits() > 0) {
            said.add(say("urgency.exploits", facts.publicExploits()));
        }
        return said;
    }

    private Optional<String> movement(String key, Alert.Movement movement) {
        OptionalDouble before = movement.before();
        OptionalDouble now = movement.now();
        if (now.isEmpty()) {
            return before.isPresent()
                    ? Optional.of(say(key + ".gone", figures.percent(before.getAsDouble())))
                    : Optional.empty();
        }
        String value = figures.percent(now.getAsDouble());
        return Optional.of(
                before.isPresent()
                        ? say(key + ".moved", figures.percent(before.getAsDouble()), value)
                        : say(key, value));
    }

    /** What moved the score, the largest parts first: what is printed adds up to the printed sum of all. */
    private String terms(Alert.Facts facts) {
        List<Alert.Term> sorted = facts.terms().stream()
                .sorted(Comparator.comparingDouble(term -> -Math.abs(term.logOdds())))
                .toList();
        if (sorted.isEmpty()) {
            return "";
        }
        double rest = sorted.stream()
                .skip(MOST_TERMS)
                .mapToDouble(Alert.Term::logOdds)
                .sum();
        List<Alert.Term> shown = new ArrayList<>(sorted.subList(0, Math.min(MOST_TERMS, sorted.size())));
        int others = sorted.size() - shown.size();
        double[] amounts = Figures.addingUp(
                Stream.concat(
                                shown.stream().map(Alert.Term::logOdds),
                                others > 0 ? Stream.of(rest) : Stream.<Double>empty())
                        .mapToDouble(Double::doubleValue)
                        .toArray(),
                1);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] == 0) {
                continue;
            }
            String factor = i < shown.size() ? factor(shown.get(i).factor()) : say("terms.others", others);
            said.add(say("term", factor, figures.signed(amounts[i], 1)));
        }
        return said.isEmpty() ? "" : say("terms", String.join(", ", said));
    }

    /** A factor in words: the name of a topic or of a feature, as explanations of scores have it. */
    private String factor(String name) {
        for (Topic topic : Topic.values()) {
            if (topic.name().equalsIgnoreCase(name)) {
                return factors.topic(topic);
            }
        }
        return name(name.indexOf(':') > 0 ? factors.title(FeatureName.parse(name)) : name);
    }

    private List<String> cves(Alert alert) {
        List<String> lines = new ArrayList<>();
        alert.facts().cves().stream().limit(MOST_CVES).map(this::cited).forEach(lines::add);
        int more = alert.facts().cves().size() - MOST_CVES;
        if (more > 0) {
            lines.add(say("cves.more", more));
        }
        alert.facts().extent().ifPresent(extent -> {
            if (extent.unsaid() > 0) {
                lines.add(say("cves.unsaid", extent.unsaid()));
            }
            if (extent.others() > 0) {
                lines.add(say("cves.others", extent.others()));
            }
        });
        return lines;
    }

    private String cited(Alert.Cited cve) {
        List<String> parts = new ArrayList<>();
        parts.add(name(cve.cve()));
        if (cve.exploited()) {
            parts.add(kind(AlertKind.KNOWN_EXPLOITED));
        }
        figures(cve.score(), cve.epss(), cve.cvss(), parts);
        return String.join(" · ", parts);
    }

    private void figures(OptionalDouble score, OptionalDouble epss, OptionalDouble cvss, List<String> parts) {
        score.ifPresent(value -> parts.add(say("line.score", figures.percent(value))));
        epss.ifPresent(value -> parts.add(say("line.epss", figures.percent(value))));
        cvss.ifPresent(value -> parts.add(say("line.cvss", figures.decimals(value, 1))));
    }

    private List<Link> remedies(Alert alert) {
        return alert.facts().links().stream()
                .flatMap(url -> WebLink.of(url).stream())
                .map(WebLink::url)
                .filter(url -> url.length() <= MOST_ADDRESS)
                .limit(MOST_LINKS)
                .map(url -> new Link(shown(url), url))
                .toList();
    }

    private static String shown(String url) {
        return Sheet.shorten(url.replaceFirst("(?i)^https?://(www\\.)?", ""), NAME);
    }

    /** What to do, in sentences. */
    public List<String> todo(Entry entry) {
        String publications = publications(entry.alert());
        if (!publications.isEmpty()) {
            return List.of(say("todo.publications", publications));
        }
        boolean withdrawn = entry.alert().kind() == AlertKind.WITHDRAWN;
        return entry.remedies().isEmpty() ? List.of(say(withdrawn ? "todo.withdrawn" : "todo.none")) : List.of();
    }

    /** The names of the publications that cite it, in one line. */
    public String publications(Alert alert) {
        return first(alert.facts().publications(), MOST_LINKS);
    }

    /** Its products in one line. */
    public String products(Alert alert) {
        return first(alert.facts().products(), MOST_PRODUCTS);
    }

    private static String first(List<String> names, int most) {
        return names.stream().limit(most).map(LetterText::name).collect(Collectors.joining(", "))
                + (names.size() > most ? ", …" : "");
    }

    /** The page of a CVE or a publication in the dashboard. */
    Optional<Link> page(Alert alert) {
        String matter = alert.matter();
        boolean plain = matter.chars().allMatch(c -> c == '-' || c < 128 && Character.isLetterOrDigit(c));
        String folder = matter.startsWith("CVE-") ? "/cves/" : "/publications/";
        return dashboard.filter(any -> plain).map(address -> new Link(say("page"), address + folder + matter));
    }

    /** An alert in one line, without its matter and kind: score, EPSS, CVSS, products. */
    public String line(Alert alert) {
        Alert.Facts facts = alert.facts();
        List<String> parts = new ArrayList<>();
        boolean told = matters.getOrDefault(alert.matter(), List.of(alert)).stream()
                .anyMatch(one -> one.kind() == AlertKind.KNOWN_EXPLOITED);
        if (isExploited(alert) && !told) {
            parts.add(kind(AlertKind.KNOWN_EXPLOITED));
        }
        figures(facts.score().now(), facts.epss().now(), facts.cvss(), parts);
        if (!facts.cves().isEmpty()) {
            parts.add(say("line.cves", facts.cves().size()));
        }
        String products = first(facts.products(), 1);
        parts.add(products.isEmpty() ? name(title(alert)) : products);
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    /** An alert in one line. */
    public String whole(Alert alert) {
        return say("line", matter(alert), kind(alert), line(alert));
    }

    /** What kinds of things happened to the CVE or publication of an alert, in words. */
    public String kind(Alert alert) {
        return kinds(matters.getOrDefault(alert.matter(), List.of(alert)));
    }

    private static String name(String text) {
        return Sheet.shorten(PlainText.line(text), NAME);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end).stripTrailing() + "…";
    }
}
