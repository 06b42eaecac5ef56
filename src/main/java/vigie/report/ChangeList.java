package vigie.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.facts.ChangeLine;
import vigie.feed.ChangeJson;
import vigie.model.Change;
import vigie.text.DayWords;
import vigie.text.Messages;
import vigie.text.Sheet;

/** Events of the record of changes as text, as pages show them, and as rows of a table with their values as stored. */
public final class ChangeList {

    /** The columns of a file: the fields of {@link ChangeJson}, in its order. */
    public static final List<String> COLUMNS =
            List.of("id", "at", "kind", "cve", "publication", "field", "who", "old", "new", "source", "day");

    private static final int INDENT = 4;

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

    /** When, of what, what changed and who says so, as pages show it; then, in a second line, the old and the new values if there are any. */
    public String text(Change change) {
        ChangeLine line = ChangeLine.of(change, messages);
        Messages words = messages.bundle("changes");
        String beside = Stream.concat(
                        Stream.of(line.who()), line.said().stream().map(day -> words.get("source.day", day)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        String head = String.format(
                Locale.ROOT,
                "%s  %-20s  %s%s",
                DayWords.minute(change.at()),
                change.subject(),
                line.what(),
                beside.isEmpty() ? "" : " (" + beside + ")");
        String values = Sheet.shorten(line.text(), width - INDENT);
        return Sheet.shorten(head, width) + "\n" + (values.isEmpty() ? "" : " ".repeat(INDENT) + values + "\n");
    }

    /** The cells of an event, see {@link #COLUMNS}. */
    public static List<Optional<?>> row(Change change) {
        return ChangeJson.of(change).values().stream()
                .<Optional<?>>map(value -> Optional.ofNullable(value))
                .toList();
    }
}
