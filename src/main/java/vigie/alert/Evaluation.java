package vigie.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vigie.model.Bulletin;
import vigie.model.BulletinDifferences;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.Difference;
import vigie.model.Severity;
import vigie.store.DamagedException;
import vigie.watch.Matched;
import vigie.watch.Matcher;
import vigie.watch.Rule;
import vigie.watch.Scope;
import vigie.watch.Subject;
import vigie.watch.SubjectKeys;
import vigie.watch.WatchList;

/**
 * Which events of the record of changes lists are told of. A function of events, watch lists, what is known, and what was told before:
 * the running program and a trial over past days use the same.
 *
 * <p>Events of one matter (a CVE or a publication) and one moment lead to one alert for a list, of the kind that says most. A list that
 * was told of a matter hears of it again in the same thread. A new publication tells of itself and of the CVEs that it cites: these have
 * no first alert of their own, and another publication that cites only CVEs which were told is a follow-up in their thread. What was
 * withdrawn is told to exactly those who were told of it, whether or not the list still matches.
 */
public final class Evaluation {

    /** Fields of a publication whose revision is told; other texts and links are revised without a word. */
    private static final Set<String> REVISIONS = Set.of("revisions", "closed", "cves", "risks", "systems");

    /** What alerts of these kinds say is among their facts: the value of the event would only repeat it. */
    private static final Set<AlertKind> SAID = EnumSet.of(AlertKind.NEW, AlertKind.KNOWN_EXPLOITED);

    /** Events by which something may concern a list from then on, or by which a thread goes on. */
    private static final Set<ChangeKind> MATCHED = EnumSet.of(
            ChangeKind.PUBLISHED,
            ChangeKind.STATE,
            ChangeKind.KNOWN_EXPLOITED,
            ChangeKind.EXPLOIT,
            ChangeKind.EPSS,
            ChangeKind.SCORE,
            ChangeKind.CVSS,
            ChangeKind.AFFECTED,
            ChangeKind.BULLETIN);

    /** Events that only those may hear of who were told of the matter. */
    private static final Set<ChangeKind> TOLD_ONLY = EnumSet.of(ChangeKind.KEV_WITHDRAWN, ChangeKind.EVIDENCE);

    /** Of several events of one moment the first of these is told. */
    private static final List<AlertKind> STRENGTH = List.of(
            AlertKind.WITHDRAWN,
            AlertKind.KNOWN_EXPLOITED,
            AlertKind.NEW,
            AlertKind.EXPLOIT_PUBLIC,
            AlertKind.SEVERITY_UP,
            AlertKind.VERSION_AFFECTED,
            AlertKind.SCORE,
            AlertKind.EPSS,
            AlertKind.REVISED,
            AlertKind.FURTHER_PUBLICATION);

    private final Matcher matcher;
    private final Map<String, WatchList> lists = new HashMap<>();
    private final Known known;
    private final Consumer<String> trouble;

    /**
     * For some lists.
     *
     * @param all the lists of the matcher
     * @param trouble told of rules that could not be tried
     */
    public Evaluation(Matcher matcher, Collection<WatchList> all, Known known, Consumer<String> trouble) {
        this.matcher = matcher;
        this.known = known;
        this.trouble = trouble;
        all.forEach(list -> lists.put(list.name(), list));
    }

    /** What lists were told before. */
    public interface Memory {

        /** What lists were told of some matters, in no order. */
        List<Told> of(Collection<String> matters);
    }

    /**
     * What events led to.
     *
     * @param alerts in the order of the events
     * @param told what lists know now, where that is other than before
     */
    public record Result(List<Alert> alerts, List<Told> told) {}

    /** Evaluates events, all those of one moment together, in the order in which they were committed. */
    public Result of(List<Change> events, Memory memory) {
        return new Page(events, memory).run();
    }

    private record Matter(String name, Instant at) {}

    private record Choice(AlertKind kind, Change event) {}

    /** One page of events. */
    private final class Page {

