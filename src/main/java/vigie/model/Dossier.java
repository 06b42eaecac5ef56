package vigie.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of one CVE, each part with the day on which it became known. Training, evaluation and scoring see a
 * CVE through {@link #asOf} alone, so that the future cannot leak into the past.
 *
 * @param id the CVE
 * @param records what the sources that keep CVE records say, the CVE List's first
 * @param signs entries of catalogues, reports of exploitation, exploits and proofs of concept
 * @param citations publications that cite the CVE
 * @param epss EPSS scores, each from its day until the next
 */
public record Dossier(
        CveId id, List<CveRecord> records, List<Sign> signs, List<Citation> citations, List<EpssOn> epss) {

    /**
     * A dated sign that the CVE is or can be exploited.
     *
     * @param kind what it shows; an entry of a catalogue is {@link EvidenceKind#EXPLOITED}
     * @param source who says so: {@code kev}, {@code eukev}, {@code exploit-db}, …
     * @param day when it became known
     * @param origin how that day is known
     * @param withdrawn since when the source no longer says so
     */
    public record Sign(
            EvidenceKind kind, String source, LocalDate day, DateOrigin origin, Optional<LocalDate> withdrawn) {

        /** A sign of a day that its source gives. */
        public Sign(EvidenceKind kind, String source, LocalDate day, Optional<LocalDate> withdrawn) {
            this(kind, source, day, DateOrigin.SOURCE, withdrawn);
        }

        /** The day, and how it is known. */
        public KnownDay known() {
            return new KnownDay(day, origin);
        }

        boolean seenOn(LocalDate last) {
            return !day.isAfter(last)
                    && withdrawn.filter(gone -> !gone.isAfter(last)).isEmpty();
        }
    }

    /** A publication of CERT-FR that cites the CVE. */
    public record Citation(BulletinRef ref, LocalDate day) {}

    /** The EPSS score from a day on, 0 to 1; both empty where the CVE lost its score. */
    public record EpssOn(LocalDate day, Optional<Double> score) {}

    /** What was known at the end of a day (UTC): the same, whatever is added, altered or deleted after it. */
    public Dossier asOf(LocalDate last) {
        return new Dossier(
                id,
                records.stream().flatMap(r -> asOf(r, last).stream()).toList(),
                signs.stream()
                        .filter(s -> s.seenOn(last))
                        .map(s -> new Sign(s.kind(), s.source(), s.day(), s.origin(), Optional.empty()))
                        .toList(),
                citations.stream().filter(c -> !c.day().isAfter(last)).toList(),
                epss.stream().filter(e -> !e.day().isAfter(last)).toList());
    }

    /**
     * State, rejection, modification day and NVD's word on its analysis are those of now, whichever day is asked for: they are
     * left out, as no source keeps their history.
     */
    private static Optional<CveRecord> asOf(CveRecord record, LocalDate last) {
        List<Container> said = record.containers().stream()
                .filter(c -> known(c.day(), last))
                .map(c -> asOf(c, last))
                .toList();
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(new CveRecord(
                        record.id(),
                        record.source(),
                        CveState.PUBLISHED,
                        record.reserved(),
                        record.published(),
                        record.basis(),
                        Optional.empty(),
                        CveRecord.Refused.NONE,
                        record.assigner(),
                        "",
                        Optional.empty(),
                        said));
    }

    private static Container asOf(Container container, LocalDate last) {
        List<Ssvc> decided = container.ssvc().stream()
                .filter(s -> known(s.timestamp(), last))
                .toList();
        return decided.size() == container.ssvc().size()
                ? container
                : new Container(
                        container.origin(),
                        container.day(),
                        container.title(),
                        container.description(),
                        container.assessments(),
                        container.weaknesses(),
                        container.affected(),
                        container.references(),
                        decided,
                        container.tags());
    }

    /** What nobody dated is not known on any day. */
    private static boolean known(Optional<Instant> moment, LocalDate last) {
        return moment.filter(m -> !day(m).isAfter(last)).isPresent();
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
        return Exploited.reports(signs.stream(), decisions()).map(Sign::day).min(LocalDate::compareTo);
    }
}
