package vigie.web.site;

import java.util.Locale;
import java.util.Optional;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.Tree;
import vigie.triage.Change;
import vigie.triage.Ranked;

/**
 * Which findings of a run are shown.
 *
 * @param decision key of the worst possible outcome
 * @param asset part of the name of the asset, in small letters
 * @param text part of the identifier or of the package, in small letters
 * @param change what became of it since the run
 * @param exploited only those that are known to be exploited
 */
public record FindingFilter(
        Optional<String> decision,
        Optional<String> asset,
        Optional<String> text,
        Optional<Change.State> change,
        boolean exploited) {

    /** What an address asks for. */
    public static FindingFilter of(QueryValues asked, Tree tree) {
        return new FindingFilter(
                asked.value(
                        "decision",
                        "decision",
                        text -> tree.outcome().named(text).map(DecisionPoint.Value::key)),
                asked.text("asset").map(text -> text.toLowerCase(Locale.ROOT)),
                asked.text("q").map(text -> text.toLowerCase(Locale.ROOT)),
                asked.value("change", "change", FindingFilter::state),
                asked.flag("exploited").orElse(false));
    }

    private static Optional<Change.State> state(String text) {
        for (Change.State state : Change.State.values()) {
            if (state.toString().equals(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** Whether a finding is shown. */
    public boolean passes(Ranked row) {
        return decision.filter(key -> !key.equals(
                                row.decision().map(one -> one.worst().key()).orElse("")))
                        .isEmpty()
                && asset.filter(part -> !lower(row.finding().asset()).contains(part))
                        .isEmpty()
                && text.filter(part -> !lower(row.id()).contains(part)
                                && !lower(row.packageName()).contains(part))
                        .isEmpty()
                && change.filter(state -> state != row.change().state()).isEmpty()
                && (!exploited || row.known().summary().exploited().isPresent());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
