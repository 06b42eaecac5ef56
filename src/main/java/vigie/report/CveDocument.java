package vigie.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vigie.facts.CveFacts;
import vigie.model.Affected;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Reference;
import vigie.model.Severity;
import vigie.model.Ssvc;
import vigie.model.VersionRange;
import vigie.model.Weakness;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.store.ScoreQuery;
import vigie.text.Messages;

/** All that is known of a CVE as one JSON object, every value with its origin. */
public final class CveDocument {

    private CveDocument() {}

    /** The object, or empty if nothing at all is known of the CVE; the words of an explanation are in a language. */
    public static Optional<Map<String, Object>> of(
            CveId cve, DossierQuery dossiers, ScoreQuery scores, Messages messages) {
        return dossiers.summary(cve).map(summary -> {
            Map<String, Object> object = object(cve, summary, CveFacts.of(cve, dossiers), dossiers);
            object.put(
                    "exploit_model",
                    scores.score(cve).map(new ScoreJson(messages)::of).orElse(null));
            return object;
        });
    }

    private static Map<String, Object> object(CveId cve, CveSummary summary, CveFacts facts, DossierQuery dossiers) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("cve", cve.toString());
        object.put("state", summary.state().orElse(null));
        Optional<CveRecord> record = facts.records().stream().findFirst();
        object.put(
                "published",
                record.flatMap(CveRecord::published).map(Object::toString).orElse(null));
        object.put(
                "modified",
                record.flatMap(CveRecord::modified).map(Object::toString).orElse(null));
        object.put("assigner", record.map(CveRecord::assigner).orElse(null));
        object.put("title", facts.title());
        object.put("description", facts.description());
        object.put("cvss", chosen(summary));
        List<Container> said = facts.containers();
        object.put("assessments", each(said, c -> c.assessments().stream(), CveDocument::assessment));
        object.put("weaknesses", each(said, c -> c.weaknesses().stream(), CveDocument::weakness));
        object.put("affected", each(said, c -> c.affected().stream(), CveDocument::affected));
        object.put("ssvc", each(said, c -> c.ssvc().stream(), CveDocument::ssvc));
        object.put("epss", epss(cve, dossiers));
        object.put(
                "known_exploited",
                dossiers.kev(cve).stream().map(CveDocument::kev).toList());
        object.put(
                "evidence",
                dossiers.evidence(cve).stream().map(CveDocument::evidence).toList());
        object.put(
                "publications",
                dossiers.citations(cve).stream().map(CveDocument::citation).toList());
        object.put("references", each(said, c -> c.references().stream(), CveDocument::reference));
        object.put(
                "tags", said.stream().flatMap(c -> c.tags().stream()).distinct().toList());
        return object;
    }

    private static <T> List<Object> each(
            List<Container> containers, Function<Container, Stream<T>> of, Function<T, Map<String, Object>> as) {
        return containers.stream().flatMap(of).<Object>map(as).toList();
    }

    private static Map<String, Object> chosen(CveSummary summary) {
        Map<String, Object> object = new LinkedHashMap<>();
        summary.cvssScore().ifPresent(score -> {
            object.put("score", score);
            object.put("severity", Severity.of(score).toString());
            object.put("version", summary.cvssVersion().orElse(null));
            object.put("vector", summary.cvssVector().orElse(null));
            object.put("source", summary.cvssSource().orElse(null));
        });
        return object;
    }

    private static Map<String, Object> assessment(Assessment assessment) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", assessment.version().toString());
        object.put("score", assessment.score());
        object.put("vector", assessment.vector());
        object.put("source", assessment.origin().toString());
        return object;
    }

    private static Map<String, Object> weakness(Weakness weakness) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("cwe", weakness.id());
        object.put("description", weakness.description());
        object.put("source", weakness.origin().toString());
        return object;
    }

    private static Map<String, Object> affected(Affected affected) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("vendor", affected.vendor());
        object.put("product", affected.product());
        object.put("default_status", affected.defaultStatus());
        object.put(
                "versions", affected.versions().stream().map(CveDocument::range).toList());
        object.put("cpes", affected.cpes());
        object.put("collection", affected.collection());
        object.put("source", affected.origin().toString());
        return object;
    }

    private static Map<String, Object> range(VersionRange range) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", range.version());
        range.lessThan().ifPresent(end -> object.put("less_than", end));
        range.lessThanOrEqual().ifPresent(end -> object.put("less_than_or_equal", end));
        object.put("status", range.status());
        return object;
    }

    private static Map<String, Object> ssvc(Ssvc ssvc) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("exploitation", ssvc.exploitation());
        object.put("automatable", ssvc.automatable());
        object.put("technical_impact", ssvc.technicalImpact());
        object.put("timestamp", ssvc.timestamp().map(Object::toString).orElse(null));
        object.put("source", ssvc.origin().toString());
        return object;
    }

    private static List<Map<String, Object>> epss(CveId cve, DossierQuery dossiers) {
        List<Map<String, Object>> scores = new ArrayList<>();
        for (DossierQuery.EpssSince score : dossiers.epss(cve)) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("since", score.since().toString());
            object.put("score", score.score().orElse(null));
            object.put("percentile", score.percentile().orElse(null));
            scores.add(object);
        }
        return scores;
    }

    private static Map<String, Object> kev(DossierQuery.KeptKev kev) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("catalogue", kev.entry().catalogue());
        object.put("added", kev.entry().added().toString());
        object.put("due", kev.entry().due().map(Object::toString).orElse(null));
        object.put("ransomware", kev.entry().ransomware());
        object.put("vendor", kev.entry().vendor());
        object.put("product", kev.entry().product());
        object.put("name", kev.entry().name());
        object.put("withdrawn", kev.withdrawn().map(Object::toString).orElse(null));
        return object;
    }

    private static Map<String, Object> evidence(DossierQuery.KeptEvidence evidence) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", evidence.kind().toString());
        object.put("source", evidence.source());
        object.put("day", evidence.day().toString());
        object.put("day_is", evidence.dated() ? "given" : "first seen");
        object.put("ref", evidence.ref());
        object.put("url", evidence.url());
        object.put("withdrawn", evidence.withdrawn().map(Object::toString).orElse(null));
        return object;
    }

    private static Map<String, Object> citation(DossierQuery.Citation citation) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("reference", citation.ref().toString());
        object.put("title", citation.title());
        object.put("published", citation.published().toString());
        return object;
    }

    private static Map<String, Object> reference(Reference reference) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("url", reference.url());
        object.put("tags", reference.tags());
        object.put("source", reference.origin().toString());
        return object;
    }
}
