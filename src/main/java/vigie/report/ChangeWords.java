package vigie.report;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.text.Messages;
import vigie.text.PlainText;

/**
 * Events of the record of changes in words. The texts are in one line and safe to print.
 *
 * @param messages the user's language
 */
public record ChangeWords(Messages messages) {

    /** The kind. */
    public String kind(ChangeKind kind) {
        return messages.get("change.kind." + kind);
    }

    /** Which part changed and who says so: {@code 3.1, cna:acme}; may be empty. */
    public String part(Change change) {
        String field = change.what().field();
        String key = "change.field." + field;
        String name = messages.knows(key) ? messages.get(key) : field;
        return Stream.of(name, change.what().who())
                .filter(part -> !part.isEmpty())
                .map(PlainText::line)
                .collect(Collectors.joining(", "));
    }

    /** A value in one line, the lines of a list separated by semicolons; empty where there is none. */
    public static Optional<String> value(Optional<String> value) {
        return value.map(text -> text.lines().map(PlainText::line).collect(Collectors.joining("; ")));
    }
}
