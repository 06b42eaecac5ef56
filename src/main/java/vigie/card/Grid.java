package vigie.card;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of few figures, for the terminal or a page.
 *
 * @param head name of each column
 * @param labels so many columns, from the first, say what a row is about; the others hold figures
 * @param rows cells, as many in each row as there are columns
 */
public record Grid(List<String> head, int labels, List<List<String>> rows) {

    private static final String GAP = "  ";
    private static final String NARROW_GAP = " ";

    /**
     * Lines with their columns below each other; a label that repeats the one above it is left out.
     *
     * @param width characters in a line; if they are too few, the columns stand closer
     */
    String text(int width) {
        int[] widths = IntStream.range(0, head.size())
                .map(column -> Math.max(
                        head.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        int taken = IntStream.of(widths).sum() + GAP.length() * widths.length;
        String gap = taken > width ? NARROW_GAP : GAP;
        StringBuilder text = new StringBuilder(line(gap, head, widths));
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            List<String> before = i == 0 ? head : rows.get(i - 1);
            int same = 0;
            while (same < labels - 1 && row.get(same).equals(before.get(same))) {
                same++;
            }
            int unsaid = same;
            text.append(line(
                    gap,
                    IntStream.range(0, row.size())
                            .mapToObj(column -> column < unsaid ? "" : row.get(column))
                            .toList(),
                    widths));
        }
        return text.toString();
    }

    private String line(String gap, List<String> cells, int... widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String blanks = " ".repeat(widths[column] - cells.get(column).length());
            line.append(gap);
            line.append(column < labels ? cells.get(column) + blanks : blanks + cells.get(column));
        }
        return line.toString().stripTrailing() + "\n";
    }

    /** The table with a caption, for a page. */
    Captioned captioned(String caption) {
        return new Captioned(caption, this);
    }

    /**
     * A table for a page.
     *
     * @param caption says what it is
     */
    public record Captioned(String caption, Grid grid) {}
}
