package vigie.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vigie.model.Bulletin;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.Ssvc;

/** All families of features, in order; a new family is one method and one line here. */
final class Extractors {

    private static final int QUARTER = 90;
    private static final double DECIMALS = 1e4;

    /** So many CVEs make a word with a capital letter the name of a vendor. */
    private static final int KNOWN_VENDOR = 3;

    /** Publications of CERT-FR count for two years: no longer does every installation hold them. */
    private static final int CERTFR_DAYS = 730;

    /**
     * Words with which a description tells that exploitation has been seen: it was rewritten then, and tells the outcome
     * to whoever learns from it.
     */
    private static final Set<String> OUTCOME = Set.of(
            "EXPLOITED",
            "EXPLOITATION",
            "EXPLOITATIONS",
            "WILD",
            "ACTIVELY",
            "KEV",
            "RANSOMWARE",
            "BOTNET",
            "MALWARE",
            "ZERO_DAY",
            "0DAY",
            "0_DAY",
            "CISA",
            "EXPLOITS",
            "EXPLOIT",
            "CAMPAIGN",
            "CAMPAIGNS");

    private Extractors() {}

    static List<Extractor> all(boolean withEpss) {
        List<Extractor> all = new ArrayList<>(List.of(
                Extractors::cvss,
                Extractors::products,
                Extractors::assigner,
                Extractors::weaknesses,
                Extractors::age,
                Extractors::exploits,
                Extractors::publications,
                Extractors::history,
                Extractors::ssvc,
                Extractors::description));
        if (withEpss) {
            all.add(Extractors::epss);
        }
        return List.copyOf(all);
    }

    private static void cvss(View view, Sink out) {
        view.said()
                .assessment()
                .ifPresentOrElse(
                        assessment -> {
                            out.number("CVSS_SCORE", assessment.score());
                            CvssMetrics.of(assessment)
                                    .forEach((metric, value) -> out.category("CVSS_" + metric, value));
                        },
                        () -> out.category("CVSS", "MISSING"));
    }

    private static void products(View view, Sink out) {
        Said said = view.said();
        said.vendors().forEach(vendor -> out.category("CPE_VENDOR", capitals(vendor)));
        said.products().stream()
                .map(ProductKey::product)
                .distinct()
                .forEach(product -> out.category("CPE_PRODUCT", capitals(product)));
        for (String part : List.of("a", "o", "h")) {
            out.number("CPE_#TYPE:" + capitals(part), said.parts().getOrDefault(part, 0));
        }
        if (said.vendors().isEmpty() && said.products().isEmpty()) {
            out.category("CPE", "MISSING");
        }
    }

    private static void assigner(View view, Sink out) {
        Assigners.of(view.known()).ifPresent(name -> out.category("CNA", capitals(name)));
    }

    private static void weaknesses(View view, Sink out) {
        view.said().weaknesses().forEach(cwe -> out.category("CWE", cwe));
        if (view.said().weaknesses().isEmpty()) {
            out.category("CWE", "MISSING");
        }
    }

    private static void age(View view, Sink out) {
        view.known().published().ifPresent(day -> out.number("AGE_DAYS", view.since(day)));
    }

    private static void exploits(View view, Sink out) {
        out.number("POC", count(view, EvidenceKind.POC, Integer.MAX_VALUE));
        out.number("POC_90D", count(view, EvidenceKind.POC, QUARTER));
        out.number("EXPLOIT_DB", count(view, EvidenceKind.EXPLOIT, Integer.MAX_VALUE));
        out.number("METASPLOIT", count(view, EvidenceKind.MODULE, Integer.MAX_VALUE));
    }

    private static long count(View view, EvidenceKind kind, int days) {
        return view.known().signs().stream()
                .filter(s -> s.kind() == kind)
                .map(Sign::day)
                .filter(day -> view.since(day) < days)
                .count();
    }

