package vigie.score;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What rules about fixing came to, as nested maps and lists, for JSON; a number that does not exist is null. */
public final class FixingTree {

    private static final double DIGITS = 1e4;

    private FixingTree() {}

    /** The whole result. */
    public static Map<String, Object> of(FixingResult result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("first_round", result.first().toString());
        tree.put("end", result.end().toString());
        tree.put("rounds", result.weeks());
        tree.put("fixes_per_round", result.perWeek());
        tree.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        tree.put("open_at_first", result.atFirst());
        tree.put("arrived", result.arrived());
        tree.put("exploited", result.exploited());
        tree.put("exploited_before_any_round", result.unreachable());
        tree.put("rounds_with_epss", result.roundsWithEpss());
        Map<String, Object> rules = new LinkedHashMap<>();
        for (FixingResult.ByRule by : result.rules()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("fixes", rounded(by.fixes()));
            one.put("fixed_in_time", rounded(by.inTime()));
            one.put("missed", rounded(result.missed(by)));
            one.put("missed_share", rounded(by.missed().value()));
            one.put("missed_share_from", rounded(by.missed().from()));
            one.put("missed_share_to", rounded(by.missed().to()));
            one.put("fixed_late", rounded(by.late()));
            one.put("never_fixed", rounded(Math.max(0, result.missed(by) - by.late())));
            rules.put(by.rule().name().toLowerCase(Locale.ROOT), one);
        }
        tree.put("rules", rules);
        return tree;
    }

    private static Double rounded(double value) {
        return Double.isFinite(value) ? (Double) (Math.round(value * DIGITS) / DIGITS) : null;
    }
}