        private final Map<Matter, List<Change>> groups = new LinkedHashMap<>();
        private final Map<String, Subject> subjects = new HashMap<>();
        private final Map<String, List<Matcher.Match>> matches = new HashMap<>();
        private final Map<String, Map<String, Told>> told = new HashMap<>();
        private final Map<List<String>, Told> changed = new LinkedHashMap<>();
        private final List<Alert> alerts = new ArrayList<>();
        private final Map<List<String>, Scope> scopes = new HashMap<>();

        Page(List<Change> events, Memory memory) {
            for (Change event : events) {
                if (tells(event)) {
                    groups.computeIfAbsent(new Matter(event.subject(), event.at()), any -> new ArrayList<>())
                            .add(event);
                }
            }
            read(memory);
        }

        private void read(Memory memory) {
            Set<CveId> cves = new LinkedHashSet<>();
            Set<BulletinRef> publications = new LinkedHashSet<>();
            groups.values().forEach(group -> {
                group.get(0).cve().ifPresent(cves::add);
                group.get(0).publication().ifPresent(publications::add);
            });
            known.subjects(cves, publications, subject -> {
                List<Matcher.Match> found = match(subject);
                found.forEach(match -> match.faults()
                        .forEach(fault -> trouble.accept(match.list().name() + ": " + fault)));
                subjects.put(subject.matter(), subject);
                matches.put(subject.matter(), found);
            });
            Set<String> matters = new LinkedHashSet<>();
            subjects.forEach((name, subject) -> {
                matters.add(name);
                if (subject.publication().isPresent()) {
                    subject.cves().forEach(cve -> matters.add(cve.toString()));
                }
            });
            memory.of(matters).forEach(this::remember);
        }

        /** What cannot be matched at all concerns nobody, and is told to whoever looks after the installation. */
        private List<Matcher.Match> match(Subject subject) {
            try {
                return matcher.match(subject);
            } catch (RuntimeException | StackOverflowError e) {
                trouble.accept(subject.matter() + ": " + e);
                return oneByOne(subject);
            }
        }

        /** A line that cannot be tried lets it through, to its list; where nothing can be compared with it, the fault is its own. */
        private List<Matcher.Match> oneByOne(Subject subject) {
            try {
                SubjectKeys.of(subject);
            } catch (RuntimeException | StackOverflowError e) {
                return List.of();
            }
            List<Matcher.Match> found = new ArrayList<>();
            for (WatchList list : lists.values()) {
                List<Matched> why = new ArrayList<>();
                List<String> faults = new ArrayList<>();
                for (Rule rule : list.rules()) {
                    try {
                        Matcher.of(List.of(list.only(rule))).match(subject).forEach(match -> {
                            why.addAll(match.why());
                            faults.addAll(match.faults());
                        });
                    } catch (RuntimeException | StackOverflowError e) {
                        why.add(new Matched(rule.line(), "", "", Matched.Certainty.NAME));
                        faults.add(e.toString());
                    }
                }
                if (!why.isEmpty()) {
                    found.add(new Matcher.Match(list, why, faults));
                }
            }
            return found;
        }

        /** That something happened is told even where what is known of it cannot be read. */
        private Known.About about(Subject subject, Change event, List<Matched> matched, Scope scope) {
            try {
                return known.about(subject, event, matched, scope);
            } catch (DamagedException
                    | IllegalArgumentException
                    | IllegalStateException
                    | NullPointerException
                    | StackOverflowError e) {
                trouble.accept(subject.matter() + ": " + e);
                return new Known.About(Alert.Facts.unreadable(subject.matter()), subject.exploited());
            }
        }

        private void remember(Told one) {
            told.computeIfAbsent(one.matter(), any -> new TreeMap<>()).put(one.list(), one);
        }

        private Optional<Told> told(String list, String matter) {
            return Optional.ofNullable(told.getOrDefault(matter, Map.of()).get(list));
        }

        Result run() {
            groups.forEach((matter, events) -> {
                Subject subject = subjects.get(matter.name());
                if (subject != null) {
                    tried(subject, events);
                }
            });
            return new Result(alerts, List.copyOf(changed.values()));
        }

