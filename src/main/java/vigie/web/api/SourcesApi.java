package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.facts.Freshness;
import vigie.score.ModelRefused;
import vigie.score.ModelStore;
import vigie.store.StatusQuery;
import vigie.text.PlainText;
import vigie.web.site.BadQueryException;
import vigie.web.site.Filling;
import vigie.web.site.NotFoundException;
import vigie.web.site.Part;
import vigie.web.site.Site;
import vigie.web.site.SourceStates;

/** Sources in the API: the state of each source, and the model in use. */
final class SourcesApi implements Part {

    private final Site site;
    private Optional<JsonNode> card = Optional.empty();

    SourcesApi(Site site) {
        this.site = site;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/sources", this::sources);
        routes.get("/api/v1/model", this::model);
    }

    private void sources(Context context) {
        BadQueryException.refuse(Answers.asked(context));
        SourceStates status = site.sources();
        Map<String, Object> answer = new LinkedHashMap<>();
        Freshness freshness = site.freshness();
        answer.put(
                "sources",
                freshness.lines().stream()
                        .map(line -> source(line, status.sources().get(line.name())))
                        .toList());
        answer.put("totals", totals(status.totals()));
        answer.put("problem_count", status.problemCount());
        answer.put(
                "problems", status.problems().stream().map(SourcesApi::problem).toList());
        answer.put("filling", site.filling().map(Filling::json).orElse(null));
        Answers.json(context, freshness.dated(answer));
    }

    private static Map<String, Object> source(Freshness.Line line, StatusQuery.SourceState state) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("source", line.name());
        source.put("stale", line.stale());
        source.put("finding", line.finding().name());
        source.put("data", moment(line.data()));
        source.put("cadence_days", line.cadence().map(Duration::toDays).orElse(null));
        source.put("last_success", moment(state.success()));
        source.put("last_run", moment(state.lastRun()));
        source.put("last_outcome", state.outcome().map(o -> o.name()).orElse(null));
        source.put("records", state.records());
        source.put("error", PlainText.line(state.error()));
        return source;
    }

    private static Map<String, Object> totals(StatusQuery.Totals totals) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("publications", totals.publications());
        json.put("cves", totals.cves());
        json.put("epss_scores", totals.epss());
        json.put("known_exploited_count", totals.exploited());
        json.put("evidence", totals.evidence());
        json.put("newest_publication", totals.newest().map(Object::toString).orElse(null));
        return json;
    }

    private static Map<String, Object> problem(StatusQuery.Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", problem.source());
        json.put("feed", problem.feed());
        json.put("record", problem.record());
        json.put("cause", problem.cause());
        return json;
    }

    private static String moment(Optional<Instant> at) {
        return at.map(moment -> moment.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse(null);
    }

    private void model(Context context) {
        BadQueryException.refuse(Answers.asked(context));
        Answers.json(context, card(context));
    }

    /** To read a model checks it, which takes a while: its card is read when another one comes into use. */
    private synchronized JsonNode card(Context context) {
        try {
            ModelStore models = new ModelStore(site.home());
            String inUse = models.inUse().orElse("");
            JsonNode now = card.filter(known -> known.path("id").asString("").equals(inUse))
                    .orElseGet(() -> models.current().card().json());
            card = Optional.of(now);
            return now;
        } catch (ModelRefused e) {
            site.trouble().accept(e.getMessage());
            throw new NotFoundException(Answers.words(context).get("problem.model"));
        }
    }
}
