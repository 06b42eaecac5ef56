package vigie.web.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of an address after the question mark, which can be changed: every change gives a new one. The order of the
 * names stays.
 */
public final class Query {

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** That of a request. */
    public static Query of(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
        return new Query(copy);
    }

    /** An empty one. */
    public static Query none() {
        return new Query(Map.of());
    }

    /** The values of a name. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first value of a name, unless it is blank. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst().map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Whether nothing is given but under one name. */
    public boolean only(String name) {
        return values.entrySet().stream()
                .noneMatch(
                        e -> !e.getKey().equals(name) && e.getValue().stream().anyMatch(v -> !v.isBlank()));
    }

    /** All names and values. */
    public Map<String, List<String>> values() {
        return values;
    }

    /** With one value for a name in place of those that it has. */
    public Query with(String name, String value) {
        Map<String, List<String>> copy = new LinkedHashMap<>(values);
        copy.put(name, List.of(value));
        return new Query(copy);
    }

    /** With some values for a name in place of those that it has. */
    public Query with(String name, List<String> all) {
        Map<String, List<String>> copy = new LinkedHashMap<>(values);
        copy.put(name, List.copyOf(all));
        return new Query(copy);
    }

    /** Without some names. */
    public Query without(String... names) {
        Map<String, List<String>> copy = new LinkedHashMap<>(values);
        for (String name : names) {
            copy.remove(name);
        }
        return new Query(copy);
    }

    /** {@code ?a=b&c=d}, encoded, without empty values; empty where nothing is left. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        values.forEach((name, all) -> all.stream()
                .filter(value -> !value.isBlank())
                .forEach(value -> parts.add(encode(name) + "=" + encode(value))));
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
