package vigie.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vigie.model.Assessment;
import vigie.model.Bulletin;
import vigie.model.BulletinDifferences;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Dossier;
import vigie.model.EvidenceKind;
import vigie.model.Preference;
import vigie.model.Versions;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.store.Reader;
import vigie.store.ScoreQuery;
import vigie.watch.Matched;
import vigie.watch.Scope;
import vigie.watch.Subject;
import vigie.watch.Subjects;

/**
 * What was known at moments of the past: what is known now, without what the record of changes shows to have come later. Records are those
 * of their kept versions, publications lose the CVEs and systems that came and get back those that went, and scores are those of the
 * day. What nothing was recorded of is as it is now: titles, links, and everything of the days before changes were recorded here,
 * but whether a CVE was published or known to be exploited. For one thread.
 */
public final class KnownThen {

    private final DossierQuery dossiers;
    private final ScoreQuery scores;
    private final KnownNow now;
    private final Instant recorded;
    private final Consumer<String> trouble;
    private final Map<String, List<Change>> changes = new HashMap<>();
    private final Map<ChangeKind, Map<LocalDate, Instant>> first = new HashMap<>();
    private final Map<CveId, CveSummary> summaries = new HashMap<>();
    private final Map<CveId, Dossier> records = new HashMap<>();
    private final Map<CveId, List<BulletinRef>> citing = new HashMap<>();
    private final Map<CveId, List<DossierQuery.EpssSince>> epss = new HashMap<>();
    private final Map<CveId, List<ScoreQuery.ScorePoint>> past = new HashMap<>();
    private final Map<BulletinRef, Optional<Bulletin>> publications = new HashMap<>();

