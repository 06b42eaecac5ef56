package vigie.triage;

import vigie.io.SplitMix64;
import vigie.model.CveId;

/**
 * A number for each of many CVEs: a table with open addressing, as a map of objects takes four times as long to look up millions of
 * findings, and no library at hand has one of primitive numbers.
 */
final class CveNumbers {

    private static final int LEAST = 1 << 10;

    /** Keys of CVEs plus one; 0 is a free place. */
    private long[] keys = new long[LEAST];

    private int[] numbers = new int[LEAST];
    private int size;

    /** The number of a CVE; -1 if it has none yet. */
    int get(CveId cve) {
        long key = cve.key() + 1;
        int at = place(keys, key);
        return keys[at] == key ? numbers[at] : -1;
    }

    /** Gives a CVE a number, 0 or more. */
    void put(CveId cve, int number) {
        if (2 * size >= keys.length) {
            grow();
        }
        long key = cve.key() + 1;
        int at = place(keys, key);
        size += keys[at] == key ? 0 : 1;
        keys[at] = key;
        numbers[at] = number;
    }

    private static int place(long[] keys, long key) {
        int at = (int) SplitMix64.mix(key) & keys.length - 1;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] before = keys;
        int[] were = numbers;
        keys = new long[before.length * 2];
        numbers = new int[keys.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 0) {
                int at = place(keys, before[i]);
                keys[at] = before[i];
                numbers[at] = were[i];
            }
        }
    }
}