        /** What goes wrong with one CVE or publication keeps nobody from being told of the others. */
        private void tried(Subject subject, List<Change> events) {
            try {
                evaluate(subject, events);
            } catch (DamagedException
                    | IllegalArgumentException
                    | IllegalStateException
                    | NullPointerException
                    | StackOverflowError e) {
                trouble.accept(subject.matter() + ": " + e);
            }
        }

        private void evaluate(Subject subject, List<Change> events) {
            Map<String, List<Matched>> why = new TreeMap<>();
            matches.get(subject.matter()).forEach(match -> why.put(match.list().name(), match.why()));
            Set<String> names = new LinkedHashSet<>(why.keySet());
            names.addAll(told.getOrDefault(subject.matter(), Map.of()).keySet());
            for (String name : names) {
                WatchList list = lists.get(name);
                if (list == null) {
                    continue;
                }
                List<Change> own = events.stream()
                        .filter(event -> event.id() > list.after())
                        .toList();
                List<Matched> matched = why.getOrDefault(name, List.of());
                Optional<Told> before = told(name, subject.matter());
                own.stream()
                        .flatMap(event -> choice(list, subject, event, own, matched, before).stream()
                                .map(kind -> new Choice(kind, event)))
                        .min(Comparator.comparingInt(choice -> STRENGTH.indexOf(choice.kind())))
                        .ifPresent(choice -> tell(list, subject, choice, matched, before));
            }
        }

        /** What an event is to a list; empty for nothing. */
        private Optional<AlertKind> choice(
                WatchList list,
                Subject subject,
                Change event,
                List<Change> together,
                List<Matched> matched,
                Optional<Told> before) {
            boolean concerns = !matched.isEmpty();
            if (subject.publication().isPresent()) {
                return publication(list, subject, event.what(), matched, before);
            }
            Difference what = event.what();
            return switch (what.kind()) {
                case PUBLISHED -> when(concerns && before.isEmpty(), AlertKind.NEW);
                case STATE -> state(what, concerns, before);
                case KNOWN_EXPLOITED ->
                    what.after().isPresent()
                            // A list that was told of it by a publication hears of it, whatever its records name.
                            ? when(concerns || before.isPresent(), AlertKind.KNOWN_EXPLOITED)
                            : when(before.filter(Told::exploited).isPresent(), AlertKind.WITHDRAWN);
                case KEV_WITHDRAWN -> when(before.filter(Told::exploited).isPresent(), AlertKind.WITHDRAWN);
                case EVIDENCE ->
                    when(
                            what.after().isEmpty()
                                    && !subject.publicExploit()
                                    && before.filter(Told::exploit).isPresent(),
                            AlertKind.WITHDRAWN);
                case EXPLOIT -> when(concerns && what.field().equals("first"), AlertKind.EXPLOIT_PUBLIC);
                case SCORE -> when(concerns && (before.isPresent() || !fell(what)), AlertKind.SCORE);
                case EPSS -> when(concerns && (before.isPresent() || !fell(what)), AlertKind.EPSS);
                case CVSS -> when(concerns && severer(subject, what, before), AlertKind.SEVERITY_UP);
                case AFFECTED -> concerns ? affected(list, subject, together, matched, before) : Optional.empty();
                default -> Optional.empty();
            };
        }

