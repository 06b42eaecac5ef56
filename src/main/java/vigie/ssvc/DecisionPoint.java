package vigie.ssvc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A decision point of SSVC, or the group of outcomes of a table: a question and its possible answers.
 *
 * @param namespace who defined it: {@code ssvc}, {@code cisa}, …
 * @param key short name within the namespace: {@code E}
 * @param version semantic version
 * @param name name in English: {@code Exploitation}
 * @param definition what is asked, may be empty
 * @param values the possible answers, in the order in which they become more urgent; at least one
 */
public record DecisionPoint(
        String namespace, String key, String version, String name, String definition, List<Value> values) {

    /**
     * A possible answer.
     *
     * @param key short name within the decision point: {@code A}
     * @param name name in English: {@code Active}
     * @param definition what it means, may be empty
     */
    public record Value(String key, String name, String definition) {}

    /** Keeps a copy of the values. */
    public DecisionPoint {
        values = List.copyOf(values);
    }

    /** Namespace, key and version: {@code ssvc:E:1.1.0}. */
    public String id() {
        return point() + ":" + version;
    }

    /** Namespace and key, the same in all versions: {@code ssvc:E}. */
    public String point() {
        return namespace + ":" + key;
    }

    /** The place of a value, from 0 on; -1 if it is none of this point. */
    int place(String valueKey) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).key().equals(valueKey)) {
                return i;
            }
        }
        return -1;
    }

    /** The value of a key; empty if it is none of this point. */
    public Optional<Value> value(String valueKey) {
        int place = place(valueKey);
        return place < 0 ? Optional.empty() : Optional.of(values.get(place));
    }

    /** The value that a text names, by its name or, where no name is that, by its key; in any letter case. */
    public Optional<Value> named(String text) {
        String asked = plain(text);
        return values.stream()
                .filter(value -> plain(value.name()).equals(asked))
                .findFirst()
                .or(() -> values.stream()
                        .filter(value -> plain(value.key()).equals(asked))
                        .findFirst());
    }

    /** A text in small letters, with one space for what separates words. */
    static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
    }
}
