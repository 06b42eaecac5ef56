package vigie.ssvc;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything of an asset that decisions depend on: assets of one class get the same decision about a CVE, so that it is made once.
 *
 * @param values by {@link DecisionPoint#point}, the keys of the values that the list of assets gives; a point that it does not name
 *     is not decided
 */
public record AssetClass(Map<String, Set<String>> values) {

    /** An asset of which nothing is known. */
    public static final AssetClass ANY = new AssetClass(Map.of());

    /** Keeps a sorted copy. */
    public AssetClass {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** This and what is said besides; to a point that both answer, the other answer stands. */
    public AssetClass and(AssetClass other) {
        Map<String, Set<String>> all = new TreeMap<>(values);
        all.putAll(other.values);
        return new AssetClass(all);
    }

    /** The same as answers. */
    Points points() {
        Map<String, Answer> answers = new TreeMap<>();
        values.forEach((point, keys) -> answers.put(point, Answer.stated(keys)));
        return new Points(answers);
    }
}
