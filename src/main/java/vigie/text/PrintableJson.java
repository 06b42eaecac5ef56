package vigie.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;

/** JSON for a terminal: indented, with control characters escaped. */
public final class PrintableJson {

    private PrintableJson() {}

    /** A document of a source, indented; as it is where it is no JSON. */
    public static String document(byte[] utf8) {
        try {
            return of(PlainJson.MAPPER.readTree(utf8));
        } catch (JacksonException e) {
            return PlainText.safe(new String(utf8, StandardCharsets.UTF_8));
        }
    }

    /** The object as JSON; its texts are the same to a program that reads it. */
    public static String of(Object object) {
        return printable(PlainJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object));
    }

    /** The object as JSON in one line, UTF-8: for programs, and as safe for a terminal. */
    public static byte[] bytes(Object object) {
        return line(object).getBytes(StandardCharsets.UTF_8);
    }

    /** The same as text. */
    public static String line(Object object) {
        return printable(PlainJson.MAPPER.writeValueAsString(object));
    }

    private static String printable(String json) {
        int from = 0;
        StringBuilder printable = new StringBuilder();
        for (int i = 0, c; i < json.length(); i += Character.charCount(c)) {
            c = json.codePointAt(i);
            if (c >= ' ' && c <= '~' || c == '\r' || PlainText.visible(c)) {
                continue;
            }
            printable.append(json, from, i);
            from = i + Character.charCount(c);
            for (char unit : Character.toChars(c)) {
                printable.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
        }
        return from == 0 ? json : printable.append(json, from, json.length()).toString();
    }
}
