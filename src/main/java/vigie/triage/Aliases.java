package vigie.triage;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vigie.model.CveId;

/** Which identifiers name the same vulnerability, as the files of a run say it; whatever the order of the files. */
final class Aliases {

    /** Further than this, two names are hardly of one vulnerability. */
    private static final int FURTHEST = 3;

    private final Map<String, Set<String>> others = new HashMap<>();

    /** Names of one vulnerability; case does not tell them apart. */
    void add(Collection<String> names) {
        List<String> keys = names.stream().map(Aliases::key).distinct().toList();
        for (String one : keys) {
            Set<String> known = others.computeIfAbsent(one, any -> new HashSet<>());
            for (String other : keys) {
                if (!other.equals(one)) {
                    known.add(other);
                }
            }
        }
    }

    private static String key(String name) {
        return name.strip().toUpperCase(java.util.Locale.ROOT);
    }

    /** The identifier and all names that it leads to. */
    Set<String> names(String id) {
        Set<String> seen = new LinkedHashSet<>(Set.of(key(id)));
        Collection<String> step = List.copyOf(seen);
        for (int steps = 0; steps < FURTHEST && !step.isEmpty(); steps++) {
            Set<String> next = new TreeSet<>();
            step.forEach(name -> next.addAll(others.getOrDefault(name, Set.of())));
            next.removeIf(name -> !seen.add(name));
            step = next;
        }
        return seen;
    }

    /** The CVEs that an identifier leads to, by as few steps as possible; in their order, none if it leads to none. */
    Collection<CveId> cves(String id) {
        Set<String> seen = new HashSet<>(Set.of(key(id)));
        Deque<String> step = new ArrayDeque<>(seen);
        for (int steps = 0; steps < FURTHEST && !step.isEmpty(); steps++) {
            Set<String> next = new LinkedHashSet<>();
            step.forEach(name -> next.addAll(others.getOrDefault(name, Set.of())));
            next.removeIf(name -> !seen.add(name));
            Set<CveId> found = new TreeSet<>();
            next.forEach(name -> CveId.parse(name).ifPresent(found::add));
            if (!found.isEmpty()) {
                return found;
            }
            step = new ArrayDeque<>(next);
        }
        return List.of();
    }
}
