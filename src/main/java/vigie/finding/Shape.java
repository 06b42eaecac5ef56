package vigie.finding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Which fields stand at the beginning of a JSON file. Paths are names with dots between, and {@code []} after what is a list:
 * {@code matches[].vulnerability.id}. A dot within a name is written {@code _}. Of a file of several documents the fields of all are there.
 */
public final class Shape {

    private static final int DEEPEST = 8;
    private static final int LONGEST_VALUE = 200;

    /** Paths with the first text that stands there; empty for what is no text. */
    private final Map<String, String> paths = new HashMap<>();

    private boolean list;

    /** Reads what there is of a file whose end may be missing. */
    Shape(String beginning) {
        try (JsonWalk walk = JsonWalk.of(beginning)) {
            read(walk.parser());
        } catch (JacksonException | java.io.IOException e) {
            // The end is missing: what came before is the shape.
            list = list || beginning.stripLeading().startsWith("[");
        }
    }

    private void read(JsonParser parser) {
        Deque<String> open = new ArrayDeque<>();
        String path = "";
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_ARRAY -> {
                    list = list || open.isEmpty();
                    open.push(path);
                    path = path + "[]";
                    paths.putIfAbsent(path, "");
                    if (open.size() > DEEPEST) {
                        parser.skipChildren();
                        path = open.pop();
                    }
                }
                case START_OBJECT -> {
                    open.push(path);
                    if (open.size() > DEEPEST) {
                        parser.skipChildren();
                        path = open.pop();
                    }
                }
                case END_ARRAY, END_OBJECT -> path = open.pop();
                case PROPERTY_NAME -> {
                    String parent = open.peek();
                    // The path of the object itself: that of its parent with the brackets of a list.
                    path = child(parent == null ? "" : parent, parser.currentName());
                    paths.putIfAbsent(path, "");
                }
                case VALUE_STRING -> value(path, parser.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> value(path, parser.getString());
                default -> {}
            }
        }
    }

    private static String child(String parent, String name) {
        String plain = name.replace('.', '_');
        return parent.isEmpty() ? plain : parent + "." + plain;
    }

    private void value(String path, String text) {
        String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
        paths.merge(path, shown, (old, fresh) -> old.isEmpty() ? fresh : old);
    }

    /** Whether the file is one list. */
    public boolean isList() {
        return list;
    }

    /** Whether all these paths are there. A {@code *} stands for any one name, {@code *[]} for any one of a list. */
    public boolean has(String... wanted) {
        for (String path : wanted) {
            if (!(path.contains("*") ? matches(path) : paths.containsKey(path))) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of these paths is there. */
    public boolean hasAny(String... wanted) {
        for (String path : wanted) {
            if (has(path)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these paths are there and no others. */
    public boolean isOnly(String... wanted) {
        return paths.keySet().equals(Set.of(wanted));
    }

    private boolean matches(String pattern) {
        String[] wanted = pattern.split("\\.", -1);
        for (String path : paths.keySet()) {
            String[] names = path.split("\\.", -1);
            boolean same = names.length == wanted.length;
            for (int i = 0; same && i < names.length; i++) {
                same = wanted[i].equals("*")
                        || wanted[i].equals("*[]") && names[i].endsWith("[]")
                        || wanted[i].equals(names[i]);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** The first text or number at the path; empty if there is none. */
    public String value(String path) {
        return paths.getOrDefault(path, "");
    }
}
