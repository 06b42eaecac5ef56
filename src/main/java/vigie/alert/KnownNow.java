package vigie.alert;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import vigie.facts.CveFacts;
import vigie.facts.CveLine;
import vigie.facts.CveLines;
import vigie.facts.FactsReader;
import vigie.facts.PublicationFacts;
import vigie.facts.PublicationLine;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.Exploited;
import vigie.model.Reference;
import vigie.model.Score;
import vigie.model.Severity;
import vigie.model.Topic;
import vigie.store.DossierQuery;
import vigie.store.Reader;
import vigie.text.PlainText;
import vigie.text.WebLink;
import vigie.watch.Matched;
import vigie.watch.Scope;
import vigie.watch.Subject;
import vigie.watch.Subjects;
import vigie.watch.WatchLine;

/** {@link Known}, as the database has it now. For one thread; reads each CVE and publication once. */
public final class KnownNow implements Known {

    private static final int MOST_PRODUCTS = 10;
    private static final int MOST_LINKS = 10;
    private static final int MOST_PUBLICATIONS = 20;

    /** What rounding leaves of a term, in log-odds: all topics together stay far below 1e-6. */
    private static final double NOTHING = 1e-9;

    /** The tags of references that say what to do, the most useful first. */
    private static final List<String> ADVICE =
            List.of("vendor-advisory", "patch", "mitigation", "third-party-advisory");

    private final Reader reader;
    private final FactsReader facts;
    private final CveLines lines;
    private final Subjects subjects;
    private final Map<CveId, Base> cves = new LinkedHashMap<>();
    private final Map<Part, Base> publications = new LinkedHashMap<>();

    /** A publication, and which of its CVEs are told. */
    private record Part(BulletinRef ref, Set<CveId> cves) {}

    /** Facts before it is known what is told of them. */
    private record Base(Alert.Facts facts, boolean pressing) {}

    /**
     * @param reader the database
     * @param trouble told of records that cannot be read
     */
    public KnownNow(Reader reader, Consumer<String> trouble) {
        this.reader = reader;
        this.facts = new FactsReader(reader);
        this.lines = new CveLines(reader);
        this.subjects = Subjects.in(reader, trouble);
    }

    @Override
    public void subjects(Collection<CveId> some, Collection<BulletinRef> refs, Consumer<Subject> taker) {
        subjects.cves(some, taker);
        subjects.publications(refs, taker);
    }

    @Override
    public About about(Subject subject, Change event, Collection<Matched> why, Scope scope) {
        Base base = subject.cve()
                .map(cve -> cves.computeIfAbsent(cve, this::cve))
                .or(() -> subject.publication()
                        .map(ref -> publications.computeIfAbsent(
                                new Part(ref, scope.cves()), any -> publication(ref, scope.cves()))))
                .orElseThrow();
        Alert.Facts known = base.facts();
        ChangeKind kind = event.what().kind();
        Set<String> products = new LinkedHashSet<>();
        why.stream()
                .filter(one -> one.line().kind() != WatchLine.Kind.RUN)
                .forEach(one -> products.add(PlainText.line(one.shown())));
        Set<String> matched = Set.copyOf(products);
        // The same product without its vendor says nothing more.
        known.products().stream()
                .filter(name -> matched.stream().noneMatch(one -> one.endsWith(" " + name)))
                .forEach(products::add);
        Alert.Movement score = kind == ChangeKind.SCORE ? movement(event) : known.score();
        return new About(
                new Alert.Facts(
                        known.title(),
                        products.stream()
                                .filter(name -> !name.isBlank())
                                .limit(MOST_PRODUCTS)
                                .toList(),
                        score,
                        kind == ChangeKind.SCORE ? terms(event) : List.of(),
                        kind == ChangeKind.EPSS ? movement(event) : known.epss(),
                        known.cvss(),
                        known.severity(),
                        known.exploitedSince(),
                        known.exploitedSources(),
                        known.due(),
                        known.publicExploits(),
                        known.publications(),
                        known.links(),
                        known.cves(),
                        event.what().before(),
                        event.what().after(),
                        Optional.of(new Alert.Happened(
                                kind.name(), event.what().field(), event.what().who(), event.source())),
                        Optional.of(new Alert.Extent(scope.others(), scope.unsaid()))
                                .filter(extent -> extent.others() > 0 || extent.unsaid() > 0),
                        known.disputed(),
                        false),
                base.pressing());
    }

