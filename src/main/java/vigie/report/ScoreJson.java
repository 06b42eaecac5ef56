package vigie.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vigie.explain.Reasons;
import vigie.explain.Reasons.Reason;
import vigie.model.BandRecord;
import vigie.model.Contribution;
import vigie.model.Score;
import vigie.model.ScoreBand;
import vigie.text.Figures;
import vigie.text.Messages;

/** A score and its reasons as a JSON object. The words are in the user's language, everything else is for programs. */
public final class ScoreJson {

    /** Enough for sums of single precision numbers, and too few for the noise of binary fractions. */
    private static final int DECIMALS = 9;

    private final Reasons reasons;
    private final Function<String, Optional<BandRecord>> past;

    /**
     * @param messages the user's language
     * @param past what the bands of a model held on past days, by the model's identifier
     */
    public ScoreJson(Messages messages, Function<String, Optional<BandRecord>> past) {
        this.reasons = new Reasons(messages);
        this.past = past;
    }

    /**
     * The score with every contribution in full precision.
     *
     * @param all the contributions of all features; they and the bias add up to the margin
     */
    public Map<String, Object> of(Score score, List<Contribution> all) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("cve", score.cve().toString());
        head(object, score);
        object.put(
                "reasons",
                reasons.of(score, all).stream().map(ScoreJson::reason).toList());
        object.put("contributions", contributions(all));
        return object;
    }

    /**
     * As {@link #of(Score, List)}, with every feature of the model: its value, or null where it is missing.
     *
     * @param columns the names of all features
     * @param values the features that have a value
     */
    public Map<String, Object> whole(
            Score score, List<Contribution> all, List<String> columns, Map<String, Float> values) {
        Map<String, Object> object = of(score, all);
        Map<String, Object> features = new LinkedHashMap<>();
        columns.forEach(name -> features.put(name, values.get(name)));
        object.put("features", features);
        return object;
    }

    /** As {@link #of(Score)}, with the CVE. */
    public Map<String, Object> kept(Score score) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("cve", score.cve().toString());
        object.putAll(of(score));
        return object;
    }

    /** The score as it is kept: the largest contributions, and the rest as one number. */
    Map<String, Object> of(Score score) {
        Map<String, Object> object = new LinkedHashMap<>();
        head(object, score);
        object.put("rest", score.rest());
        object.put("reasons", reasons.of(score).stream().map(ScoreJson::reason).toList());
        object.put("contributions", contributions(score.listed()));
        return object;
    }

    private void head(Map<String, Object> object, Score score) {
        object.put("score", score.probability());
        score.spread().ifPresent(spread -> {
            object.put("score_lowest", spread.lowest());
            object.put("score_highest", spread.highest());
        });
        object.put("percentile", score.percentile());
        ScoreBand band = ScoreBand.of(score.percentile());
        object.put("band", band.toString());
        past.apply(score.model()).flatMap(held -> held.held(band)).ifPresent(share -> object.put("band_held", share));
        object.put("known_exploited", ExploitedJson.of(score.known()));
        object.put("model", score.model());
        object.put("day", score.day().toString());
        object.put("bias", score.bias());
        object.put("margin", score.margin());
    }

    private static Map<String, Object> reason(Reason reason) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("topic", reason.topic().toString());
        object.put("contribution", Figures.rounded(reason.logOdds(), DECIMALS));
        object.put("odds_factor", Figures.rounded(Math.exp(reason.logOdds()), DECIMALS));
        object.put("words", reason.words());
        object.put("other_features", reason.others());
        object.put(
                "features",
                reason.contributions().stream()
                        .filter(c -> c.logOdds() != 0)
                        .map(Contribution::key)
                        .toList());
        return object;
    }

    private List<Map<String, Object>> contributions(List<Contribution> all) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Contribution one : all) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("feature", one.feature());
            object.put("value", Double.isFinite(one.value()) ? Figures.shortest(one.value()) : null);
            object.put("contribution", one.logOdds());
            object.put("words", reasons.words().of(one));
            list.add(object);
        }
        return list;
    }
}
