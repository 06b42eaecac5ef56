package vigie.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of text for a terminal: headings, labelled values, wrapped paragraphs. All text is sanitised, and
 * long text is shortened. Several parts of a line are separated by spaces.
 */
public final class Sheet {

    private static final int LABEL = 16;
    private static final int NARROWEST = 30;
    private static final int LONGEST_LINE = 1_000;
    private static final int LONGEST_TEXT = 20_000;

    private final StringBuilder text = new StringBuilder();
    private final int width;

    /**
     * @param width characters in a line
     */
    public Sheet(int width) {
        this.width = Math.max(60, width);
    }

    public Sheet heading(String... parts) {
        text.append('\n').append(String.join("\n", wrap(line(parts), width))).append('\n');
        return this;
    }

    /** A labelled value, left out if it is empty. */
    public Sheet value(String label, String... parts) {
        String words = line(parts);
        if (!words.isEmpty()) {
            String name = label + " ".repeat(Math.max(1, LABEL - label.length()));
            List<String> lines = wrap(words, width - LABEL);
            text.append(name)
                    .append(String.join("\n" + " ".repeat(LABEL), lines))
                    .append('\n');
        }
        return this;
    }

    public Sheet item(String... parts) {
        text.append("  ")
                .append(String.join("\n    ", wrap(line(parts), width - 4)))
                .append('\n');
        return this;
    }

    /** Words beside a lead that is kept as it is; if too little room is left, below it. */
    public Sheet hanging(String lead, String words) {
        String safe = PlainText.safe(lead);
        boolean below = width - safe.length() < NARROWEST;
        String indent = " ".repeat(below ? LABEL : safe.length());
        text.append(below ? safe.stripTrailing() + "\n" + indent : safe)
                .append(String.join("\n" + indent, wrap(line(words), width - indent.length())))
                .append('\n');
        return this;
    }

    public Sheet paragraphs(String words) {
        for (String line : shorten(PlainText.paragraphs(words), LONGEST_TEXT).split("\n", -1)) {
            text.append(String.join("\n", wrap(line, width))).append('\n');
        }
        return this;
    }

    private static String line(String... parts) {
        return Stream.of(parts)
                .map(part -> shorten(PlainText.line(part), LONGEST_LINE))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }

    public static String shorten(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(longest - 2));
        return text.substring(0, longest - (pair ? 2 : 1)) + "…";
    }

    private static List<String> wrap(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public String toString() {
        return text.toString().stripLeading();
    }
}
