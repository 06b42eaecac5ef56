package vigie.ssvc;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.Assessment;
import vigie.model.CvssVersion;
import vigie.model.Dossier;
import vigie.model.Origin;
import vigie.model.Preference;
import vigie.model.Ssvc;

/** How often automatable and technical impact, derived from CVSS vectors, are what CISA says of the same CVE. */
public final class Agreement {

    /** What is compared. */
    public enum Question {
        AUTOMATABLE,
        TECHNICAL_IMPACT
    }

    /** Which vectors. */
    public enum Vectors {
        /** The one that stands for the CVE. */
        PREFERRED,
        /** The first of version 3.1, else of 3.0, in the CVE record; NVD's do not count. */
        V3_RECORD,
        /** The first of version 4.0, in the same order of preference. */
        V4_0
    }

    /**
     * The outcome of a comparison.
     *
     * @param bothYes CISA says yes or total, and so does the vector
     * @param onlyCisa CISA says so, the vector does not
     * @param onlyVector the vector says so, CISA does not
     * @param bothNo neither says so
     */
    public record Count(long bothYes, long onlyCisa, long onlyVector, long bothNo) {

        static final Count NONE = new Count(0, 0, 0, 0);

        Count with(boolean cisa, boolean vector) {
            return new Count(
                    bothYes + (cisa && vector ? 1 : 0),
                    onlyCisa + (cisa && !vector ? 1 : 0),
                    onlyVector + (!cisa && vector ? 1 : 0),
                    bothNo + (!cisa && !vector ? 1 : 0));
        }

        /** How many CVEs were compared. */
        public long all() {
            return bothYes + onlyCisa + onlyVector + bothNo;
        }

        /** Share of the CVEs on which both say the same, 0 to 1; NaN without any. */
        public double share() {
            return (double) (bothYes + bothNo) / all();
        }
    }

    /** Who writes into a CVE record. */
    private static final Set<Origin.Kind> IN_RECORD = Set.of(Origin.Kind.CNA, Origin.Kind.CISA_ADP, Origin.Kind.ADP);

    private final Map<Vectors, Map<Question, Count>> counts = new EnumMap<>(Vectors.class);

    /** Nothing compared yet. */
    public Agreement() {
        for (Vectors vectors : Vectors.values()) {
            Map<Question, Count> none = new EnumMap<>(Question.class);
            for (Question question : Question.values()) {
                none.put(question, Count.NONE);
            }
            counts.put(vectors, none);
        }
    }

    /** Compares a CVE, if CISA decided about it and a vector answers. */
    public void add(Dossier dossier) {
        Optional<Ssvc> cisa = Ssvc.newest(dossier.decisions())
                .filter(decision -> decision.origin().kind() == Origin.Kind.CISA_ADP)
                .findFirst();
        if (cisa.isEmpty()) {
            return;
        }
        List<Assessment> vectors = Preference.assessments(dossier.containers()
                .flatMap(container -> container.assessments().stream())
                .toList());
        vectors.stream().findFirst().ifPresent(one -> compare(Vectors.PREFERRED, cisa.get(), one));
        inRecord(vectors, CvssVersion.V3_1)
                .or(() -> inRecord(vectors, CvssVersion.V3_0))
                .ifPresent(one -> compare(Vectors.V3_RECORD, cisa.get(), one));
        vectors.stream()
                .filter(one -> one.version() == CvssVersion.V4_0)
                .findFirst()
                .ifPresent(one -> compare(Vectors.V4_0, cisa.get(), one));
    }

    private static Optional<Assessment> inRecord(List<Assessment> vectors, CvssVersion version) {
        return vectors.stream()
                .filter(one -> one.version() == version)
                .filter(one -> IN_RECORD.contains(one.origin().kind()))
                .findFirst();
    }

    private void compare(Vectors vectors, Ssvc cisa, Assessment assessment) {
        count(vectors, Question.AUTOMATABLE, cisa.automatable(), "yes", "no", CvePoints.automatable(assessment), "Y");
        count(
                vectors,
                Question.TECHNICAL_IMPACT,
                cisa.technicalImpact(),
                "total",
                "partial",
                CvePoints.technicalImpact(assessment),
                "T");
    }

    private void count(
            Vectors vectors,
            Question question,
            String said,
            String yes,
            String no,
            Optional<Answer> derived,
            String derivedYes) {
        if (derived.isPresent() && (said.equals(yes) || said.equals(no))) {
            counts.get(vectors)
                    .compute(
                            question,
                            (any, count) -> count.with(
                                    said.equals(yes), derived.get().values().contains(derivedYes)));
        }
    }

    /** What was counted. */
    public Count count(Vectors vectors, Question question) {
        return counts.get(vectors).get(question);
    }
}
