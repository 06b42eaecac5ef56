package vigie.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import vigie.feature.History;
import vigie.feature.Trait;
import vigie.model.CveId;
import vigie.store.KeptTrait;

/**
 * The contribution of each CVE to the history of others: stored between runs, and recomputed if
 * there is new information about the CVE.
 *
 * @param current for every CVE in scope
 * @param fresh those that were recomputed, to be stored
 */
record Traits(Map<CveId, Trait> current, Map<CveId, KeptTrait> fresh) {

    /**
     * Updates the stored contributions.
     *
     * @param inputs digests of the current inputs, by CVE
     */
    static Traits of(List<KeptTrait> kept, Map<CveId, Long> inputs, DossierLoader loader, Work work) {
        Map<CveId, Trait> current = new HashMap<>(inputs.size() * 2);
        // A few vendors, products and weaknesses are named by most CVEs: each name is held once.
        Map<String, String> names = new ConcurrentHashMap<>();
        work.parts(kept, part -> current(part, inputs, names)).forEach(current::putAll);
        List<CveId> stale = inputs.keySet().stream()
                .filter(cve -> !current.containsKey(cve))
                .sorted()
                .toList();
        Map<CveId, KeptTrait> fresh = new LinkedHashMap<>();
        work.parts(stale, part -> {
                    Map<CveId, Trait> some = new LinkedHashMap<>();
                    loader.read(part, LocalDate.MIN, dossier -> some.put(dossier.id(), Trait.of(dossier)));
                    return some;
                })
                .forEach(some -> some.forEach((cve, trait) -> {
                    current.put(cve, trait);
                    fresh.put(cve, kept(cve, inputs.get(cve), trait));
                }));
        return new Traits(current, fresh);
    }

    private static Map<CveId, Trait> current(List<KeptTrait> kept, Map<CveId, Long> inputs, Map<String, String> names) {
        Map<CveId, Trait> current = new HashMap<>(kept.size() * 2);
        for (KeptTrait one : kept) {
            if (Long.valueOf(one.input()).equals(inputs.get(one.cve()))) {
                current.put(one.cve(), read(one, names));
            }
        }
        return current;
    }

    History history() {
        return History.of(current.values());
    }

    private static KeptTrait kept(CveId cve, long input, Trait trait) {
        StringBuilder known = new StringBuilder();
        trait.ties()
                .forEach(tie ->
                        known.append(tie.key()).append('\t').append(tie.day()).append('\n'));
        OptionalInt exploited =
                trait.exploited() == Trait.NEVER ? OptionalInt.empty() : OptionalInt.of(trait.exploited());
        return new KeptTrait(cve, input, exploited, known.toString());
    }

    private static Trait read(KeptTrait kept, Map<String, String> names) {
        List<Trait.Tie> ties = new ArrayList<>();
        String text = kept.known();
        int at = 0;
        while (at < text.length()) {
            int tab = text.indexOf('\t', at);
            int end = text.indexOf('\n', tab);
            String name = text.substring(at, tab);
            String known = names.putIfAbsent(name, name);
            ties.add(new Trait.Tie(known == null ? name : known, Integer.parseInt(text, tab + 1, end, 10)));
            at = end + 1;
        }
        return new Trait(ties, kept.exploited().orElse(Trait.NEVER));
    }

    /** The CVEs with new information since the last run, in order. */
    List<CveId> changed() {
        return new ArrayList<>(fresh.keySet());
    }
}
