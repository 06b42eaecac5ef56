package vigie.ssvc;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.CveState;
import vigie.model.CvssVersion;
import vigie.model.Dossier;
import vigie.model.Dossier.Sign;
import vigie.model.Exploited;
import vigie.model.Origin;
import vigie.model.Preference;
import vigie.model.Ssvc;
import vigie.ssvc.Answer.Basis;

/**
 * The decision points of one CVE, each with what it rests on. This is the one rule for it.
 *
 * <p>Exploitation is active where the CVE is {@link Exploited known to be exploited}, by whoever says so; a public proof of concept is
 * an entry of an archive of exploits, a module, a template or a proof of concept, or an SSVC decision that says so. EPSS and our
 * score are forecasts and never count. {@code In KEV} is CISA's catalogue alone. Automatable and technical impact are what CISA says,
 * else what others say, else derived from the CVSS vector that stands for the CVE.
 *
 * @param points the answers
 * @param listed when CISA took the CVE into its catalogue; empty if it is not in it
 * @param reported whether it is a reported vulnerability: about any other CVE nothing is to be decided
 */
public record CvePoints(Points points, Optional<LocalDate> listed, boolean reported) {

    /** Nothing is known: of a CVE that was rejected or not published. */
    public static final CvePoints NONE = new CvePoints(Points.NONE, Optional.empty(), false);

    private static final String YES = "Y";
    private static final String NO = "N";
    private static final String TOTAL = "T";
    private static final String PARTIAL = "P";
    private static final String KEV = "kev";

    /** Kinds of organisations that speak for CISA. */
    private static final Origin.Kind CISA = Origin.Kind.CISA_ADP;

    /**
     * What stands in a dossier, which may be one as of a past day.
     *
     * @param held whether CISA's catalogue was ever read: if not, a CVE that is not in it may be in it
     */
    public static CvePoints of(Dossier dossier, boolean held) {
        CveState state = dossier.records().stream()
                .findFirst()
                .map(record -> record.state())
                .orElse(CveState.UNKNOWN);
        return of(
                state,
                dossier.signs(),
                dossier.decisions().toList(),
                dossier.containers()
                        .map(Container::assessments)
                        .flatMap(List::stream)
                        .toList(),
                held);
    }

    /**
     * The decision points of a CVE.
     *
     * @param state its state
     * @param signs all signs of it; those that were withdrawn do not count
     * @param decisions all SSVC decisions about it
     * @param assessments all CVSS assessments of it
     * @param held whether CISA's catalogue was ever read
     */
    public static CvePoints of(
            CveState state,
            Collection<Sign> signs,
            Collection<Ssvc> decisions,
            Collection<Assessment> assessments,
            boolean held) {
        if (!state.reported()) {
            return NONE;
        }
        List<Sign> standing =
                signs.stream().filter(sign -> sign.withdrawn().isEmpty()).toList();
        List<Ssvc> newest = Ssvc.newest(decisions.stream()).toList();
        Optional<LocalDate> listed = standing.stream()
                .filter(sign -> sign.source().equals(KEV))
                .map(Sign::day)
                .min(LocalDate::compareTo);
        Map<String, Answer> answers = new HashMap<>();
        exploitation(Exploited.of(state, signs, decisions), standing, newest, held)
                .ifPresent(answer -> answers.put(Points.EXPLOITATION, answer));
        if (listed.isPresent()) {
            answers.put(Points.IN_KEV, Answer.of(YES, Basis.SOURCE, KEV));
        } else if (held) {
            answers.put(Points.IN_KEV, Answer.of(NO, Basis.ABSENCE, KEV));
        }
        Optional<Assessment> vector = vector(assessments);
        said(newest, Ssvc::automatable, Map.of("yes", YES, "no", NO))
                .or(() -> vector.flatMap(CvePoints::automatable))
                .ifPresent(answer -> answers.put(Points.AUTOMATABLE, answer));
        said(newest, Ssvc::technicalImpact, Map.of("total", TOTAL, "partial", PARTIAL))
                .or(() -> vector.flatMap(CvePoints::technicalImpact))
                .ifPresent(answer -> answers.put(Points.TECHNICAL_IMPACT, answer));
        return new CvePoints(new Points(answers), listed, true);
    }

