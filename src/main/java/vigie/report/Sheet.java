package vigie.report;

import java.util.ArrayList;
import java.util.List;
import vigie.text.PlainText;

/** A page of text for a terminal: headings, labelled values, wrapped paragraphs. What it is given is made safe. */
final class Sheet {

    private static final int LABEL = 16;

    private final StringBuilder text = new StringBuilder();
    private final int width;

    /**
     * @param width characters in a line
     */
    Sheet(int width) {
        this.width = Math.max(60, width);
    }

    Sheet heading(String words) {
        text.append('\n').append(PlainText.line(words)).append('\n');
        return this;
    }

    /** A labelled value, left out if it is empty. */
    Sheet value(String label, String words) {
        if (!words.isEmpty()) {
            String name = label + " ".repeat(Math.max(1, LABEL - label.length()));
            List<String> lines = wrap(PlainText.line(words), width - LABEL);
            text.append(name)
                    .append(String.join("\n" + " ".repeat(LABEL), lines))
                    .append('\n');
        }
        return this;
    }

    Sheet item(String words) {
        text.append("  ")
                .append(String.join("\n    ", wrap(PlainText.line(words), width - 4)))
                .append('\n');
        return this;
    }

    Sheet paragraphs(String words) {
        for (String line : PlainText.paragraphs(words).split("\n", -1)) {
            text.append(String.join("\n", wrap(line, width))).append('\n');
        }
        return this;
    }

    private static List<String> wrap(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
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
