package vigie.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the names of categories beside a plot. XChart leaves out every second one where it fears for room. */
final class CategoryNames {

    private static final double GAP = 8;
    private static final double LINE = 16;
    private static final int MARGIN = 12;

    private CategoryNames() {}

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
            double middle = Math.min(x, plot.getMaxX() - ShortNames.width(names.get(i), Look.SMALL) / 2);
            Pen.write(graphics, names.get(i), Look.SMALL, Look.INK, middle, plot.getMaxY() + LINE, 0.5);
        }
    }

    /** Below the plot in two lines in turn, so that each name has nearly the room of two cells. */
    static void inTwoLines(Graphics2D graphics, Rectangle2D plot, List<String> all) {
        double cell = plot.getWidth() / all.size();
        List<String> names = ShortNames.of(all, Look.SMALL, 2 * cell - GAP);
        boolean two = widest(names) + GAP > cell;
        for (int i = 0; i < names.size(); i++) {
            double x = plot.getX() + (i + 0.5) * cell;
            double half = ShortNames.width(names.get(i), Look.SMALL) / 2;
            double middle = Math.min(x, plot.getMaxX() - half);
            double y = plot.getMaxY() + LINE * (two && i % 2 == 1 ? 2 : 1);
            Pen.write(graphics, names.get(i), Look.SMALL, Look.INK, middle, y, 0.5);
        }
    }

    /** Left of the plot, each in the middle of its cell. */
    static void beside(Graphics2D graphics, Rectangle2D plot, List<String> names) {
        double cell = plot.getHeight() / names.size();
        for (int i = 0; i < names.size(); i++) {
            double y = plot.getY() + (i + 0.5) * cell + 4;
            Pen.write(graphics, names.get(i), Look.SMALL, Look.INK, plot.getX() - GAP, y, 1);
        }
    }

    /** The room that names need, with a gap and a margin. */
    static int room(List<String> names) {
        return (int) Math.ceil(widest(names) + GAP) + MARGIN;
    }

    /** Names that XChart keeps room for, unseen: it must not write the real ones. */
    static List<String> unseen(List<String> names) {
        return IntStream.range(0, names.size()).mapToObj(Integer::toString).toList();
    }

    private static double widest(List<String> names) {
        return names.stream()
                .mapToDouble(name -> ShortNames.width(name, Look.SMALL))
                .max()
                .orElse(0);
    }
}
