package vigie.feature;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vigie.model.Affected;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.Origin;
import vigie.model.Preference;
import vigie.model.Weakness;
import vigie.text.NounPhrases;

/**
 * The contents of the visible records of a CVE, in the names that features use; otherwise independent of the day.
 *
 * @param vendors keys of vendors
 * @param products keys of vendor and product
 * @param parts products by CPE part
 * @param weaknesses CWE numbers
 * @param assessment the CVSS assessment used for the CVE
 * @param description the description used for the CVE
 * @param phrases its noun phrases
 */
record RecordFacts(
        Set<String> vendors,
        Set<ProductKey> products,
        Map<String, Integer> parts,
        Set<String> weaknesses,
        Optional<Assessment> assessment,
        String description,
        Set<String> phrases) {

    static RecordFacts of(List<Container> containers) {
        List<Affected> affected = named(containers);
        Set<String> vendors = new LinkedHashSet<>();
        Map<ProductKey, String> products = new LinkedHashMap<>();
        for (Affected entry : affected) {
            ProductKey key = ProductKey.of(entry.vendor(), entry.product());
            if (!key.vendor().isEmpty()) {
                vendors.add(key.vendor());
            }
            if (!key.product().isEmpty()) {
                // Without a part, it is an application in 95 % of cases.
                products.putIfAbsent(key, entry.part().isEmpty() ? "a" : entry.part());
            }
        }
        String description = Preference.description(containers);
        return new RecordFacts(
                vendors,
                products.keySet(),
                products.values().stream().collect(Collectors.toMap(part -> part, part -> 1, Integer::sum)),
                weaknesses(containers),
                Preference.assessment(containers),
                description,
                NounPhrases.of(description));
    }

    /** The keys under which the history of vendors, products and weaknesses counts a CVE. */
    static Set<String> keys(List<Container> containers) {
        Set<String> keys = new LinkedHashSet<>();
        Set<String> weaknesses = weaknesses(containers);
        record Written(String vendor, String product) {}
        Set<Written> names = new LinkedHashSet<>();
        named(containers).forEach(entry -> names.add(new Written(entry.vendor(), entry.product())));
        // Many entries are versions and platforms of one product: its key is found once.
        for (Written name : names) {
            ProductKey key = ProductKey.of(name.vendor(), name.product());
            if (!key.vendor().isEmpty()) {
                keys.add(HistoryKeys.vendor(key.vendor()));
                weaknesses.forEach(cwe -> keys.add(HistoryKeys.both(key.vendor(), cwe)));
            }
            if (!key.product().isEmpty()) {
                keys.add(HistoryKeys.product(key));
            }
        }
        weaknesses.forEach(cwe -> keys.add(HistoryKeys.weakness(cwe)));
        return keys;
    }

    /** Whether containers name neither a CVSS assessment nor a vendor or product. */
    static boolean bare(List<Container> containers) {
        return Preference.assessment(containers).isEmpty()
                && named(containers).stream()
                        .map(entry -> ProductKey.of(entry.vendor(), entry.product()))
                        .allMatch(key -> key.vendor().isEmpty() && key.product().isEmpty());
    }

    /**
     * Of what may be affected: products of NVD's CPE names where there is one, otherwise those that records name in their own words.
     * CPE names of CNAs are left out, as models that are in use were trained without them.
     */
    private static List<Affected> named(List<Container> containers) {
        List<Affected> all = containers.stream()
                .flatMap(c -> c.affected().stream())
                .filter(Affected::mayBeAffected)
                .filter(a -> a.part().isEmpty() || a.origin().kind() == Origin.Kind.NVD)
                .toList();
        List<Affected> cpe = all.stream().filter(a -> !a.part().isEmpty()).toList();
        return cpe.isEmpty() ? all : cpe;
    }

    private static Set<String> weaknesses(List<Container> containers) {
        return containers.stream()
                .flatMap(c -> c.weaknesses().stream())
                .map(Weakness::id)
                .filter(id -> id.startsWith("CWE-"))
                .map(id -> id.substring(4))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
