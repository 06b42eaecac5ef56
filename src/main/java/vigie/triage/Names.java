package vigie.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts that occur many times, each with a number from 0 in the order of their first occurrence. */
final class Names {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> all = new ArrayList<>();

    int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        numbers.put(name, all.size());
        all.add(name);
        return all.size() - 1;
    }

    boolean knows(String name) {
        return numbers.containsKey(name);
    }

    String name(int number) {
        return all.get(number);
    }

    int size() {
        return all.size();
    }

    Collection<String> all() {
        return all;
    }

    /** The place of each name, by its number, in an order; equal ones have the same. */
    int[] places(Comparator<String> order) {
        Integer[] sorted = new Integer[all.size()];
        Arrays.setAll(sorted, number -> number);
        Arrays.sort(sorted, (a, b) -> order.compare(all.get(a), all.get(b)));
        int[] places = new int[all.size()];
        for (int i = 0; i < sorted.length; i++) {
            boolean same = i > 0 && order.compare(all.get(sorted[i - 1]), all.get(sorted[i])) == 0;
            places[sorted[i]] = same ? places[sorted[i - 1]] : i;
        }
        return places;
    }
}