    /**
     * @param events all events of a time up to now, in their order
     * @param recorded since when events are those of the record of changes; before it, there are no versions to go back to
     * @param trouble told of records that cannot be read
     */
    public KnownThen(Reader reader, List<Change> events, Optional<Instant> recorded, Consumer<String> trouble) {
        this.dossiers = reader.dossiers();
        this.scores = reader.scores();
        this.now = new KnownNow(reader, trouble);
        this.recorded = recorded.orElse(Instant.MAX);
        this.trouble = trouble;
        for (Change event : events) {
            changes.computeIfAbsent(event.subject(), any -> new ArrayList<>()).add(event);
            first.computeIfAbsent(event.what().kind(), any -> new HashMap<>())
                    .merge(day(event.at()), event.at(), (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    /** What was known when the events of a moment were committed. */
    public Known at(Instant moment) {
        return new Then(moment);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private Stream<Change> later(String subject, Instant at) {
        return changes.getOrDefault(subject, List.of()).stream()
                .filter(event -> event.at().isAfter(at));
    }

    /** Whether the CVE had a record: an event before that of its publication is of one that nobody had described yet. */
    private boolean published(CveId cve, Instant at) {
        return later(cve.toString(), at).noneMatch(event -> event.what().kind() == ChangeKind.PUBLISHED);
    }

    private CveSummary summary(CveId cve) {
        return summaries.computeIfAbsent(cve, one -> dossiers.summary(one).orElse(CveSummary.NONE));
    }

    private Subjects.Values values(CveId cve, Instant at) {
        Subjects.Values today = Subjects.Values.of(summary(cve));
        List<Change> later = later(cve.toString(), at).toList();
        boolean exploited = later.stream()
                .filter(event -> event.what().kind() == ChangeKind.KNOWN_EXPLOITED)
                .findFirst()
                .map(event -> event.what().before().isPresent())
                .orElse(today.exploited());
        boolean exploit = later.stream()
                .map(Change::what)
                .filter(what -> what.kind() == ChangeKind.EXPLOIT
                                && what.field().equals("first")
                        || what.kind() == ChangeKind.EVIDENCE && what.after().isEmpty() && exploit(what.before()))
                .findFirst()
                .map(what -> what.kind() == ChangeKind.EVIDENCE)
                .orElse(today.publicExploit());
        if (at.isBefore(recorded)) {
            return new Subjects.Values(
                    today.cvss(), today.score(), today.percentile(), today.epss(), exploited, exploit);
        }
        Optional<ScoreQuery.ScorePoint> score = score(cve, at);
        return new Subjects.Values(
                cvss(cve, at),
                Subjects.Values.number(score.flatMap(ScoreQuery.ScorePoint::score)),
                Subjects.Values.number(score.flatMap(ScoreQuery.ScorePoint::percentile)),
                epss(cve, at),
                exploited,
                exploit);
    }

    /** Evidence is told by the name of its kind and its address. */
    private static boolean exploit(Optional<String> evidence) {
        return Stream.of(EvidenceKind.values())
                .filter(EvidenceKind::publicExploit)
                .anyMatch(kind ->
                        evidence.filter(text -> text.startsWith(kind + " ")).isPresent());
    }

    private OptionalDouble cvss(CveId cve, Instant at) {
        Stream<Assessment> all = records(cve, at).stream()
                .filter(record -> record.state() != CveState.REJECTED)
                .flatMap(record -> record.containers().stream())
                .flatMap(container -> container.assessments().stream());
        return Subjects.Values.number(Preference.assessment(all).map(Assessment::score));
    }

    /** That of the last scoring before. */
    private Optional<ScoreQuery.ScorePoint> score(CveId cve, Instant at) {
        LocalDate day = known(ChangeKind.SCORE, at);
        return past.computeIfAbsent(cve, scores::past).stream()
                .filter(point -> !point.since().isAfter(day))
                .reduce((earlier, later) -> later);
    }

    private OptionalDouble epss(CveId cve, Instant at) {
        LocalDate day = known(ChangeKind.EPSS, at);
        return Subjects.Values.number(epss.computeIfAbsent(cve, dossiers::epss).stream()
                .filter(point -> !point.since().isAfter(day))
                .findFirst()
                .flatMap(DossierQuery.EpssSince::score));
    }

    /**
     * The day as of which scores were known at a moment: its own, if the first that crossed a level on that day did before, or if there
     * is nothing older.
     */
    private LocalDate known(ChangeKind kind, Instant at) {
        LocalDate day = day(at);
        boolean own = Optional.ofNullable(first.getOrDefault(kind, Map.of()).get(day))
                .map(moment -> !moment.isAfter(at))
                .orElse(day.equals(day(recorded)));
        return own ? day : day.minusDays(1);
    }

    /** By the versions that are kept, which know the day; where a source changed the record later on that day, those of the day before. */
    private List<CveRecord> records(CveId cve, Instant at) {
        if (!published(cve, at)) {
            return List.of();
        }
        Dossier held = records.computeIfAbsent(cve, this::read);
        if (at.isBefore(recorded) || held.versions().isEmpty()) {
            return held.records();
        }
        LocalDate day = day(at);
        Set<CveRecord.Source> before = EnumSet.noneOf(CveRecord.Source.class);
        Set<CveRecord.Source> until = EnumSet.noneOf(CveRecord.Source.class);
        changes.getOrDefault(cve.toString(), List.of()).stream()
                .filter(event -> day(event.at()).equals(day))
                .forEach(event -> source(event).ifPresent((event.at().isAfter(at) ? before : until)::add));
        before.removeAll(until);
        List<CveRecord> then = new ArrayList<>();
        for (CveRecord record : held.records()) {
            boolean changed = held.versions().stream().anyMatch(one -> one.source() == record.source());
            if (!changed) {
                then.add(record);
            } else {
                held.asOf(before.contains(record.source()) ? day.minusDays(1) : day).records().stream()
                        .filter(one -> one.source() == record.source())
                        .forEach(then::add);
            }
        }
        return then;
    }

    private Dossier read(CveId cve) {
        List<CveRecord> held = dossiers.records(cve);
        List<Versions> versions = held.isEmpty() ? List.of() : dossiers.versions(cve);
        return new Dossier(cve, held, versions, List.of(), List.of(), List.of());
    }

    private static Optional<CveRecord.Source> source(Change event) {
        return switch (event.source()) {
            case "cvelist", "cve-services" -> Optional.of(CveRecord.Source.CVE_LIST);
            case "nvd" -> Optional.of(CveRecord.Source.NVD);
            default -> Optional.empty();
        };
    }

    private Optional<Bulletin> publication(BulletinRef ref, Instant at) {
        List<Change> later = new ArrayList<>(later(ref.text(), at).toList());
        if (later.stream().anyMatch(event -> event.what().field().equals(BulletinDifferences.NEW))) {
            return Optional.empty();
        }
        Collections.reverse(later);
        Optional<Bulletin> held = publications.computeIfAbsent(ref, dossiers::bulletin);
        for (Change event : later) {
            held = held.map(bulletin -> BulletinDifferences.before(bulletin, event.what()));
        }
        return held;
    }

    /** What was known at one moment. */
    private final class Then implements Known {

        private final Instant at;
        private final Map<CveId, Subjects.Values> values = new HashMap<>();

        Then(Instant at) {
            this.at = at;
        }

        private Subjects.Values values(CveId cve) {
            return values.computeIfAbsent(cve, one -> KnownThen.this.values(one, at));
        }

        @Override
        public void subjects(Collection<CveId> cves, Collection<BulletinRef> refs, Consumer<Subject> taker) {
            cves.forEach(cve -> taker.accept(Subjects.tried(cve, () -> subject(cve), trouble)
                    .orElseGet(() -> Subjects.bare(cve, Subjects.Values.of(summary(cve))))));
            refs.forEach(ref -> Subjects.tried(
                            ref.text(), () -> publication(ref, at).map(this::subject), trouble)
                    .orElseGet(() -> Optional.of(Subjects.bare(ref)))
                    .ifPresent(taker));
        }

        private Subject subject(CveId cve) {
            Map<BulletinRef, Optional<Bulletin>> read = new HashMap<>();
            Function<BulletinRef, Optional<Bulletin>> reading =
                    ref -> read.computeIfAbsent(ref, one -> publication(one, at));
            List<BulletinRef> refs = citing
                    .computeIfAbsent(
                            cve,
                            one -> dossiers.citations(one, 0).stream()
                                    .map(DossierQuery.Citation::ref)
                                    .toList())
                    .stream()
                    .filter(ref -> later(ref.text(), at).findAny().isEmpty()
                            || reading.apply(ref).filter(cites(cve)).isPresent())
                    .toList();
            return Subjects.cve(cve, values(cve), records(cve, at), refs, reading);
        }

        private static Predicate<Bulletin> cites(CveId cve) {
            return bulletin -> bulletin.cves().contains(cve);
        }

        private Subject subject(Bulletin bulletin) {
            return Subjects.publication(
                    bulletin, bulletin.cves().stream().map(this::values).toList());
        }

        @Override
        public About about(Subject subject, Change event, Collection<Matched> why, Scope scope) {
            Alert.Facts known = now.about(subject, event, why, scope).facts();
            Map<String, Subjects.Values> those = new HashMap<>();
            Set<CveId> told = new HashSet<>(scope.cves());
            subject.cve().ifPresent(told::add);
            told.forEach(cve -> those.put(cve.toString(), values(cve)));
            List<Alert.Cited> cited = known.cves().stream()
                    .map(one -> Optional.ofNullable(those.get(one.cve()))
                            .map(then -> new Alert.Cited(
                                    one.cve(), then.exploited(), then.score(), then.epss(), then.cvss()))
                            .orElse(one))
                    .toList();
            ChangeKind kind = event.what().kind();
            Alert.Facts then = known.valued(
                    kind == ChangeKind.SCORE
                            ? known.score().now()
                            : Subjects.Values.highest(those.values(), Subjects.Values::score),
                    kind == ChangeKind.EPSS
                            ? known.epss().now()
                            : Subjects.Values.highest(those.values(), Subjects.Values::epss),
                    Subjects.Values.highest(those.values(), Subjects.Values::cvss),
                    those.values().stream().anyMatch(Subjects.Values::exploited),
                    cited);
            return new About(then, those.values().stream().anyMatch(Urgent::pressing));
        }
    }
}
