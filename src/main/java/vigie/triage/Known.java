package vigie.triage;

import java.util.List;
import java.util.Optional;
import vigie.model.Assessment;
import vigie.model.CveState;
import vigie.model.CvssVersion;
import vigie.model.Origin;
import vigie.model.Urgency;
import vigie.ssvc.CvePoints;
import vigie.store.CveSummary;
import vigie.store.DossierQuery.Grounds;

/**
 * What is held of a vulnerability, for its place in a list of findings.
 *
 * @param summary what stands for it; nothing for one that is no CVE, or of which nothing is held
 * @param points the decision points of SSVC
 * @param ransomware whether a catalogue says that it is used in ransomware campaigns
 * @param held whether anything is held of it
 */
public record Known(CveSummary summary, CvePoints points, boolean ransomware, boolean held) {

    /**
     * What is held of a CVE.
     *
     * @param catalogue whether CISA's catalogue was ever read
     */
    static Known of(CveSummary summary, Grounds grounds, boolean catalogue) {
        List<Assessment> chosen =
                summary
                        .cvssVector()
                        .flatMap(vector -> assessment(vector, summary.cvssVersion(), summary.cvssScore()))
                        .stream()
                        .toList();
        CveState state = summary.state().map(CveState::of).orElse(CveState.UNKNOWN);
        return new Known(
                summary,
                CvePoints.of(state, grounds.signs(), grounds.decisions(), chosen, catalogue),
                grounds.ransomware(),
                true);
    }

    /**
     * One of which nothing is held: what the scanner says stands for it.
     *
     * @param scanner what it says
     * @param catalogue whether CISA's catalogue was ever read
     */
    static Known of(ScannerWord scanner, boolean catalogue) {
        List<Assessment> said = scanner.vector().isEmpty()
                ? List.of()
                : assessment(scanner.vector(), version(scanner.vector()), scanner.cvss()).stream()
                        .toList();
        return new Known(
                CveSummary.NONE, CvePoints.of(CveState.UNKNOWN, List.of(), List.of(), said, catalogue), false, false);
    }

    private static Optional<String> version(String vector) {
        int slash = vector.indexOf('/');
        return vector.startsWith("CVSS:") && slash > 0 ? Optional.of(vector.substring(5, slash)) : Optional.of("2.0");
    }

    private static Optional<Assessment> assessment(String vector, Optional<String> version, Optional<Double> score) {
        Origin origin = new Origin(Origin.Kind.NVD_SECONDARY, "");
        return version.flatMap(CvssVersion::of).map(known -> new Assessment(known, score.orElse(0.0), vector, origin));
    }

    /** Whether the CVE was rejected: it is no vulnerability. */
    public boolean rejected() {
        return summary.state()
                .filter(state -> CveState.of(state) == CveState.REJECTED)
                .isPresent();
    }

    /** The first part of the order of urgency, see {@link Urgency#likelihood}. */
    long likelihood() {
        return Urgency.likelihood(
                summary.exploited().isPresent(),
                summary.score().orElse(Double.NaN),
                summary.epss().orElse(Double.NaN));
    }
}
