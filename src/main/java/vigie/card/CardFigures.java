package vigie.card;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.learn.metrics.Calibration.Bin;
import vigie.score.Evaluation;
import vigie.score.Evaluation.Measures;
import vigie.score.Evaluation.Table;
import vigie.score.Outcome;

/**
 * Reads back what {@code vigie.score.EvaluationTree} wrote. Whatever is missing or of another kind than it should be is
 * not a number, or empty: a card may come from anywhere.
 */
final class CardFigures {

    private static final int MOST_EVALUATIONS = 9;
    private static final int MOST_TABLES = 200;
    private static final int MOST_ROWS = 50;

    private CardFigures() {}

    /** All evaluations of a card that have a table. */
    static List<Evaluation> evaluations(JsonNode card) {
        return Stream.concat(
                        Stream.of(card.path("evaluation")),
                        card.path("further_evaluations").valueStream().limit(MOST_EVALUATIONS))
                .flatMap(evaluation -> evaluation(evaluation).stream())
                .toList();
    }

    /** The evaluation; empty if it has no table. */
    static Optional<Evaluation> evaluation(JsonNode json) {
        List<Table> tables = json.path("tables")
                .valueStream()
                .limit(MOST_TABLES)
                .flatMap(table -> table(table).stream())
                .toList();
        Outcome outcome = json.path("outcome").asString("").equals("kev") ? Outcome.KEV : Outcome.ANY;
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(new Evaluation(
                        outcome, day(json.path("published_since")).orElse(LocalDate.EPOCH), tables));
    }

    /** One table; empty if it has no contestant. */
    static Optional<Table> table(JsonNode json) {
        Map<String, Measures> contestants = new LinkedHashMap<>();
        json.propertyStream()
                .filter(property -> property.getValue().path("roc_auc").isObject())
                .limit(MOST_ROWS)
                .forEach(property -> contestants.put(property.getKey(), measures(property.getValue())));
        return contestants.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        json.path("as_of")
                                .valueStream()
                                .flatMap(day -> day(day).stream())
                                .toList(),
                        json.path("horizon_days").asInt(0),
                        Evaluation.Group.of(json.path("group").asString("all")),
                        json.path("pool").asInt(0),
                        json.path("positives").asInt(0),
                        contestants));
    }

    private static Measures measures(JsonNode json) {
        List<JsonNode> efforts = json.path("at_effort")
                .valueStream()
                .filter(at -> Double.isFinite(number(at.path("effort"))))
                .limit(MOST_ROWS)
                .toList();
        return new Measures(
                interval(json.path("roc_auc")),
                interval(json.path("pr_auc")),
                efforts.stream().map(at -> interval(at.path("coverage"))).toList(),
                efforts.stream()
                        .map(at -> new AtEffort(
                                number(at.path("effort")),
                                number(at.path("coverage").path("value")),
                                number(at.path("efficiency"))))
                        .toList(),
                number(json.path("brier")),
                json.path("reliability")
                        .valueStream()
                        .map(CardFigures::bin)
                        .filter(bin -> Double.isFinite(bin.from()))
                        .limit(MOST_ROWS)
                        .toList(),
                List.of(),
                List.of());
    }

    private static Bin bin(JsonNode json) {
        return new Bin(
                number(json.path("from")),
                number(json.path("to")),
                number(json.path("cves")),
                number(json.path("predicted")),
                number(json.path("observed")));
    }

    private static Interval interval(JsonNode json) {
        return new Interval(number(json.path("value")), number(json.path("from")), number(json.path("to")));
    }

    /** Not a number unless it is one. */
    static double number(JsonNode json) {
        return json.isNumber() ? json.asDouble(Double.NaN) : Double.NaN;
    }

    private static Optional<LocalDate> day(JsonNode json) {
        try {
            return Optional.of(LocalDate.parse(json.asString("")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
