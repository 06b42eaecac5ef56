package vigie.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vigie.finding.Finding;
import vigie.model.VersionOrder;
import vigie.ssvc.DecisionPoint;

/** Findings put together by what ends them at once: one upgrade, one package, one asset, one vulnerability. */
public final class Groups {

    private static final Pattern SEVERAL = Pattern.compile("[,;|\\s]+");

    private Groups() {}

    /** By what findings are put together. */
    public enum By {
        /** By package, those with a fix: the upgrade that ends all of them. */
        FIX,
        PACKAGE,
        ASSET,
        CVE;

        /** The one that a text names. */
        public static Optional<By> parse(String text) {
            return Arrays.stream(values())
                    .filter(by -> by.toString().equals(text))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A group.
     *
     * @param name package, asset or vulnerability; empty where reports do not say it
     * @param version for an upgrade, the version that ends all of them; empty where there is none, or for other groups
     * @param findings how many rows
     * @param assets on how many assets
     * @param vulnerabilities how many different ones
     * @param exploited how many rows are known to be exploited
     * @param decisions how many rows there are of each outcome, the most urgent first; rejected ones not
     * @param first the most urgent row
     */
    public record Group(
            String name,
            String version,
            long findings,
            int assets,
            int vulnerabilities,
            long exploited,
            List<Long> decisions,
            Ranked first) {

        /** The most urgent outcome of it; empty if all of it is rejected. */
        public Optional<DecisionPoint.Value> worst() {
            return first.decision().map(decision -> decision.worst());
        }
    }

    /** Most findings of the most urgent outcome first, then of the next one; then the one whose most urgent row comes first. */
    private static final Comparator<Group> BY_WORTH = (one, other) -> {
        for (int i = 0; i < one.decisions().size(); i++) {
            int more = Long.compare(other.decisions().get(i), one.decisions().get(i));
            if (more != 0) {
                return more;
            }
        }
        return Long.compare(one.first().rank(), other.first().rank());
    };

    private static final class Building {
        private final Ranked first;
        private final Set<String> assets = new HashSet<>();
        private final Set<String> ids = new HashSet<>();
        private final long[] decisions;
        private String version = "";
        private long findings;
        private long exploited;

        Building(Ranked first, int outcomes) {
            this.first = first;
            this.decisions = new long[outcomes];
        }

        void add(Ranked row) {
            findings++;
            assets.add(row.finding().asset());
            ids.add(row.id());
            exploited += row.known().summary().exploited().isPresent() ? 1 : 0;
            row.decision().ifPresent(decision -> decisions[decisions.length - 1 - decision.rank()]++);
            version = later(version, fix(row.finding()));
        }
    }

    /** The groups of a list, those first that are worth most. */
    public static List<Group> of(Ranking ranking, By by) {
        int outcomes = ranking.tree().outcome().values().size();
        Map<String, Building> all = new HashMap<>();
        ranking.each(row -> {
            String name = name(row, by);
            String key = by == By.FIX ? (row.finding().fixed().isEmpty() ? "- " : "+ ") + name : name;
            all.computeIfAbsent(key, any -> new Building(row, outcomes)).add(row);
        });
        List<Group> groups = new ArrayList<>();
        all.values()
                .forEach(one -> groups.add(new Group(
                        name(one.first, by),
                        by == By.FIX ? one.version : "",
                        one.findings,
                        one.assets.size(),
                        one.ids.size(),
                        one.exploited,
                        Arrays.stream(one.decisions).boxed().toList(),
                        one.first)));
        groups.sort(BY_WORTH);
        return groups;
    }

    private static String name(Ranked row, By by) {
        return switch (by) {
            case FIX, PACKAGE -> row.packageName();
            case ASSET -> row.finding().asset();
            case CVE -> row.id();
        };
    }

    /** Of several versions that mend it, as for several branches, the first that is later than the installed one. */
    private static String fix(Finding finding) {
        String[] offered = SEVERAL.split(finding.fixed().strip());
        VersionOrder.Key installed = VersionOrder.key(finding.component().version());
        String best = "";
        for (String one : offered) {
            boolean later =
                    VersionOrder.compare(VersionOrder.key(one), installed).orElse(1) > 0;
            if (later && (best.isEmpty() || !later(best, one).equals(one))) {
                best = one;
            }
        }
        return best.isEmpty() ? offered[offered.length - 1] : best;
    }

    /** The later of two versions; of two that cannot be compared, the one whose letters come last, whatever their order was. */
    private static String later(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one + other;
        }
        int order = VersionOrder.compare(VersionOrder.key(one), VersionOrder.key(other))
                .orElse(0);
        return (order == 0 ? one.compareTo(other) : order) >= 0 ? one : other;
    }
}
