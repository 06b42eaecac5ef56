package vigie.report;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vigie.facts.CveFacts;
import vigie.facts.CveStatements;
import vigie.model.Affected;
import vigie.model.Assessment;
import vigie.model.BandRecord;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.Reference;
import vigie.model.Rejection;
import vigie.model.Severity;
import vigie.model.Ssvc;
import vigie.model.VersionRange;
import vigie.model.Weakness;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.text.Messages;

/** All that is known of a CVE as one JSON object, every value with its origin. */
public final class CveDocument {

    private CveDocument() {}

    /**
     * The object; the words of an explanation are in the language of the messages.
     *
     * @param past what the bands of a model held on past days, by the model's identifier
     */
    public static Map<String, Object> of(
            CveFacts facts, Messages messages, Function<String, Optional<BandRecord>> past) {
        Map<String, Object> object = new LinkedHashMap<>();
        CveStatements statements = facts.statements();
        Optional<CveRecord> record = facts.record();
        object.put("cve", facts.cve().toString());
        object.put("state", facts.summary().state().orElse(null));
        object.put(
                "rejection", statements.rejection().map(CveDocument::rejection).orElse(null));
        object.put("published", text(facts.dating().flatMap(CveRecord::published)));
        object.put(
                "published_origin",
                text(facts.dating().map(dating -> dating.basis().origin())));
        object.put(
                "published_basis",
                facts.dating()
                        .map(dating -> dating.basis().name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        Optional<Instant> misdated = record.flatMap(one -> one.refused().modified());
        object.put("published_refused", text(record.flatMap(one -> one.refused().published())));
        object.put("modified", text(misdated.or(() -> record.flatMap(CveRecord::modified))));
        object.put("modified_refused", misdated.isPresent());
        object.put("assigner", record.map(CveRecord::assigner).orElse(null));
        object.put("title", facts.title());
        object.put("description", statements.description());
        object.put("cvss", chosen(facts.summary()));
        object.put("assessments", each(statements.assessments(), CveDocument::assessment));
        object.put("weaknesses", each(statements.all(Container::weaknesses), CveDocument::weakness));
        object.put("affected", each(statements.all(Container::affected), CveDocument::affected));
        object.put("ssvc", each(statements.all(Container::ssvc), CveDocument::ssvc));
        object.put("decisions", each(facts.decisions(), DecisionJson::of));
        object.put("epss", each(facts.epss(), CveDocument::epss));
        object.put("known_exploited", ExploitedJson.of(facts.exploited()));
        object.put("catalogues", each(facts.catalogues(), CveDocument::kev));
        object.put("evidence", each(facts.evidence(), CveDocument::evidence));
        object.put("publications", each(facts.citations(), CveDocument::citation));
        object.put("references", each(statements.all(Container::references), CveDocument::reference));
        object.put("tags", statements.all(Container::tags).stream().distinct().toList());
        object.put(
                "exploit_model",
                facts.score().map(new ScoreJson(messages, past)::of).orElse(null));
        return object;
    }

    private static <T> List<Map<String, Object>> each(List<T> all, Function<T, Map<String, Object>> as) {
        return all.stream().map(as).toList();
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }

    private static Map<String, Object> rejection(Rejection rejection) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("reason", rejection.reason());
        object.put(
                "replaced_by",
                rejection.replacedBy().stream().map(Object::toString).toList());
        return object;
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
        object.put("scenario", assessment.scenario());
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
        object.put("limits", affected.limits());
        object.put("status", affected.status().toString());
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
        range.after().ifPresent(start -> object.put("greater_than", start));
        range.lessThan().ifPresent(end -> object.put("less_than", end));
        range.lessThanOrEqual().ifPresent(end -> object.put("less_than_or_equal", end));
        if (!range.type().isEmpty()) {
            object.put("version_type", range.type());
        }
        object.put("status", range.status());
        if (!range.changes().isEmpty()) {
            object.put(
                    "changes", range.changes().stream().map(CveDocument::change).toList());
        }
        return object;
    }

    private static Map<String, Object> change(VersionRange.Change change) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("at", change.at());
        object.put("status", change.status());
        return object;
    }

    private static Map<String, Object> ssvc(Ssvc ssvc) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("exploitation", ssvc.exploitation());
        object.put("automatable", ssvc.automatable());
        object.put("technical_impact", ssvc.technicalImpact());
        object.put("timestamp", text(ssvc.timestamp()));
        object.put("source", ssvc.origin().toString());
        return object;
    }

    private static Map<String, Object> epss(DossierQuery.EpssSince score) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("since", score.since().toString());
        object.put("score", score.score().orElse(null));
        object.put("percentile", score.percentile().orElse(null));
        return object;
    }

    private static Map<String, Object> kev(DossierQuery.KeptKev kev) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("catalogue", kev.entry().catalogue());
        object.put("added", kev.added().day().toString());
        object.put("date_origin", kev.added().origin().toString());
        object.put("due", text(kev.entry().due()));
        object.put("ransomware", kev.entry().ransomware());
        object.put("vendor", kev.entry().vendor());
        object.put("product", kev.entry().product());
        object.put("name", kev.entry().name());
        object.put("withdrawn", text(kev.withdrawn()));
        return object;
    }

    private static Map<String, Object> evidence(DossierQuery.KeptEvidence evidence) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", evidence.kind().toString());
        object.put("source", evidence.source());
        object.put("day", evidence.day().toString());
        object.put("date_origin", evidence.origin().toString());
        object.put("given", text(evidence.given()));
        object.put("ref", evidence.ref());
        object.put("url", evidence.url());
        object.put("withdrawn", text(evidence.withdrawn()));
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
