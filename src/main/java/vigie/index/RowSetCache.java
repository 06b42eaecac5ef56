package vigie.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/** Cache of row sets: users page through a list, and many send the same query. Thread-safe. */
final class RowSetCache {

    /** Bytes of all sets: 128 of 300,000 rows. */
    private static final long MOST = 128 * 40_000L;

    private final Cache<Object, BitSet> sets = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Object question, BitSet rows) -> rows.size() / Byte.SIZE)
            .executor(Runnable::run)
            .build();

    /** The row set of a query (the key); computed if it is not cached. */
    BitSet rows(Object question, Supplier<BitSet> find) {
        BitSet known = sets.getIfPresent(question);
        if (known != null) {
            return known;
        }
        // Not within the cache: finding one set asks for others.
        BitSet found = find.get();
        sets.put(question, found);
        return found;
    }

    /** The questions whose sets are remembered, the one that is likeliest to be forgotten first. */
    List<Object> questions() {
        return List.copyOf(sets.policy()
                .eviction()
                .orElseThrow()
                .coldest(Integer.MAX_VALUE)
                .keySet());
    }
}