    private static Optional<Answer> exploitation(
            Optional<Exploited> exploited, List<Sign> signs, List<Ssvc> newest, boolean held) {
        if (exploited.isPresent()) {
            return Optional.of(
                    new Answer(Set.of("A"), Basis.SOURCE, exploited.get().sources()));
        }
        Set<String> exploits = new LinkedHashSet<>();
        signs.stream()
                .filter(sign -> sign.kind().publicExploit())
                .sorted(java.util.Comparator.comparing(Sign::known).thenComparing(Sign::source))
                .forEach(sign -> exploits.add(line(sign.source())));
        newest.stream()
                .filter(decision -> decision.exploitation().equals("poc"))
                .forEach(decision -> exploits.add(line(decision.origin().toString())));
        if (!exploits.isEmpty()) {
            return Optional.of(new Answer(Set.of("P"), Basis.SOURCE, List.copyOf(exploits)));
        }
        List<String> none = newest.stream()
                .filter(decision -> decision.exploitation().equals("none"))
                .map(decision -> line(decision.origin().toString()))
                .distinct()
                .toList();
        if (!none.isEmpty()) {
            return Optional.of(new Answer(Set.of(NO), Basis.SOURCE, none));
        }
        return held ? Optional.of(Answer.of(NO, Basis.ABSENCE)) : Optional.empty();
    }

    /** What CISA says, else what all others say together: where they contradict each other, several values. */
    private static Optional<Answer> said(List<Ssvc> newest, Function<Ssvc, String> field, Map<String, String> values) {
        List<Ssvc> saying = newest.stream()
                .filter(one -> values.containsKey(field.apply(one)))
                .toList();
        List<Ssvc> cisa =
                saying.stream().filter(one -> one.origin().kind() == CISA).toList();
        List<Ssvc> counting = cisa.isEmpty() ? saying : cisa;
        if (counting.isEmpty()) {
            return Optional.empty();
        }
        Set<String> said = new LinkedHashSet<>();
        Set<String> by = new LinkedHashSet<>();
        counting.forEach(one -> {
            said.add(values.get(field.apply(one)));
            by.add(line(one.origin().toString()));
        });
        return Optional.of(new Answer(said, Basis.SOURCE, List.copyOf(by)));
    }

    /** The assessment that stands for the CVE, if it has a vector. */
    private static Optional<Assessment> vector(Collection<Assessment> assessments) {
        return Preference.assessment(assessments.stream())
                .filter(one -> !one.vector().isBlank());
    }

    /**
     * Automatable, derived: over the network, without special conditions, privileges or a user.
     *
     * @return empty where the vector leaves it open, as CVSS 2.0 does, which does not ask for a user
     */
    static Optional<Answer> automatable(Assessment assessment) {
        Map<String, String> metrics = metrics(assessment.vector());
        boolean two = assessment.version() == CvssVersion.V2_0;
        Map<String, String> needed =
                two ? Map.of("AV", "N", "AC", "L", "Au", "N") : Map.of("AV", "N", "AC", "L", "PR", "N", "UI", "N");
        if (!metrics.keySet().containsAll(needed.keySet())) {
            return Optional.empty();
        }
        boolean all = needed.entrySet().stream()
                .allMatch(one -> metrics.get(one.getKey()).equals(one.getValue()));
        return all && two ? Optional.empty() : Optional.of(derived(all ? YES : NO, assessment));
    }

    /** Technical impact, derived: total where confidentiality and integrity of the vulnerable system are lost completely. */
    static Optional<Answer> technicalImpact(Assessment assessment) {
        Map<String, String> metrics = metrics(assessment.vector());
        String prefix = assessment.version() == CvssVersion.V4_0 ? "V" : "";
        String complete = assessment.version() == CvssVersion.V2_0 ? "C" : "H";
        String confidentiality = metrics.getOrDefault(prefix + "C", "");
        String integrity = metrics.getOrDefault(prefix + "I", "");
        if (confidentiality.isEmpty() || integrity.isEmpty()) {
            return Optional.empty();
        }
        boolean total = confidentiality.equals(complete) && integrity.equals(complete);
        return Optional.of(derived(total ? TOTAL : PARTIAL, assessment));
    }

    private static Answer derived(String value, Assessment assessment) {
        return Answer.of(value, Basis.DERIVED, line(assessment.vector()));
    }

    private static Map<String, String> metrics(String vector) {
        Map<String, String> metrics = new HashMap<>();
        for (String part : vector.replace("(", "").replace(")", "").split("/", 65)) {
            int colon = part.indexOf(':');
            if (colon > 0) {
                metrics.putIfAbsent(part.substring(0, colon), part.substring(colon + 1));
            }
        }
        return metrics;
    }

    private static String line(String text) {
        return text.replaceAll("\\R", " ");
    }
}