    private static Alert.Movement movement(Change event) {
        return new Alert.Movement(
                Subjects.Values.number(event.what().before().map(Double::parseDouble)),
                Subjects.Values.number(event.what().after().map(Double::parseDouble)));
    }

    /**
     * What moved the score, by topic; none where the explanation of the old value is not known: of a first score, of a slow rise of
     * which only the last step was explained, and where the score has moved on meanwhile.
     */
    private List<Alert.Term> terms(Change event) {
        Optional<Score> before = reader.scores().replaced(event.id());
        Optional<Score> now = event.cve().flatMap(cve -> reader.scores().score(cve));
        boolean whole = before.isPresent()
                && now.isPresent()
                && before.get().model().equals(now.get().model())
                && same(before.get(), event.what().before())
                && same(now.get(), event.what().after());
        return whole ? terms(before.get(), now.get()) : List.of();
    }

    private static boolean same(Score score, Optional<String> told) {
        return told.filter(value -> Double.parseDouble(value) == score.probability())
                .isPresent();
    }

    /** The differences of the contributions of two scores, by topic, the greatest first: they add up to that of the margins. */
    static List<Alert.Term> terms(Score before, Score now) {
        Map<Topic, Double> sums = new EnumMap<>(Topic.class);
        add(sums, now, 1);
        add(sums, before, -1);
        return sums.entrySet().stream()
                .filter(term -> Math.abs(term.getValue()) > NOTHING)
                .map(term -> new Alert.Term(term.getKey().toString(), term.getValue()))
                .sorted(Comparator.comparingDouble((Alert.Term term) -> -Math.abs(term.logOdds())))
                .toList();
    }

    private static void add(Map<Topic, Double> sums, Score score, int sign) {
        double others = 0;
        for (Score.Others one : score.others()) {
            sums.merge(one.topic(), sign * one.logOdds(), Double::sum);
            others += one.logOdds();
        }
        score.listed().forEach(one -> sums.merge(Topic.of(one.feature()), sign * one.logOdds(), Double::sum));
        double listed =
                score.listed().stream().mapToDouble(one -> one.logOdds()).sum();
        // What rounding leaves, and what a score of an earlier version has no topics for; the bias is that of the
        // model.
        sums.merge(Topic.REST, sign * (score.margin() - score.bias() - listed - others), Double::sum);
    }

    private Base cve(CveId cve) {
        return facts.cve(cve).map(this::base).orElseGet(() -> new Base(Alert.Facts.nothing(cve.toString()), false));
    }

    private Base base(CveFacts known) {
        CveLine line = lines.line(known.cve(), known.summary());
        Optional<Exploited> exploited = known.exploited();
        Set<String> products = new LinkedHashSet<>();
        for (int i = 0; i < line.products().size(); i++) {
            products.add(line.products().get(i));
        }
        return new Base(
                new Alert.Facts(
                                CveLine.unmarked(
                                        PlainText.line(known.title().isEmpty() ? line.headline() : known.title())),
                                List.copyOf(products),
                                now(line.score()),
                                List.of(),
                                now(line.epss()),
                                Subjects.Values.number(line.cvss()),
                                line.severity().map(Severity::name),
                                exploited.map(one -> one.since().toString()),
                                exploited.map(Exploited::sources).orElse(List.of()),
                                due(known),
                                (int) known.evidence().stream()
                                        .filter(one -> one.kind().publicExploit()
                                                && one.withdrawn().isEmpty())
                                        .count(),
                                known.citations().stream()
                                        .limit(MOST_PUBLICATIONS)
                                        .map(citation -> citation.ref().text())
                                        .toList(),
                                links(
                                        known.citations().stream()
                                                .map(DossierQuery.Citation::ref)
                                                .limit(2),
                                        advice(known.statements().all(Container::references))),
                                List.of(),
                                Optional.empty(),
                                Optional.empty())
                        .disputed(line.disputed()),
                Urgent.pressing(line));
    }

