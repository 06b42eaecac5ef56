package vigie.triage;

import java.util.Comparator;
import java.util.Set;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.Points;

/** Questions about assets whose answers would decide most. */
final class Questions {

    /** What is known of a vulnerability, or not: no list of assets answers it. */
    private static final Set<String> OF_VULNERABILITIES =
            Set.of(Points.EXPLOITATION, Points.AUTOMATABLE, Points.TECHNICAL_IMPACT, Points.IN_KEV, "ssvc:KEV");

    static final Comparator<Ranking.Question> MOST_FIRST = Comparator.comparingLong(
                    (Ranking.Question one) -> -one.rows())
            .thenComparing(one -> one.point().id())
            .thenComparing(Ranking.Question::assets);

    private Questions() {}

    static boolean aboutAssets(DecisionPoint point) {
        return !OF_VULNERABILITIES.contains(point.point());
    }

    /** A pattern for an asset and those that are numbered like it: {@code web-*} for {@code web-03}; its name where it has no number. */
    static String pattern(String asset) {
        for (int i = 0; i < asset.length(); i++) {
            if (Character.isDigit(asset.charAt(i))) {
                return i == 0 ? asset : asset.substring(0, i) + "*";
            }
        }
        return asset;
    }
}
