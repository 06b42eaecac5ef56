package vigie.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vigie.chart.ChartData.Mark;

/** Draws single points with their names, as long as there is room that no other name has. */
final class PointPainting {

    private static final double RADIUS = 4;
    private static final int STEPS = 6;

    private final Graphics2D graphics;
    private final Rectangle2D plot;
    private final List<Rectangle2D> taken = new ArrayList<>();

    /** @param taken room that names must leave free */
    PointPainting(Graphics2D graphics, Rectangle2D plot, List<Rectangle2D> taken) {
        this.taken.addAll(taken);
        this.graphics = graphics;
        this.plot = plot;
    }

    void paint(List<Mark> marks, Function<Mark, Point2D> places) {
        for (Mark mark : marks) {
            Point2D place = places.apply(mark);
            Ellipse2D dot = new Ellipse2D.Double(place.getX() - RADIUS, place.getY() - RADIUS, 2 * RADIUS, 2 * RADIUS);
            graphics.setColor(Look.of(mark.tone()));
            graphics.fill(dot);
            graphics.setColor(Look.PAPER);
            graphics.setStroke(new BasicStroke(1));
            graphics.draw(dot);
            taken.add(dot.getBounds2D());
        }
        for (Mark mark : marks) {
            String name = mark.label().replaceFirst("[\u00a0 ]?:.*", "");
            Point2D place = places.apply(mark);
            free(place, name).ifPresent(room -> write(name, room, place));
        }
    }

    /** The nearest room beside, above or below a point. */
    private Optional<Rectangle2D> free(Point2D at, String name) {
        double width = ShortNames.width(name, Look.SMALL);
        for (int step = 0; step < STEPS; step++) {
            for (int side = -1; side <= 1; side += 2) {
                double down = side * step * 0.75 * (Look.SMALL.getSize() + 4);
                for (double x : new double[] {at.getX() - width - 8, at.getX() + 8}) {
                    Rectangle2D room = Pen.room(name, Look.SMALL, x, at.getY() + 4 + down);
                    if (plot.contains(room) && taken.stream().noneMatch(room::intersects)) {
                        return Optional.of(room);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void write(String name, Rectangle2D room, Point2D point) {
        taken.add(room);
        double near = room.getX() > point.getX() ? room.getX() : room.getMaxX();
        graphics.setColor(Look.SOFT);
        graphics.setStroke(new BasicStroke(0.8f));
        graphics.draw(new Line2D.Double(point.getX(), point.getY(), near, room.getCenterY()));
        graphics.setColor(Look.PAPER);
        graphics.fill(room);
        double base = room.getY() + Look.SMALL.getSize();
        Pen.write(graphics, name, Look.SMALL, Look.INK, room.getX() + 2, base, 0);
    }
}
