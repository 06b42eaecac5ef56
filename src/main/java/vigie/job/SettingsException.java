package vigie.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vigie.text.Messages;

/** The configuration cannot be used. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is wrong; each has a sentence {@code error.config.REASON} in every language. */
    public enum Reason {
        /** The file that was asked for is not there. */
        MISSING,
        /** The file is not TOML; the details are the line and what the parser says. */
        SYNTAX,
        /** There is no such setting; the details are its name and the nearest that there is. */
        UNKNOWN,
        /** A value of the wrong type or out of range; the details are the name of the setting and the value. */
        VALUE,
        /** A setting is missing that others need; the detail is its name. */
        NEEDED
    }

    private final transient Path file;
    private final Reason reason;
    private final List<String> details;

    SettingsException(Path file, Reason reason, String... details) {
        super(Stream.concat(Stream.of(file.toString(), reason.toString()), Stream.of(details))
                .toList()
                .toString());
        this.file = file;
        this.reason = reason;
        this.details = List.of(details);
    }

    /** The sentence for a person: the file, the setting, and what is wrong with it. */
    public String sentence(Messages messages) {
        String what = messages.get("error.config." + reason.toString().toLowerCase(Locale.ROOT), details.toArray());
        return messages.get("error.config", file, what);
    }
}
