package vigie.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of one CVE, each part with the day on which it became known. Training, evaluation and scoring see a
 * CVE through {@link #asOf} alone, so that the future cannot leak into the past.
 *
 * @param id the CVE
 * @param records what the sources that keep CVE records say, the CVE List's first
 * @param versions of the records that came or changed later, what they said when; none as of a day
 * @param signs entries of catalogues, reports of exploitation, exploits and proofs of concept
 * @param citations publications that cite the CVE
 * @param epss EPSS scores, each from its day until the next
 */
public record Dossier(
        CveId id,
        List<CveRecord> records,
        List<Versions> versions,
        List<Sign> signs,
        List<Citation> citations,
        List<EpssOn> epss) {

    /** Of records that did not change since the first load of their sources. */
    public Dossier(CveId id, List<CveRecord> records, List<Sign> signs, List<Citation> citations, List<EpssOn> epss) {
        this(id, records, List.of(), signs, citations, epss);
    }

    /**
     * A dated sign that the CVE is or can be exploited.
     *
     * @param kind what it shows; an entry of a catalogue is {@link EvidenceKind#EXPLOITED}
     * @param source who says so: {@code kev}, {@code eukev}, {@code exploit-db}, …
     * @param day when it became known
     * @param origin how that day is known
     * @param withdrawn since when the source no longer says so
     * @param listed from which day on it was known: later than {@code day}, which may be that of what it is about, where the source
     *     came to hold it later, or gave it to this installation later
     */
    public record Sign(
            EvidenceKind kind,
            String source,
            LocalDate day,
            DateOrigin origin,
            Optional<LocalDate> withdrawn,
            LocalDate listed) {

        /** A sign that was known from its day on. */
        public Sign(EvidenceKind kind, String source, LocalDate day, DateOrigin origin, Optional<LocalDate> withdrawn) {
            this(kind, source, day, origin, withdrawn, day);
        }

        /** A sign of a day that its source gives. */
        public Sign(EvidenceKind kind, String source, LocalDate day, Optional<LocalDate> withdrawn) {
            this(kind, source, day, DateOrigin.SOURCE, withdrawn);
        }

        /** The day, and how it is known. */
        public KnownDay known() {
            return new KnownDay(day, origin);
        }

        boolean seenOn(LocalDate last) {
            return !listed.isAfter(last)
                    && withdrawn.filter(gone -> !gone.isAfter(last)).isEmpty();
        }
    }

    /** A publication of CERT-FR that cites the CVE. */
    public record Citation(BulletinRef ref, LocalDate day) {}

    /** The EPSS score from a day on, 0 to 1; both empty where the CVE lost its score. */
    public record EpssOn(LocalDate day, Optional<Double> score) {}

    /**
     * That something began, or ended, to be said of the CVE.
     *
     * @param begins whether it began
     */
    public record Turn(Instant at, boolean begins, Container said) {}

    /** What was known at the end of a day (UTC): the same, whatever is added, altered or deleted after it. */
    public Dossier asOf(LocalDate last) {
        return new Dossier(
                id,
                records.stream().flatMap(record -> asOf(record, last).stream()).toList(),
                List.of(),
                signs.stream()
                        .filter(s -> s.seenOn(last))
                        .map(s -> new Sign(s.kind(), s.source(), s.day(), s.origin(), Optional.empty(), s.listed()))
                        .toList(),
                citations.stream().filter(c -> !c.day().isAfter(last)).toList(),
                epss.stream().filter(e -> !e.day().isAfter(last)).toList());
    }

    /** By the days on which this installation saw each version, where it did; otherwise by the dates that the record gives. */
    private Optional<CveRecord> asOf(CveRecord record, LocalDate last) {
        Optional<Versions> seen = versions(record.source());
        return seen.isPresent()
                ? seen.get().asOf(last)
                : record.saying(record.containers().stream()
                        .flatMap(said -> said.asOf(last).stream())
                        .toList());
    }

    private Optional<Versions> versions(CveRecord.Source source) {
        return versions.stream().filter(of -> of.source() == source).findFirst();
    }

    /**
     * The moments at which what is known of the records changed, in their order: of several of one moment those at which something
     * ended come first.
     */
    public List<Turn> turns() {
        return records.stream()
                .flatMap(record -> versions(record.source())
                        .map(Versions::turns)
                        .orElseGet(() -> record.containers().stream().flatMap(Container::turns)))
                .sorted(Comparator.comparing(Turn::at).thenComparing(Turn::begins))
                .toList();
    }

    /** The first day on which anything was known of the records. */
    public Optional<LocalDate> known() {
        return turns().stream().findFirst().map(turn -> day(turn.at()));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    /** Everything that anyone says in a record, in order of the records. */
    public Stream<Container> containers() {
        return records.stream().flatMap(r -> r.containers().stream());
    }

    /** The first day on which a record was published; where none says so, the day from which the CVE counts, see {@link CveDay}. */
    public Optional<LocalDate> published() {
        return records.stream()
                .filter(r -> r.basis().publication())
                .flatMap(r -> r.published().stream())
                .min(Instant::compareTo)
                .or(() -> CveRecord.dating(records.stream()).flatMap(CveRecord::published))
                .map(Dossier::day);
    }

    /** What is decided about the CVE, in order of the records. */
    public Stream<Ssvc> decisions() {
        return containers().flatMap(c -> c.ssvc().stream());
    }

    /** Whether the CVE is known to be exploited, by what this dossier holds; empty if it is not, or no more. */
    public Optional<Exploited> exploited() {
        return Exploited.of(CveState.PUBLISHED, signs, decisions().toList());
    }

    /**
     * The first day on which anyone reported exploitation, what was withdrawn or decided otherwise later included: a model learns
     * from what was said on a day, and nothing that is said later may change that.
     */
    public Optional<LocalDate> firstReported() {
        return reports().map(Sign::day).min(LocalDate::compareTo);
    }

    /** The first day on which any of these reports was known here. */
    public Optional<LocalDate> firstReportKnown() {
        return reports().map(Sign::listed).min(LocalDate::compareTo);
    }

    private Stream<Sign> reports() {
        Stream<Ssvc> all = records.stream()
                .flatMap(record -> versions(record.source())
                        .map(Versions::decisions)
                        .orElseGet(() -> record.containers().stream().flatMap(said -> said.ssvc().stream())));
        return Exploited.reports(signs.stream(), all);
    }
}
