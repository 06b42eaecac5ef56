package vigie.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import vigie.chart.ChartData.Mark;

/**
 * Draws a ring; the legend says shares and counts, so that narrow parts need no room for words. XChart's ring is not used: its
 * parts hold a line without width across the hole, which a PDF shows.
 */
final class RingPainting {

    private static final double MARGIN = 24;
    private static final double HOLE = 0.66;
    private static final double LEGEND = 0.45;
    private static final double KEY = 18;
    private static final double LINE = 32;

    private RingPainting() {}

    static void paint(ChartData data, boolean titled, Graphics2D graphics, int width, int height) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Look.PAPER);
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        double top = MARGIN;
        if (titled) {
            String title = ChartText.fit(data.title(), Look.TITLE, width - 2 * MARGIN);
            ChartText.write(graphics, title, Look.TITLE, Look.INK, width / 2.0, MARGIN, 0.5);
            top += MARGIN;
        }
        List<Mark> parts = data.series().get(0).marks().stream()
                .filter(mark -> mark.value() > 0)
                .toList();
        double size = Math.min(height - top - MARGIN, width * (1 - LEGEND) - 2 * MARGIN);
        double left = (width * (1 - LEGEND) - size) / 2 + MARGIN;
        double middle = (top + height - MARGIN) / 2;
        ring(graphics, parts, left, middle - size / 2, size);
        double y = middle - LINE * parts.size() / 2;
        for (Mark part : parts) {
            double x = width * (1 - LEGEND) + 2 * MARGIN;
            graphics.setColor(Look.of(part.tone()));
            graphics.fill(new Rectangle2D.Double(x, y + (LINE - KEY) / 2, KEY, KEY));
            String label = ChartText.fit(part.label(), Look.TEXT, width - x - KEY - 12);
            ChartText.write(graphics, label, Look.TEXT, Look.INK, x + KEY + 10, y + LINE / 2 + 4, 0);
            y += LINE;
        }
    }

    /** The parts clockwise, the first one from the top. */
    private static void ring(Graphics2D graphics, List<Mark> parts, double left, double top, double size) {
        double all = parts.stream().mapToDouble(Mark::value).sum();
        double hole = size * HOLE;
        double inset = (size - hole) / 2;
        double start = 90;
        for (Mark part : parts) {
            double extent = -360 * part.value() / all;
            Path2D shape = new Path2D.Double();
            shape.append(new Arc2D.Double(left, top, size, size, start, extent, Arc2D.OPEN), false);
            shape.append(
                    new Arc2D.Double(left + inset, top + inset, hole, hole, start + extent, -extent, Arc2D.OPEN), true);
            shape.closePath();
            graphics.setColor(Look.of(part.tone()));
            graphics.fill(shape);
            start += extent;
        }
    }
}
