package vigie.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import vigie.text.PlainText;

/**
 * Words in drawings: written as outlines, so that they look the same everywhere, shortened to their room, and beside the axes.
 * XChart leaves out every second name of a category where it fears for room, so that names of categories are written here.
 */
final class ChartText {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final double GAP = 8;
    private static final double LINE = 16;
    private static final int MARGIN = 12;
    private static final double LEAST_FOR_NAMES = 0.3;
    private static final double MOST_FOR_NAMES = 0.46;

    /** Width that a plot needs so that its ticks have room. */
    private static final int PLOT = 330;

    private ChartText() {}

    /** Writes from a point on the base line on, moved by a share of its width to the left: 0.5 centres it there. */
    static void write(Graphics2D graphics, String text, Font font, Color color, double x, double y, double share) {
        if (!text.isBlank()) {
            TextLayout layout = new TextLayout(text, font, graphics.getFontRenderContext());
            double left = x - share * layout.getAdvance();
            Shape outline = layout.getOutline(AffineTransform.getTranslateInstance(left, y));
            graphics.setColor(color);
            graphics.fill(outline);
        }
    }

    /** Writes from bottom to top, in the middle of a height; what has no room is left out. */
    static void upwards(
            Graphics2D graphics, String text, Font font, Color color, double x, double middle, double height) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, x, middle);
        write(graphics, fit(text, font, height), font, color, x, middle, 0.5);
        graphics.setTransform(before);
    }

    /** The room that a text takes that begins at a point on the base line. */
    static Rectangle2D room(String text, Font font, double x, double y) {
        return new Rectangle2D.Double(x - 2, y - font.getSize(), width(text, font) + 4, font.getSize() + 4);
    }

    /** @param room width in pixels */
    static List<String> shortened(List<String> names, Font font, double room) {
        Set<String> taken = new HashSet<>();
        List<String> shortened = new ArrayList<>();
        for (String name : names) {
            String text = fit(PlainText.line(name), font, room);
            String candidate = text.isBlank() ? "?" : text;
            for (int number = 2; !taken.add(candidate); number++) {
                candidate = fit(text, font, room - 30) + " (" + number + ")";
            }
            shortened.add(candidate);
        }
        return shortened;
    }

    /** The text, or as much of it as has room with three dots after it. */
    static String fit(String text, Font font, double room) {
        if (width(text, font) <= room) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int length = points.length;
        String cut;
        do {
            cut = new String(points, 0, --length).strip() + "…";
        } while (length > 1 && width(cut, font) > room);
        return cut;
    }

    static double width(String text, Font font) {
        return font.getStringBounds(text, CONTEXT).getWidth();
    }

    /**
     * Below the plot, each at a share of its cell; with so many that they would touch, every second, third and so on.
     *
     * @param share 0 for names of edges, 0.5 for names of cells
     */
    static void below(Graphics2D graphics, Rectangle2D plot, List<String> names, double share) {
        double cell = plot.getWidth() / names.size();
        int step = Math.max(1, (int) Math.ceil((widest(names) + GAP) / cell));
        for (int i = 0; i < names.size(); i += step) {
            double x = plot.getX() + (i + share) * cell;
            // A wide name of the last cell would leave the picture.
            double middle = Math.min(x, plot.getMaxX() - width(names.get(i), Look.SMALL) / 2);
            write(graphics, names.get(i), Look.SMALL, Look.INK, middle, plot.getMaxY() + LINE, 0.5);
        }
    }

    /** Below the plot in two lines in turn, so that each name has nearly the room of two cells. */
    static void inTwoLines(Graphics2D graphics, Rectangle2D plot, List<String> all) {
        double cell = plot.getWidth() / all.size();
        List<String> names = besideNeighbours(all, cell);
        boolean two = widest(names) + GAP > cell;
        for (int i = 0; i < names.size(); i++) {
            double x = plot.getX() + (i + 0.5) * cell;
            double half = width(names.get(i), Look.SMALL) / 2;
            double middle = Math.min(x, plot.getMaxX() - half);
            double y = plot.getMaxY() + LINE * (two && i % 2 == 1 ? 2 : 1);
            write(graphics, names.get(i), Look.SMALL, Look.INK, middle, y, 0.5);
        }
    }

    /** Names shortened to the room of two cells, and to more where those two cells away are short. */
    private static List<String> besideNeighbours(List<String> all, double cell) {
        List<String> names = shortened(all, Look.SMALL, 2 * cell - GAP);
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(all.get(i))) {
                double half = Math.min(i, names.size() - 1 - i) * cell + cell / 2;
                for (int neighbour : new int[] {i - 2, i + 2}) {
                    if (neighbour >= 0 && neighbour < names.size()) {
                        half = Math.min(half, 2 * cell - width(names.get(neighbour), Look.SMALL) / 2 - GAP);
                    }
                }
                // The last ones are moved to the left where they would leave the picture.
                double last = i >= 2 && i + 2 >= names.size()
                        ? (names.size() - i + 1.5) * cell - width(names.get(i - 2), Look.SMALL) / 2 - GAP
                        : 0;
                double room = Math.max(last, Math.max(2 * half, 2 * cell - GAP));
                String longer = fit(PlainText.line(all.get(i)), Look.SMALL, room);
                if (!names.contains(longer)) {
                    names.set(i, longer);
                }
            }
        }
        return names;
    }

    /** The room for names left of a plot, in pixels: nearly half of a wide picture, a third of a narrow one. */
    static double roomForNames(int width) {
        return Math.max(LEAST_FOR_NAMES * width, Math.min(MOST_FOR_NAMES * width, width - PLOT));
    }

    /** Left of the plot, each in the middle of its cell. */
    static void beside(Graphics2D graphics, Rectangle2D plot, List<String> names) {
        double cell = plot.getHeight() / names.size();
        for (int i = 0; i < names.size(); i++) {
            double y = plot.getY() + (i + 0.5) * cell + 4;
            write(graphics, names.get(i), Look.SMALL, Look.INK, plot.getX() - GAP, y, 1);
        }
    }

    /** The room that names need, with a gap and a margin. */
    static int widthOf(List<String> names) {
        return (int) Math.ceil(widest(names) + GAP) + MARGIN;
    }

    /** Names that XChart keeps room for, unseen: it must not write the real ones. */
    static List<String> unseen(List<String> names) {
        return IntStream.range(0, names.size()).mapToObj(Integer::toString).toList();
    }

    private static double widest(List<String> names) {
        return names.stream().mapToDouble(name -> width(name, Look.SMALL)).max().orElse(0);
    }
}