        /**
         * What products or versions that came are to a list. One that was not told before hears of them if nothing of it matched
         * without them: what concerned it before is no news, nor are other versions of a product to a line that names none. One that
         * was told hears of a version that another of its lines names; that a product which was told is confirmed by another source is
         * no news either.
         */
        private Optional<AlertKind> affected(
                WatchList list, Subject subject, List<Change> together, List<Matched> matched, Optional<Told> before) {
            List<Difference> came = together.stream().map(Change::what).toList();
            boolean version = matched.stream()
                    .anyMatch(one -> one.certainty() == Matched.Certainty.VERSION
                            && came.stream().anyMatch(what -> names(what, one.where(), one.origin()))
                            && before.filter(told ->
                                            told.lines().contains(one.line().text()))
                                    .isEmpty());
            if (before.isPresent()) {
                return when(version, AlertKind.VERSION_AFFECTED);
            }
            Subject without = subject.without(
                    product -> came.stream().anyMatch(what -> names(what, product.shown(), product.origin())));
            boolean already = matcher.match(without).stream()
                    .anyMatch(match -> match.list().equals(list));
            boolean revised = came.stream()
                    .anyMatch(what ->
                            what.kind() == ChangeKind.AFFECTED && what.field().equals("versions"));
            boolean added = came.stream()
                    .filter(what -> what.field().equals("products"))
                    .anyMatch(what -> matched.stream().anyMatch(one -> names(what, one.where(), one.origin())));
            return when(
                    !already && (added || version), version && revised ? AlertKind.VERSION_AFFECTED : AlertKind.NEW);
        }

        private Optional<AlertKind> state(Difference what, boolean concerns, Optional<Told> before) {
            boolean back = what.field().equals("state")
                    && what.after().filter(CveState.PUBLISHED.name()::equals).isPresent();
            return before.isPresent() ? Optional.of(AlertKind.WITHDRAWN) : when(back && concerns, AlertKind.NEW);
        }

        private Optional<AlertKind> publication(
                WatchList list, Subject subject, Difference what, List<Matched> matched, Optional<Told> before) {
            boolean concerns = !matched.isEmpty();
            if (what.field().equals(BulletinDifferences.NEW)) {
                Set<CveId> cves = concerns ? scope(list, subject, matched).cves() : Set.of();
                boolean all = !cves.isEmpty()
                        && cves.stream()
                                .allMatch(
                                        cve -> told(list.name(), cve.toString()).isPresent());
                return when(concerns && before.isEmpty(), all ? AlertKind.FURTHER_PUBLICATION : AlertKind.NEW);
            }
            if (before.isPresent()) {
                return when(REVISIONS.contains(what.field()), AlertKind.REVISED);
            }
            boolean wider = (what.field().equals("systems") || what.field().equals("cves"))
                    && what.after().isPresent();
            return when(concerns && wider, AlertKind.NEW);
        }

        private void tell(
                WatchList list, Subject subject, Choice choice, List<Matched> matched, Optional<Told> before) {
            Known.About about = about(subject, choice.event(), matched, scope(list, subject, matched));
            boolean alerte = subject.publication().isPresent()
                    && subject.publicationTypes().contains(Bulletin.Kind.ALERTE);
            boolean urgent = Urgent.of(
                    choice.kind(),
                    about.pressing(),
                    alerte,
                    fell(choice.event().what()),
                    before.filter(Told::urgent).isPresent());
            alerts.add(new Alert(
                    list.name(),
                    choice.event().id(),
                    choice.event().at(),
                    choice.kind(),
                    urgent,
                    subject.matter(),
                    matched,
                    facts(about.facts(), choice)));
            String thread = before.map(Told::thread).orElseGet(() -> thread(list, subject, choice.kind()));
            Set<String> lines = new LinkedHashSet<>(before.map(Told::lines).orElse(List.of()));
            matched.forEach(one -> lines.add(one.line().text()));
            keep(new Told(
                    list.name(),
                    subject.matter(),
                    thread,
                    about.facts().severity().or(() -> before.flatMap(Told::severity)),
                    subject.exploited(),
                    subject.publicExploit(),
                    urgent,
                    List.copyOf(lines)));
            for (Alert.Cited cve : about.facts().cves()) {
                if (told(list.name(), cve.cve()).isEmpty()) {
                    keep(new Told(
                            list.name(),
                            cve.cve(),
                            thread,
                            severity(cve).map(Severity::name),
                            cve.exploited(),
                            false,
                            urgent,
                            List.copyOf(lines)));
                }
            }
        }

        private Optional<Severity> severity(Alert.Cited cve) {
            return Severity.of(cve.cvss());
        }

