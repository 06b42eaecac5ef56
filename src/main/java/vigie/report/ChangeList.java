package vigie.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.feed.ChangeJson;
import vigie.model.Change;
import vigie.text.DayWords;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** Events of the record of changes as text and as rows of a table, with their values as stored. */
public final class ChangeList {

    /** The columns of a file: the fields of {@link ChangeJson}, in its order. */
    public static final List<String> COLUMNS =
            List.of("id", "at", "kind", "cve", "publication", "field", "who", "old", "new", "source", "day");

    private static final int INDENT = 4;

    /** A value begins with what is worth reading; there must be room for the other one. */
    private static final int NARROWEST = 20;

    private final Messages messages;
    private final int width;

    /**
     * @param messages the user's language
     * @param width characters in a line
     */
    public ChangeList(Messages messages, int width) {
        this.messages = messages;
        this.width = Math.max(80, width);
    }

    /** Two lines an event: when, of what and which kind; then the old and the new value. */
    public String text(Change change) {
        String part = part(change);
        String head = String.format(
                Locale.ROOT,
                "%s  %-20s  %s%s",
                DayWords.minute(change.at()),
                change.subject(),
                messages.get("change.kind." + change.what().kind()),
                part.isEmpty() ? "" : " (" + part + ")");
        return Sheet.shorten(head, width) + "\n" + " ".repeat(INDENT) + values(change) + "\n";
    }

    /** Which part changed and who says so: {@code 3.1, cna:acme}; may be empty. */
    private String part(Change change) {
        String field = change.what().field();
        String key = "change.field." + field;
        String name = messages.knows(key) ? messages.get(key) : field;
        return Stream.of(name, change.what().who())
                .filter(part -> !part.isEmpty())
                .map(PlainText::line)
                .collect(Collectors.joining(", "));
    }

    /** A value in one line, the lines of a list separated by semicolons; empty where there is none. */
    private static Optional<String> value(Optional<String> value) {
        return value.map(text -> text.lines().map(PlainText::line).collect(Collectors.joining("; ")));
    }

    private String values(Change change) {
        Optional<String> before = value(change.what().before());
        Optional<String> after = value(change.what().after());
        String old = before.orElse("–");
        String now = after.orElse("–");
        int room = width - INDENT - " → ".length();
        if (old.length() + now.length() > room) {
            int shorter = Math.min(Math.min(old.length(), now.length()), room / 2);
            int longer = Math.max(NARROWEST, room - shorter);
            old = Sheet.shorten(old, old.length() <= now.length() ? Math.max(2, shorter) : longer);
            now = Sheet.shorten(now, Math.max(2, room - old.length()));
        }
        return old + " → " + now;
    }

    /** The cells of an event, see {@link #COLUMNS}. */
    public static List<Optional<?>> row(Change change) {
        return ChangeJson.of(change).values().stream()
                .<Optional<?>>map(value -> Optional.ofNullable(value))
                .toList();
    }
}
