package vigie.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.Contribution;

/**
 * Turns the contributions of a topic into facts. Features that say one thing together (the values of one metric, the
 * counts of one thing, all that hangs on a missing assessment) are one fact with the sum of their contributions.
 */
final class Facts {

    private static final String METRIC = "CVSS_";

    private final FeatureWords words;
    private final Set<Absence> absent;

    Facts(FeatureWords words, Set<Absence> absent) {
        this.words = words;
        this.absent = absent;
    }

    private record Said(Claim claim, double logOdds) {}

    /** The facts; their sum is that of the contributions. The features with the largest contributions come first. */
    List<Fact> of(List<Contribution> contributions) {
        Set<String> rated = rated(contributions);
        Map<String, List<Contribution>> bundles = new LinkedHashMap<>();
        for (Contribution one : contributions) {
            bundles.computeIfAbsent(bundle(one, rated), key -> new ArrayList<>())
                    .add(one);
        }
        List<Said> said = new ArrayList<>();
        bundles.forEach((key, bundle) -> said.add(new Said(claim(bundle), sum(bundle))));
        said.sort(Comparator.comparingDouble(s -> -Math.abs(s.logOdds())));
        Map<String, List<Said>> frames = new LinkedHashMap<>();
        for (Said one : said) {
            frames.computeIfAbsent(frame(one), key -> new ArrayList<>()).add(one);
        }
        return frames.values().stream().map(this::fact).toList();
    }

    /** The metrics of which the contributions name the value. */
    private static Set<String> rated(List<Contribution> contributions) {
        Set<String> rated = new HashSet<>();
        for (Contribution one : contributions) {
            FeatureName name = FeatureName.parse(one.feature());
            if (name.isCategory() && name.subject().startsWith(METRIC) && FeatureName.holds(one.value())) {
                rated.add(name.subject());
            }
        }
        return rated;
    }

    private String bundle(Contribution one, Set<String> rated) {
        for (Absence absence : absent) {
            if (absence.explains(one)) {
                return "absent " + absence;
            }
        }
        FeatureName name = FeatureName.parse(one.feature());
        if (name.isCategory() && rated.contains(name.subject())) {
            return "metric " + name.subject();
        }
        return CountWords.Count.of(name, words.words())
                .map(count -> "count " + count.thing())
                .orElse("feature " + one.feature());
    }

    private Claim claim(List<Contribution> bundle) {
        if (bundle.size() == 1) {
            return words.claim(bundle.get(0));
        }
        Map<CountWords.Count, Double> counts = new LinkedHashMap<>();
        for (Contribution one : bundle) {
            CountWords.Count.of(FeatureName.parse(one.feature()), words.words())
                    .ifPresent(count -> counts.put(count, one.value()));
        }
        Optional<Contribution> holds = bundle.stream()
                .filter(one -> FeatureName.parse(one.feature()).isCategory() && FeatureName.holds(one.value()))
                .findFirst();
        return holds.map(words::claim)
                .orElseGet(() ->
                        words.counts().words(counts).map(Claim::finished).orElseGet(() -> words.claim(bundle.get(0))));
    }

    /** Items that raise and items that lower are never said in one breath. */
    private static String frame(Said said) {
        Claim claim = said.claim();
        return claim.item().isEmpty() ? claim.frame() : claim.frame() + (said.logOdds() < 0 ? " -" : " +");
    }

    private Fact fact(List<Said> said) {
        Claim first = said.get(0).claim();
        double sum = said.stream().mapToDouble(Said::logOdds).sum();
        if (first.item().isEmpty()) {
            return new Fact(first.frame(), sum);
        }
        List<String> items = said.stream().map(s -> s.claim().item()).distinct().toList();
        return new Fact(words.together(first.frame(), items), sum);
    }

    private static double sum(List<Contribution> bundle) {
        return bundle.stream().mapToDouble(Contribution::logOdds).sum();
    }
}
