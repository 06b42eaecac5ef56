package vigie.feature;

import java.util.List;
import vigie.model.Bulletin;
import vigie.model.Dossier.EpssOn;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.Ssvc;

/** Features from evidence other than exploitation: proofs of concept, publications, SSVC decisions, EPSS. */
final class EvidenceFeatures {

    private static final int QUARTER = 90;

    /** Publications of CERT-FR count for two years: not every installation has older ones. */
    private static final int CERTFR_DAYS = 730;

    private EvidenceFeatures() {}

    static void exploits(View view, Sink out) {
        out.number("POC", count(view, EvidenceKind.POC, Integer.MAX_VALUE));
        out.number("POC_90D", count(view, EvidenceKind.POC, QUARTER));
        out.number("EXPLOIT_DB", count(view, EvidenceKind.EXPLOIT, Integer.MAX_VALUE));
        out.number("METASPLOIT", count(view, EvidenceKind.MODULE, Integer.MAX_VALUE));
        out.number("NUCLEI", count(view, EvidenceKind.TEMPLATE, Integer.MAX_VALUE));
    }

    private static long count(View view, EvidenceKind kind, int days) {
        return view.known().signs().stream()
                .filter(s -> s.kind() == kind)
                .map(Sign::day)
                .filter(day -> view.since(day) < days)
                .count();
    }

    static void publications(View view, Sink out) {
        for (Bulletin.Kind kind : Bulletin.Kind.values()) {
            out.number(
                    "CERTFR_" + kind.name(),
                    view.known().citations().stream()
                            .filter(c -> c.ref().kind() == kind && view.since(c.day()) < CERTFR_DAYS)
                            .count());
        }
    }

    /**
     * Only what raises the urgency: CISA overwrites a decision with the next, so that an exploited CVE seems undecided
     * before, and "not decided" would leak the outcome.
     */
    static void ssvc(View view, Sink out) {
        List<Ssvc> all =
                view.known().containers().flatMap(c -> c.ssvc().stream()).toList();
        decision(
                out,
                "SSVC_AUTOMATABLE:YES",
                all.stream().anyMatch(s -> s.automatable().equals("yes")));
        decision(
                out,
                "SSVC_TECHNICAL_IMPACT:TOTAL",
                all.stream().anyMatch(s -> s.technicalImpact().equals("total")));
        decision(
                out,
                "SSVC_EXPLOITATION:POC",
                all.stream().anyMatch(s -> s.exploitation().equals("poc")));
    }

    /** An explicit 0: a missing value would escape the monotonic constraint of the model. */
    private static void decision(Sink out, String name, boolean holds) {
        out.add("C:" + name, holds ? 1 : 0);
    }

    static void epss(View view, Sink out) {
        List<EpssOn> scores = view.known().epss();
        if (!scores.isEmpty()) {
            scores.get(scores.size() - 1).score().ifPresent(score -> out.number("EPSS", score));
        }
    }
}
