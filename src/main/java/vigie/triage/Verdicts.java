package vigie.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes each verdict once: it depends on the vulnerability, the kind of asset, and what a scanner says, each given by its number. */
final class Verdicts {

    /** Makes a verdict. */
    interface Judge {
        Verdict of(int vulnerability, int kind, int word);
    }

    private record Key(int vulnerability, int kind, int word) {}

    private final Judge judge;
    private final List<Verdict> all = new ArrayList<>();
    private final Map<Key, Integer> numbers = new HashMap<>();

    /** By vulnerability its latest key: most vulnerabilities have only one. */
    private final Key[] latest;

    private final int[] latestNumber;

    /** @param vulnerabilities how many there are */
    Verdicts(int vulnerabilities, Judge judge) {
        this.judge = judge;
        this.latest = new Key[vulnerabilities];
        this.latestNumber = new int[vulnerabilities];
        Arrays.fill(latest, new Key(-1, -1, -1));
    }

    /** The number of a verdict, from 0. */
    int number(int vulnerability, int kind, int word) {
        Key before = latest[vulnerability];
        if (before.kind != kind || before.word != word) {
            Key key = new Key(vulnerability, kind, word);
            latest[vulnerability] = key;
            latestNumber[vulnerability] = numbers.computeIfAbsent(key, any -> {
                all.add(judge.of(vulnerability, kind, word));
                return all.size() - 1;
            });
        }
        return latestNumber[vulnerability];
    }

    /** All that were made, by their numbers. */
    List<Verdict> all() {
        return all;
    }
}
