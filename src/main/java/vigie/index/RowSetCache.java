package vigie.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Cache of row sets: users page through a list, and many send the same query. Thread-safe. */
final class RowSetCache {

    /** Bytes of all sets: 128 of 300,000 rows. */
    private static final long MOST = 128 * 40_000L;

    /** What takes longer to find is not found again in advance. */
    private static final long CHEAP_NANOS = 50_000_000;

    private record Known(BitSet rows, boolean cheap) {}

    private final Cache<Object, Known> sets = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Object question, Known known) -> known.rows().size() / Byte.SIZE)
            .executor(Runnable::run)
            .build();

    /** The row set of a query (the key); computed if it is not cached. */
    BitSet rows(Object question, Supplier<BitSet> find) {
        Known known = sets.getIfPresent(question);
        if (known != null) {
            return known.rows();
        }
        // Not within the cache: finding one set asks for others.
        long begun = System.nanoTime();
        BitSet found = find.get();
        sets.put(question, new Known(found, System.nanoTime() - begun <= CHEAP_NANOS));
        return found;
    }

    /** The questions whose sets are remembered and were quickly found, the one that is likeliest to be forgotten first. */
    List<Object> cheapQuestions() {
        return sets.policy().eviction().orElseThrow().coldest(Integer.MAX_VALUE).entrySet().stream()
                .filter(known -> known.getValue().cheap())
                .map(Map.Entry::getKey)
                .toList();
    }
}