    private static void publications(View view, Sink out) {
        for (Bulletin.Kind kind : Bulletin.Kind.values()) {
            out.number(
                    "CERTFR_" + kind.name(),
                    view.known().citations().stream()
                            .filter(c -> c.ref().kind() == kind && view.since(c.day()) < CERTFR_DAYS)
                            .count());
        }
    }

    private static void history(View view, Sink out) {
        Said said = view.said();
        Set<String> vendors = said.vendors();
        Set<ProductKey> products = said.products();
        if (vendors.isEmpty()) {
            Optional<Mentions.Mention> mention = mentioned(view);
            vendors = mention.map(m -> Set.of(m.vendor())).orElse(Set.of());
            products = mention.map(m -> Set.copyOf(m.products())).orElse(products);
        }
        Set<String> named = vendors;
        fate("VENDOR", named.stream().map(HistoryKeys::vendor).toList(), view, out);
        fate("PRODUCT", products.stream().map(HistoryKeys::product).toList(), view, out);
        fate(
                "VENDOR_CWE",
                named.stream()
                        .flatMap(vendor -> said.weaknesses().stream().map(cwe -> HistoryKeys.both(vendor, cwe)))
                        .toList(),
                view,
                out);
        fate("CWE", said.weaknesses().stream().map(HistoryKeys::weakness).toList(), view, out);
    }

    /** The first vendor of the text of whom some CVEs are known. */
    private static Optional<Mentions.Mention> mentioned(View view) {
        return Mentions.of(view.said().description()).stream()
                .filter(m -> view.history()
                                .asOf(HistoryKeys.vendor(m.vendor()), view.day())
                                .published()
                        >= KNOWN_VENDOR)
                .findFirst();
    }

    /** Of several names the one with the most exploited CVEs speaks. */
    private static void fate(String family, List<String> keys, View view, Sink out) {
        History.Tally most = History.Tally.NONE;
        for (String key : keys) {
            History.Tally tally = view.history().asOf(key, view.day());
            most = tally.compareTo(most) > 0 ? tally : most;
        }
        out.number(family + "_CVES", most.published());
        out.number(family + "_CVES_30D", most.publishedMonth());
        out.number(family + "_EXPLOITED", most.exploited());
        out.number(family + "_EXPLOITED_12M", most.exploitedYear());
        out.number(family + "_EXPLOITED_SHARE", rounded(most.share()));
        out.number(family + "_EXPLOITED_SHARE_12M", rounded(most.shareYear()));
        if (most.exploited() > 0) {
            out.number(family + "_EXPLOITED_DAYS_AGO", most.daysSinceExploited());
        }
    }

    /**
     * Only what raises the urgency: CISA overwrites a decision with the next, so that an exploited CVE seems undecided
     * before, and "not decided" would tell the outcome.
     */
    private static void ssvc(View view, Sink out) {
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

    /** A 0 that is said: a value that is left out escapes the direction that the model is held to. */
    private static void decision(Sink out, String name, boolean holds) {
        out.add("C:" + name, holds ? 1 : 0);
    }

    private static void description(View view, Sink out) {
        out.number("DESCRIPTION_LENGTH", view.said().description().length());
        for (String phrase : view.said().phrases()) {
            if (!tellsOutcome(phrase)) {
                out.add("T:NP:" + phrase, 1);
            }
        }
    }

    private static boolean tellsOutcome(String phrase) {
        for (String word : OUTCOME) {
            int at = phrase.indexOf(word);
            if (at >= 0) {
                return true;
            }
        }
        return false;
    }

    private static void epss(View view, Sink out) {
        var scores = view.known().epss();
        if (!scores.isEmpty()) {
            scores.get(scores.size() - 1).score().ifPresent(score -> out.number("EPSS", score));
        }
    }

    /** Four decimals tell shares apart, and more only look exact. */
    private static double rounded(double share) {
        return Math.round(share * DECIMALS) / DECIMALS;
    }

    private static String capitals(String key) {
        return key.toUpperCase(Locale.ROOT);
    }
}
