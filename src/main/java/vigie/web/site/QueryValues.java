package vigie.web.site;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import vigie.index.Range;

/**
 * Reads typed values from a query. Invalid values are skipped and recorded, so that a page can report them and the API can
 * refuse the request.
 */
public final class QueryValues {

    private static final int MOST_TEXT = 500;
    private static final int MOST_TEXTS = 50;

    private final Query query;
    private final List<Wrong> wrong = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    public QueryValues(Query query) {
        this.query = query;
    }

    /** A value that cannot be read: its name, what was given, and the key of what is expected ({@code day}). */
    public record Wrong(String name, String value, String expected) {

        /** Whether a name is among those whose value cannot be read. */
        public static boolean in(List<Wrong> all, String name) {
            return all.stream().anyMatch(one -> one.name().equals(name));
        }
    }

    /** The invalid values so far. */
    public List<Wrong> wrong() {
        return List.copyOf(wrong);
    }

    /** What was given under a name that nobody has asked for until now, expected to be {@code parameter}. */
    public List<Wrong> unknown() {
        return query.values().keySet().stream()
                .filter(name -> !names.contains(name))
                .map(name -> new Wrong(name, query.first(name).orElse(""), "parameter"))
                .toList();
    }

    /** What must not be passed over in silence: values that cannot be read, then names that nobody has asked for until now. */
    public List<Wrong> refused() {
        return Stream.concat(wrong.stream(), unknown().stream()).toList();
    }

    /** A text of at most 500 characters. */
    public Optional<String> text(String name) {
        return only(name).map(QueryValues::bounded);
    }

    /** A text of at most 500 characters that a function reads. */
    public <T> Optional<T> text(String name, String expected, Function<String, Optional<T>> known) {
        return value(name, expected, text -> known.apply(bounded(text)));
    }

    /**
     * Texts of at most 500 characters, of which any will do, in the order in which they are given; a comma is part of a text. More
     * than {@value #MOST_TEXTS} are refused, since each is compared with every name that is held.
     */
    public List<String> texts(String name) {
        names.add(name);
        List<String> given = given(name);
        if (given.size() > MOST_TEXTS) {
            wrong.add(new Wrong(name, Integer.toString(given.size()), "many"));
            return List.of();
        }
        return given.stream().map(QueryValues::bounded).toList();
    }

    private static String bounded(String text) {
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
    }

    /** A day, ISO. */
    public Optional<LocalDate> day(String name) {
        return value(name, "day", text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> flag(String name) {
        return value(name, "flag", text -> switch (text) {
            case "true", "1", "yes", "on" -> Optional.of(true);
            case "false", "0", "no" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** A number within bounds. */
    public Optional<Double> number(String name, double from, double to) {
        return value(name, "number", text -> {
            try {
                double number = Double.parseDouble(text.replace(',', '.'));
                return number >= from && number <= to ? Optional.of(number) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** A whole number within bounds. */
    public Optional<Integer> count(String name, int from, int to) {
        return value(name, "count", text -> {
            try {
                int number = Integer.parseInt(text);
                return number >= from && number <= to ? Optional.of(number) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** A range given as {@code name_min} and {@code name_max}. */
    public Range range(String name, double from, double to) {
        return new Range(number(name + "_min", from, to), number(name + "_max", from, to));
    }

    /** One of the values that a function knows. */
    public <T> Optional<T> value(String name, String expected, Function<String, Optional<T>> known) {
        return only(name).flatMap(text -> known(name, text, expected, known));
    }

    /** The value of a name that takes one; two that differ contradict each other, and neither counts. */
    private Optional<String> only(String name) {
        names.add(name);
        List<String> given = given(name);
        if (given.size() > 1) {
            wrong.add(new Wrong(name, String.join(", ", given), "single"));
            return Optional.empty();
        }
        return given.stream().findFirst();
    }

    private List<String> given(String name) {
        return query.all(name).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /** Any number of values that a function knows, repeated or with commas between. */
    public <T> List<T> values(String name, String expected, Function<String, Optional<T>> known) {
        names.add(name);
        return query.all(name).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .flatMap(text -> known(name, text, expected, known).stream())
                .toList();
    }

    private <T> Optional<T> known(String name, String text, String expected, Function<String, Optional<T>> known) {
        Optional<T> value = known.apply(text);
        if (value.isEmpty()) {
            wrong.add(new Wrong(name, text, expected));
        }
        return value;
    }
}
