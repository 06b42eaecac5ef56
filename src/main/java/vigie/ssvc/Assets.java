package vigie.ssvc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import vigie.text.Wildcards;

/**
 * A list of assets: patterns for names and labels, and what is known of the assets that they match. Where several lines match an
 * asset, each thing is taken from the most specific line that says it: one that gives the whole name without wildcards, else the one
 * with most characters that are no wildcards; of equals the later.
 */
public final class Assets {

    /** No assets: of none is anything known. */
    public static final Assets NONE = new Assets(List.of());

    /**
     * What a row of a list of CVEs says beside the CVE.
     *
     * @param asset name of the asset that the CVE is on
     * @param labels labels of that asset
     * @param values answers to decision points, of the asset and of the CVE
     * @param detected when it was detected there
     * @param notUnderstood headings of columns that mean something here, with a value that does not
     */
    public record Stated(
            Optional<String> asset,
            List<String> labels,
            AssetClass values,
            Optional<LocalDate> detected,
            Set<String> notUnderstood) {}

    /** What a row of a list of CVEs says, by the headings of its columns, which are those of a list of assets and more. */
    public static Stated stated(Map<String, String> row) {
        return AssetsFile.stated(row);
    }

    /**
     * A line of the list.
     *
     * @param name pattern for the name, {@code *} for any characters and {@code ?} for one; empty for every name
     * @param labels patterns, each of which some label of the asset must match
     * @param values what is said, by {@link DecisionPoint#point}; keys of values
     * @param whole whether the name is no pattern, whatever characters it has
     */
    record Line(
            String name,
            List<String> labels,
            Map<String, Set<String>> values,
            Optional<String> owner,
            Optional<LocalDate> asOf,
            boolean whole) {

        Line(
                String name,
                List<String> labels,
                Map<String, Set<String>> values,
                Optional<String> owner,
                Optional<LocalDate> asOf) {
            this(name, labels, values, owner, asOf, false);
        }

        private boolean exact() {
            return whole || !name.isEmpty() && name.indexOf('*') < 0 && name.indexOf('?') < 0;
        }

        private int literal() {
            int count = literal(name);
            for (String label : labels) {
                count += literal(label);
            }
            return count;
        }

        private static int literal(String pattern) {
            return (int) pattern.chars().filter(c -> c != '*' && c != '?').count();
        }

        private boolean matches(String asset, Collection<String> given) {
            return (whole && name.equalsIgnoreCase(asset) || !whole && (name.isEmpty() || Wildcards.match(name, asset)))
                    && labels.stream().allMatch(label -> given.stream().anyMatch(one -> Wildcards.match(label, one)));
        }
    }

    /** Lines with a whole name, by it; most specific last. */
    private final Map<String, List<Line>> exact = new HashMap<>();

    /** All others, most specific last. */
    private final List<Line> patterns;

    /** @param lines in the order of the file */
    Assets(List<Line> lines) {
        List<Line> sorted = lines.stream()
                .sorted(Comparator.comparing(Line::exact).thenComparing(Line::literal))
                .toList();
        sorted.stream()
                .filter(Line::exact)
                .forEach(line -> exact.computeIfAbsent(line.name().toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                        .add(line));
        patterns = sorted.stream().filter(line -> !line.exact()).toList();
    }

    /** What is known of single assets, as {@link #find} said it. */
    public static Assets of(Collection<Asset> assets) {
        return new Assets(assets.stream()
                .map(one -> new Line(one.name(), List.of(), one.assetClass().values(), one.owner(), one.asOf(), true))
                .toList());
    }

    /**
     * Reads a list: CSV with a heading, or TOML; its content tells which.
     *
     * @throws SsvcException if it is neither, or a line says something that cannot be meant
     */
    public static Assets read(byte... file) {
        return AssetsFile.read(file);
    }

    /** How many lines the list has. */
    public int size() {
        return patterns.size() + exact.values().stream().mapToInt(List::size).sum();
    }

    /** The oldest day of which a line is, where one says so. */
    public Optional<LocalDate> asOf() {
        return Stream.concat(patterns.stream(), exact.values().stream().flatMap(List::stream))
                .flatMap(line -> line.asOf().stream())
                .min(LocalDate::compareTo);
    }

    /**
     * What the list says of an asset.
     *
     * @param name its name; letter case does not count
     * @param labels its labels, {@code key=value} or a word
     */
    public Asset find(String name, Collection<String> labels) {
        Map<String, Set<String>> values = new TreeMap<>();
        Optional<String> owner = Optional.empty();
        Optional<LocalDate> asOf = Optional.empty();
        for (List<Line> lines : List.of(patterns, exact.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()))) {
            for (Line line : lines) {
                if (line.matches(name, labels)) {
                    values.putAll(line.values());
                    owner = line.owner().isPresent() ? line.owner() : owner;
                    asOf = Stream.concat(asOf.stream(), line.asOf().stream()).min(LocalDate::compareTo);
                }
            }
        }
        return new Asset(name, owner, asOf, new AssetClass(values));
    }
}
