package vigie.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The expected format of a body, checked on its first bytes: some servers send errors as web pages with status 200. */
public enum Format {
    JSON,
    GZIP,
    ZIP,
    XML,
    TEXT;

    private static final int SNIFFED = 512;

    /** What is wrong with the file's beginning, or empty where it is of this format. */
    public Optional<String> complaint(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(SNIFFED);
        }
        String text = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("\u00ef\u00bb\u00bf", "")
                .stripLeading();
        boolean fits = switch (this) {
            case JSON -> text.startsWith("{") || text.startsWith("[");
            case GZIP -> head.length > 2 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b;
            case ZIP -> text.startsWith("PK");
            case XML -> text.startsWith("<") && !page(text);
            case TEXT -> !text.isEmpty() && !text.startsWith("<");
        };
        if (fits) {
            return Optional.empty();
        }
        String seen = text.isEmpty() ? "an empty body" : page(text) ? "a web page" : "something else";
        return Optional.of("expected " + this + " and got " + seen);
    }

    private static boolean page(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("<!doctype html") || lower.startsWith("<html");
    }
}