    private static Optional<LocalDate> due(CveFacts known) {
        return known.catalogues().stream()
                .filter(one -> one.withdrawn().isEmpty())
                .flatMap(one -> one.entry().due().stream())
                .min(Comparator.naturalOrder());
    }

    private static Stream<String> advice(List<Reference> references) {
        return ADVICE.stream()
                .flatMap(tag -> references.stream()
                        .filter(one -> one.tags().stream().anyMatch(tag::equalsIgnoreCase))
                        .map(Reference::url));
    }

    private static List<String> links(Stream<BulletinRef> refs, Stream<String> others) {
        return Stream.concat(refs.map(PublicationLine::link), others)
                .flatMap(url -> WebLink.of(url).stream())
                .map(WebLink::url)
                .distinct()
                .limit(MOST_LINKS)
                .toList();
    }

    private Base publication(BulletinRef ref, Set<CveId> told) {
        return facts.publication(ref, lines)
                .map(known -> base(known, told))
                .orElseGet(() -> new Base(Alert.Facts.nothing(ref.text()), false));
    }

    private static Base base(PublicationFacts known, Set<CveId> told) {
        Bulletin bulletin = known.bulletin();
        List<CveLine> cves =
                known.cves().stream().filter(cve -> told.contains(cve.id())).toList();
        List<String> systems = new ArrayList<>();
        bulletin.systems().forEach(one -> systems.add(PlainText.line((one.vendor() + " " + one.product()).strip())));
        Optional<Exploited> first =
                cves.stream().flatMap(cve -> cve.exploitation().stream()).min(Comparator.comparing(Exploited::since));
        OptionalDouble cvss = highest(cves, CveLine::cvss);
        return new Base(
                new Alert.Facts(
                        PlainText.line(bulletin.title()),
                        systems.stream().distinct().limit(MOST_PRODUCTS).toList(),
                        new Alert.Movement(OptionalDouble.empty(), highest(cves, CveLine::score)),
                        List.of(),
                        new Alert.Movement(OptionalDouble.empty(), highest(cves, CveLine::epss)),
                        cvss,
                        Severity.of(cvss).map(Severity::name),
                        first.map(one -> one.since().toString()),
                        first.map(Exploited::sources).orElse(List.of()),
                        Optional.empty(),
                        0,
                        List.of(bulletin.ref().text()),
                        links(
                                Stream.of(bulletin.ref()),
                                bulletin.advisories().stream().map(Bulletin.Link::url)),
                        cited(bulletin, cves, told),
                        Optional.empty(),
                        Optional.empty()),
                cves.stream().anyMatch(Urgent::pressing));
    }

    private static OptionalDouble highest(List<CveLine> cves, Function<CveLine, Optional<Double>> value) {
        return cves.stream()
                .flatMap(cve -> value.apply(cve).stream())
                .mapToDouble(Double::doubleValue)
                .max();
    }

    /** Also CVEs of which nothing else is known yet. */
    private static List<Alert.Cited> cited(Bulletin bulletin, List<CveLine> cves, Set<CveId> told) {
        Map<CveId, Alert.Cited> cited = new LinkedHashMap<>();
        cves.forEach(cve -> cited.put(cve.id(), cited(cve)));
        bulletin.cves().stream()
                .filter(told::contains)
                .forEach(cve -> cited.putIfAbsent(
                        cve,
                        new Alert.Cited(
                                cve.toString(),
                                false,
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty())));
        return List.copyOf(cited.values());
    }

    private static Alert.Cited cited(CveLine cve) {
        return new Alert.Cited(
                cve.id().toString(),
                cve.exploitation().isPresent(),
                Subjects.Values.number(cve.score()),
                Subjects.Values.number(cve.epss()),
                Subjects.Values.number(cve.cvss()));
    }

    private static Alert.Movement now(Optional<Double> value) {
        return new Alert.Movement(OptionalDouble.empty(), Subjects.Values.number(value));
    }
}
