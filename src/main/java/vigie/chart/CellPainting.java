package vigie.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Zone;

/** Draws cells with their counts; over those of a matrix its zone and single points with names. */
final class CellPainting {

    private static final int ROOM_FOR_TITLE = 22;
    private static final int MARGIN = 8;

    /** Places within a cell, the middle first: left or right, up or down. */
    private static final int[][] PLACES = {{0, 0}, {-1, 0}, {1, 0}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}, {0, -1}, {0, 1}
    };

    private final ChartData data;
    private final NumberFormat format;
    private final List<Mark> cells;
    private final double most;

    private CellPainting(ChartData data, Locale locale) {
        this.data = data;
        this.format = NumberFormat.getIntegerInstance(locale);
        this.cells = marks(Kind.CELL);
        this.most = cells.stream().mapToDouble(Mark::value).max().orElse(0);
    }

    private List<Mark> marks(Kind kind) {
        return data.series().stream()
                .filter(series -> series.kind() == kind)
                .map(Series::marks)
                .flatMap(List::stream)
                .toList();
    }

    static CategoryChart of(ChartData data, int width, int height, Locale locale) {
        return new CellPainting(data, locale).chart(width, height);
    }

    private CategoryChart chart(int width, int height) {
        CategoryChart chart = new CategoryChart(width, height);
        List<String> x = data.x().categories();
        List<String> y =
                new ArrayList<>(ChartText.shortened(data.y().categories(), Look.SMALL, ChartText.roomForNames(width)));
        boolean matrix = data.form() == Form.MATRIX;
        if (matrix) {
            Collections.reverse(y);
        }
        chart.addSeries(data.title(), ChartText.unseen(x), Collections.nCopies(x.size(), 1))
                .setFillColor(Look.NOTHING);
        Look.dress(chart, data);
        chart.getStyler()
                .setPlotGridLinesVisible(false)
                .setYAxisMin(0.0)
                .setYAxisMax(1.0)
                .setXAxisTickLabelsColor(Look.NOTHING)
                .setYAxisTickLabelsColor(Look.NOTHING)
                .setYAxisTitleVisible(false)
                .setYAxisLeftWidthHint(ChartText.widthOf(y) + (matrix ? ROOM_FOR_TITLE : 0));
        if (!matrix) {
            // The second line of names takes the place of the title; text without colour is black in a PDF.
            chart.setXAxisTitle("\u00a0");
        }
        chart.addAnnotation(new Overlay((graphics, plot) -> {
            paint(graphics, plot);
            if (matrix) {
                ChartText.below(graphics, plot, x, 0.5);
                double left = plot.getX() - ChartText.widthOf(y);
                ChartText.upwards(
                        graphics, data.y().title(), Look.SMALL, Look.SOFT, left, height / 2.0, height - 2 * MARGIN);
            } else {
                ChartText.inTwoLines(graphics, plot, x);
            }
            ChartText.beside(graphics, plot, y);
        }));
        return chart;
    }

    private void paint(Graphics2D graphics, Rectangle2D plot) {
        double width = plot.getWidth() / data.x().categories().size();
        double height = plot.getHeight() / data.y().categories().size();
        for (Mark mark : cells) {
            Rectangle2D cell = cell(plot, mark.x() - 0.5, mark.y() - 0.5, mark.x() + 0.5, mark.y() + 0.5);
            graphics.setColor(shade(mark.value()));
            graphics.fill(new Rectangle2D.Double(cell.getX() + 1, cell.getY() + 1, width - 2, height - 2));
            if (mark.value() > 0) {
                Color ink = strength(mark.value()) > 0.55 ? Look.PAPER : Look.INK;
                Rectangle2D room = count(plot, mark);
                double base = room.getY() + Look.SMALL.getSize();
                ChartText.write(graphics, format.format(mark.value()), Look.SMALL, ink, room.getCenterX(), base, 0.5);
            }
        }
        data.zone().ifPresent(zone -> zone(graphics, plot, zone));
        new Points(graphics, plot, counts(plot)).paint(marks(Kind.POINT), mark -> at(plot, mark));
    }

    /** Where counts stand, which names must not cover. */
    private List<Rectangle2D> counts(Rectangle2D plot) {
        return cells.stream()
                .filter(mark -> mark.value() > 0)
                .map(mark -> count(plot, mark))
                .toList();
    }

    /** Position of the count of a cell: its middle, or the first place where no point covers it. */
    private Rectangle2D count(Rectangle2D plot, Mark mark) {
        Rectangle2D cell = cell(plot, mark.x() - 0.5, mark.y() - 0.5, mark.x() + 0.5, mark.y() + 0.5);
        String number = format.format(mark.value());
        double width = ChartText.width(number, Look.SMALL);
        double down = cell.getHeight() / 2 - Look.SMALL.getSize() / 2.0 - 2;
        double across = cell.getWidth() / 2 - width / 2 - 4;
        Rectangle2D best = new Rectangle2D.Double();
        int fewest = Integer.MAX_VALUE;
        for (int[] place : PLACES) {
            Rectangle2D room = ChartText.room(
                    number,
                    Look.SMALL,
                    cell.getCenterX() + place[0] * across - width / 2,
                    cell.getCenterY() + place[1] * down + 4);
            int covered = (int) marks(Kind.POINT).stream()
                    .filter(point -> room.intersects(dot(at(plot, point))))
                    .count();
            if (covered < fewest) {
                fewest = covered;
                best = room;
            }
        }
        return best;
    }

    private static Rectangle2D dot(java.awt.geom.Point2D place) {
        return new Rectangle2D.Double(
                place.getX() - Points.RADIUS, place.getY() - Points.RADIUS, 2 * Points.RADIUS, 2 * Points.RADIUS);
    }

    /** Counts of cells differ by orders of magnitude: shades go by their logarithm in a matrix. */
    private double strength(double value) {
        if (value == 0 || most == 0) {
            return 0;
        }
        double share = data.form() == Form.MATRIX ? Math.log1p(value) / Math.log1p(most) : value / most;
        return 0.08 + 0.92 * share;
    }

    private Color shade(double value) {
        double strength = strength(value);
        return new Color(
                mixed(Look.PALE.getRed(), Look.PLAIN.getRed(), strength),
                mixed(Look.PALE.getGreen(), Look.PLAIN.getGreen(), strength),
                mixed(Look.PALE.getBlue(), Look.PLAIN.getBlue(), strength));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    private void zone(Graphics2D graphics, Rectangle2D plot, Zone zone) {
        Rectangle2D area = cell(plot, zone.left(), zone.bottom(), zone.right(), zone.top());
        graphics.setColor(Look.ALERT);
        graphics.setStroke(new BasicStroke(2));
        graphics.draw(area);
        double right = plot.getMaxX();
        ChartText.write(graphics, zone.label(), Look.BOLD, Look.ALERT, right, plot.getY() - 6, 1);
    }

    private Rectangle2D cell(Rectangle2D plot, double left, double low, double right, double high) {
        double width = plot.getWidth() / data.x().categories().size();
        double height = plot.getHeight() / data.y().categories().size();
        double top = data.form() == Form.MATRIX ? plot.getMaxY() - high * height : plot.getY() + low * height;
        return new Rectangle2D.Double(plot.getX() + left * width, top, (right - left) * width, (high - low) * height);
    }

    private java.awt.geom.Point2D at(Rectangle2D plot, Mark mark) {
        Rectangle2D place = cell(plot, mark.x(), mark.y(), mark.x(), mark.y());
        return new java.awt.geom.Point2D.Double(place.getX(), place.getY());
    }

    /** Draws single points with their names, as long as there is room that no other name has. */
    private static final class Points {

        private static final double RADIUS = 4;
        private static final int STEPS = 6;

        private final Graphics2D graphics;
        private final Rectangle2D plot;
        private final List<Rectangle2D> taken = new ArrayList<>();

        /** @param taken room that names must leave free */
        Points(Graphics2D graphics, Rectangle2D plot, List<Rectangle2D> taken) {
            this.taken.addAll(taken);
            this.graphics = graphics;
            this.plot = plot;
        }

        void paint(List<Mark> marks, Function<Mark, Point2D> places) {
            for (Mark mark : marks) {
                Point2D place = places.apply(mark);
                Ellipse2D dot =
                        new Ellipse2D.Double(place.getX() - RADIUS, place.getY() - RADIUS, 2 * RADIUS, 2 * RADIUS);
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
            double width = ChartText.width(name, Look.SMALL);
            for (int step = 0; step < STEPS; step++) {
                for (int side = -1; side <= 1; side += 2) {
                    double down = side * step * 0.75 * (Look.SMALL.getSize() + 4);
                    for (double x : new double[] {at.getX() - width - 8, at.getX() + 8}) {
                        Rectangle2D room = ChartText.room(name, Look.SMALL, x, at.getY() + 4 + down);
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
            ChartText.write(graphics, name, Look.SMALL, Look.INK, room.getX() + 2, base, 0);
        }
    }
}