        /** Which CVEs of a publication a list is told of. */
        private Scope scope(WatchList list, Subject subject, List<Matched> matched) {
            if (subject.publication().isEmpty()) {
                return Scope.whole(subject);
            }
            return scopes.computeIfAbsent(
                    List.of(list.name(), subject.matter()),
                    any -> Scope.of(
                            list.rules(),
                            subject,
                            matched,
                            subject.cves().stream()
                                    .filter(cve ->
                                            told(list.name(), cve.toString()).isPresent())
                                    .collect(Collectors.toSet()),
                            cves -> {
                                List<Subject> read = new ArrayList<>();
                                known.cited(cves, read::add);
                                return read;
                            }));
        }

        /** A publication of which all CVEs were told goes on with their thread. */
        private String thread(WatchList list, Subject subject, AlertKind kind) {
            return kind == AlertKind.FURTHER_PUBLICATION
                    ? subject.cves().stream()
                            .sorted()
                            .flatMap(cve -> told(list.name(), cve.toString()).stream())
                            .map(Told::thread)
                            .findFirst()
                            .orElse(subject.matter())
                    : subject.matter();
        }

        private void keep(Told now) {
            remember(now);
            changed.put(List.of(now.list(), now.matter()), now);
        }
    }

    private static Alert.Facts facts(Alert.Facts facts, Choice choice) {
        return SAID.contains(choice.kind()) || choice.event().what().field().equals(BulletinDifferences.NEW)
                ? facts.withoutValues()
                : facts;
    }

    private static Optional<AlertKind> when(boolean holds, AlertKind kind) {
        return holds ? Optional.of(kind) : Optional.empty();
    }

    /** Whether an event tells that a score or EPSS went down. */
    private static boolean fell(Difference what) {
        return (what.kind() == ChangeKind.SCORE || what.kind() == ChangeKind.EPSS)
                && what.before().isPresent()
                && number(what.before()) > number(what.after());
    }

    private static double number(Optional<String> text) {
        try {
            return text.map(Double::parseDouble).orElse(Double.NaN);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /**
     * Whether the severity went up: for a list that was told, from the one that it knows, where from none to critical counts; for
     * another one, from one known one of the same organisation. The severity that stands for the CVE decides.
     */
    private static boolean severer(Subject subject, Difference what, Optional<Told> before) {
        if (subject.cvss().isEmpty()) {
            return false;
        }
        Severity now = Severity.of(subject.cvss().getAsDouble());
        if (before.isPresent()) {
            Optional<Severity> known = before.get().severity().flatMap(Severity::parse);
            return known.map(then -> now.compareTo(then) > 0).orElse(now == Severity.CRITICAL);
        }
        Optional<Severity> then = highest(what.before());
        Optional<Severity> said = highest(what.after());
        return then.isPresent() && said.isPresent() && said.get().compareTo(then.get()) > 0 && said.get() == now;
    }

    /** The highest severity of a value that lists a score and a vector a line. */
    private static Optional<Severity> highest(Optional<String> assessments) {
        return assessments.stream()
                .flatMap(String::lines)
                .map(line -> line.split(" ", 2)[0])
                .filter(score -> score.matches("\\d{1,2}(\\.\\d+)?"))
                .map(score -> Severity.of(Double.parseDouble(score)))
                .max(Comparator.naturalOrder());
    }

    /** Whether a product, or versions of it, came. */
    private static boolean names(Difference what, String product, String origin) {
        return what.kind() == ChangeKind.AFFECTED
                && origin.equals(what.who())
                && what.after().stream()
                        .flatMap(String::lines)
                        .anyMatch(line -> line.equals(product) || line.startsWith(product + ": "));
    }

    /** Whether alerts tell of events like this one at all, whatever lists there are. */
    public static boolean tells(Change event) {
        Difference what = event.what();
        return switch (what.kind()) {
            case EXPLOIT -> what.field().equals("first");
            case EVIDENCE -> what.after().isEmpty();
            case BULLETIN -> what.field().equals(BulletinDifferences.NEW) || REVISIONS.contains(what.field());
            default -> MATCHED.contains(what.kind()) || TOLD_ONLY.contains(what.kind());
        };
    }
}
