package vigie.feature;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * How many CVEs each vendor, product and weakness had by a day, and how many of them had become known exploited. Immutable
 * once built.
 */
public final class History {

    private static final int YEAR = 365;
    private static final int MONTH = 30;

    private final Map<String, Days> byKey;

    private History(Map<String, Days> byKey) {
        this.byKey = byKey;
    }

    /**
     * Counts of one key on a day.
     *
     * @param published CVEs published by then
     * @param publishedMonth of these in the last 30 days
     * @param publishedYear of these in the last 365 days
     * @param exploited CVEs known exploited by then
     * @param exploitedYear of these in the last 365 days
     * @param daysSinceExploited days since the last of them, 0 if there is none
     */
    record Tally(
            int published,
            int publishedMonth,
            int publishedYear,
            int exploited,
            int exploitedYear,
            int daysSinceExploited)
            implements Comparable<Tally> {

        static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

        private static final Comparator<Tally> MOST_EXPLOITED = Comparator.comparingInt(Tally::exploited)
                .thenComparingInt(Tally::published)
                .thenComparingInt(Tally::exploitedYear)
                .thenComparingInt(Tally::publishedYear)
                .thenComparingInt(Tally::publishedMonth)
                .thenComparingInt(Tally::daysSinceExploited);

        /** The share of exploited CVEs, shrunk towards zero for few CVEs: one of two means less than 50 of 100. */
        double share() {
            return exploited / (published + 20.0);
        }

        /** The same of the last 365 days. */
        double shareYear() {
            return exploitedYear / (publishedYear + 20.0);
        }

        /** No two that differ are equal: which of several stands for a CVE must not depend on their order. */
        @Override
        public int compareTo(Tally other) {
            return MOST_EXPLOITED.compare(this, other);
        }
    }

    /** Builds the history of many CVEs. */
    public static History of(Iterable<Trait> traits) {
        Map<String, Days> byKey = new HashMap<>();
        for (Trait trait : traits) {
            for (Trait.Tie tie : trait.ties()) {
                Days days = byKey.computeIfAbsent(tie.key(), key -> new Days());
                days.published.add(tie.day());
                if (trait.exploited() != Trait.NEVER) {
                    days.exploited.add(Math.max(tie.day(), trait.exploited()));
                }
            }
        }
        byKey.values().forEach(Days::sort);
        return new History(byKey);
    }

    /** The counts of a key at the end of a day. */
    Tally asOf(String key, LocalDate day) {
        Days days = byKey.get(key);
        if (days == null) {
            return Tally.NONE;
        }
        int last = (int) day.toEpochDay();
        int published = days.published.upTo(last);
        int exploited = days.exploited.upTo(last);
        return new Tally(
                published,
                published - days.published.upTo(last - MONTH),
                published - days.published.upTo(last - YEAR),
                exploited,
                exploited - days.exploited.upTo(last - YEAR),
                exploited == 0 ? 0 : last - days.exploited.values[exploited - 1]);
    }

    private static final class Days {
        final Ints published = new Ints();
        final Ints exploited = new Ints();

        void sort() {
            published.sort();
            exploited.sort();
        }
    }

    private static final class Ints {
        private int[] values = new int[2];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        void sort() {
            values = Arrays.copyOf(values, size);
            Arrays.sort(values);
        }

        /** How many values are at most this. */
        int upTo(int value) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (values[middle] <= value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
