package vigie.index;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sets of rows that were asked for lately: people page through a list, and many ask for the same. Thread-safe. */
final class Remembered {

    /** A set of 300,000 rows takes 40 KB. */
    private static final int MOST = 128;

    private final Map<Object, BitSet> sets = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, BitSet> eldest) {
            return size() > MOST;
        }
    };

    /** The set of a question, which must be equal for the same question only; found out where it is not remembered. */
    BitSet rows(Object question, Supplier<BitSet> find) {
        synchronized (sets) {
            BitSet known = sets.get(question);
            if (known != null) {
                return known;
            }
        }
        BitSet found = find.get();
        synchronized (sets) {
            sets.put(question, found);
        }
        return found;
    }

    /** The questions whose sets are remembered, the one asked longest ago first. */
    List<Object> questions() {
        synchronized (sets) {
            return List.copyOf(sets.keySet());
        }
    }
}
