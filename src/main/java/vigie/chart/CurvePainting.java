package vigie.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Scale;
import vigie.chart.ChartData.Series;

/** Draws lines over scales, and on them points with their intervals and notes. */
final class CurvePainting {

    private static final double RADIUS = 3.5;
    private static final double CAP = 3;
    private static final double KEY_LINE = 26;
    private static final double KEY_HEIGHT = 18;
    private static final int ROOM_FOR_TITLE = 22;
    private static final int SAMPLES = 24;

    /** Padding of the picture: half of the last tick label lies outside the plot. */
    static final int PADDING = 20;

    /** With more powers of ten, their names would not fit beside each other. */
    private static final int MOST_POWERS = 5;

    /** Share of the plot that a legend may cover. */
    private static final double LEGEND = 0.4;

    /** Writes words into a drawing, or beside it. */
    interface Lettering {

        /**
         * Writes words.
         *
         * @param share of the width by which they begin left of x: 0.5 centres them there
         * @param upwards whether they run from bottom to top
         */
        void write(
                Graphics2D graphics,
                String text,
                Font font,
                Color color,
                double x,
                double y,
                double share,
                boolean upwards);

        /** Takes the position and the label of a point. */
        default void point(double x, double y, String label) {}
    }

    /** As outlines within the drawing. */
    static final Lettering OUTLINES = (graphics, text, font, color, x, y, share, upwards) -> {
        if (upwards) {
            ChartText.upwards(
                    graphics,
                    text,
                    font,
                    color,
                    x,
                    y,
                    graphics.getFontMetrics(font).stringWidth(text));
        } else {
            ChartText.write(graphics, text, font, color, x, y, share);
        }
    };

    private final ChartData data;
    private final Scale across;
    private final Scale up;
    private final Locale locale;
    private final Lettering lettering;

    private CurvePainting(ChartData data, Locale locale, Lettering lettering) {
        this.data = data;
        this.locale = locale;
        this.lettering = lettering;
        this.across = data.x()
                .scale()
                .orElseGet(() ->
                        new Scale(false, 0, Math.max(1, data.x().categories().size()), false));
        this.up = data.y().scale().orElse(Scale.SHARE);
    }

    static XYChart of(ChartData data, int width, int height, Locale locale, Lettering lettering) {
        return new CurvePainting(data, locale, lettering).chart(width, height);
    }

    /**
     * XChart lays out axes and titles; grid, lines and words are drawn here. XChart's own lines would be an element for each
     * segment in an SVG, its logarithmic grid has a line for each digit, and it leaves out the first and last tick.
     */
    private XYChart chart(int width, int height) {
        XYChart chart = new XYChart(width, height);
        XYSeries none = chart.addSeries(
                data.title(), new double[] {across.from(), across.to()}, new double[] {up.from(), up.to()});
        none.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        none.setMarker(SeriesMarkers.NONE);
        Look.dress(chart, data);
        // Text without colour is black in a PDF.
        chart.setXAxisTitle("\u00a0");
        List<String> names = DoubleStream.of(ticks(up)).mapToObj(format(up)).toList();
        chart.getStyler()
                .setYAxisTitleVisible(false)
                .setAxisTitlePadding(14)
                .setPlotGridLinesVisible(false)
                .setXAxisTickLabelsColor(Look.NOTHING)
                .setYAxisTickLabelsColor(Look.NOTHING)
                .setYAxisLeftWidthHint(ChartText.widthOf(names) + ROOM_FOR_TITLE);
        chart.setCustomXAxisTickLabelsFormatter(any -> "0");
        chart.setCustomYAxisTickLabelsFormatter(any -> "0");
        chart.addAnnotation(new Overlay((graphics, plot) -> paint(graphics, plot, height)));
        return chart;
    }

    private void paint(Graphics2D graphics, Rectangle2D plot, int height) {
        grid(graphics, plot);
        write(graphics, data.x().title(), Look.INK, plot.getCenterX(), height - 8.0, 0.5);
        lettering.write(graphics, data.y().title(), Look.SMALL, Look.INK, 14, plot.getCenterY(), 0.5, true);
        for (Series series : data.series()) {
            if (series.kind() == Kind.CURVE) {
                line(graphics, plot, series.marks());
            }
        }
        legend(graphics, plot);
        List<Rectangle2D> notes = new ArrayList<>();
        for (Series series : data.series()) {
            for (Mark mark : series.marks()) {
                if (series.kind() == Kind.POINT) {
                    interval(graphics, plot, mark);
                    point(graphics, plot, mark);
                } else if (series.kind() == Kind.NOTE) {
                    note(graphics, plot, mark, notes);
                }
            }
        }
    }

    /** A note stands above those that it would touch. */
    private void note(Graphics2D graphics, Rectangle2D plot, Mark mark, List<Rectangle2D> others) {
        double size = Look.SMALL.getSize();
        double width = ChartText.width(mark.label(), Look.SMALL);
        double x = x(plot, mark.x());
        double base = Math.max(plot.getY() + size, y(plot, mark.y()) - 5);
        Rectangle2D room = new Rectangle2D.Double(x - width / 2 - 1, base - size, width + 2, size);
        while (others.stream().anyMatch(room::intersects) && room.getY() - size >= plot.getY()) {
            room.setRect(room.getX(), room.getY() - size, room.getWidth(), size);
        }
        others.add(room);
        write(graphics, mark.label(), Look.of(mark.tone()), x, room.getMaxY(), 0.5);
    }

    private void write(Graphics2D graphics, String text, Color color, double x, double y, double share) {
        lettering.write(graphics, text, Look.SMALL, color, x, y, share, false);
    }

    private void grid(Graphics2D graphics, Rectangle2D plot) {
        graphics.setStroke(new BasicStroke(1));
        for (double tick : ticks(up)) {
            double y = y(plot, tick);
            graphics.setColor(Look.LINE);
            graphics.draw(new Line2D.Double(plot.getX(), y, plot.getMaxX(), y));
            write(graphics, format(up).apply(tick), Look.SOFT, plot.getX() - 6, y + 4, 1);
        }
        double below = plot.getMaxY() + 16;
        if (data.x().scale().isPresent()) {
            for (double tick : ticks(across)) {
                double x = x(plot, tick);
                graphics.setColor(Look.LINE);
                graphics.draw(new Line2D.Double(x, plot.getY(), x, plot.getMaxY()));
                write(graphics, format(across).apply(tick), Look.SOFT, x, below, 0.5);
            }
        } else {
            List<String> names = data.x().categories();
            int step = Math.max(1, (names.size() + 2) / 4);
            for (int i = 0; i < names.size(); i += step) {
                write(graphics, names.get(i), Look.SOFT, x(plot, i + 0.5), below, 0.5);
            }
        }
    }

    /** Values that have a line and a name: quarters of a linear scale, powers of ten, or each other one. */
    private static double[] ticks(Scale scale) {
        if (!scale.logarithmic()) {
            return IntStream.rangeClosed(0, 4)
                    .mapToDouble(i -> scale.from() + i * (scale.to() - scale.from()) / 4)
                    .toArray();
        }
        int least = (int) Math.floor(Math.log10(scale.from()) + 1e-9);
        int step = least < -MOST_POWERS ? 2 : 1;
        return IntStream.iterate(0, power -> power >= least, power -> power - step)
                .mapToDouble(power -> Math.pow(10, power))
                .filter(value -> value >= scale.from() * (1 - 1e-9))
                .toArray();
    }

    private DoubleFunction<String> format(Scale scale) {
        NumberFormat format =
                scale.share() ? NumberFormat.getPercentInstance(locale) : NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(scale.share() ? 0 : 2);
        format.setMaximumFractionDigits(scale.share() ? 6 : 2);
        return format::format;
    }

    private void line(Graphics2D graphics, Rectangle2D plot, List<Mark> marks) {
        Path2D path = new Path2D.Double();
        for (Mark mark : marks) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(x(plot, mark.x()), y(plot, mark.y()));
            } else {
                path.lineTo(x(plot, mark.x()), y(plot, mark.y()));
            }
        }
        if (path.getCurrentPoint() != null) {
            graphics.setColor(Look.of(marks.get(0).tone()));
            graphics.setStroke(Look.stroke(marks.get(0).tone()));
            graphics.draw(path);
        }
    }

    /** Names of the lines, in the corner that the fewest lines and points cross. */
    private void legend(Graphics2D graphics, Rectangle2D plot) {
        List<Series> named = data.series().stream()
                .filter(series -> series.kind() == Kind.CURVE
                        && !series.name().isEmpty()
                        && !series.marks().isEmpty())
                .toList();
        List<Point2D> places = data.series().stream()
                .flatMap(series -> series.kind() == Kind.CURVE
                        ? along(series.marks())
                        : series.marks().stream().map(this::share))
                .toList();
        Corner corner = Stream.of(Corner.values())
                .min(Comparator.comparingLong(
                        one -> places.stream().filter(one::covers).count()))
                .orElseThrow();
        double width = KEY_LINE
                + 16
                + named.stream()
                                .mapToDouble(series -> ChartText.width(series.name(), Look.SMALL))
                                .max()
                                .orElse(0)
                        * 1.1;
        double height = KEY_HEIGHT * named.size();
        double left = corner.left ? plot.getX() + 8 : plot.getMaxX() - width - 8;
        double top = corner.top ? plot.getY() + 4 : plot.getMaxY() - height - 6;
        graphics.setColor(Look.PAPER);
        graphics.fill(new Rectangle2D.Double(left, top, width, height));
        for (int i = 0; i < named.size(); i++) {
            double middle = top + (i + 0.5) * KEY_HEIGHT;
            graphics.setColor(Look.of(named.get(i).marks().get(0).tone()));
            graphics.setStroke(Look.stroke(named.get(i).marks().get(0).tone()));
            graphics.draw(new Line2D.Double(left + 4, middle, left + 4 + KEY_LINE, middle));
            write(graphics, named.get(i).name(), Look.INK, left + KEY_LINE + 10, middle + 4, 0);
        }
    }

    private enum Corner {
        TOP_LEFT(true, true),
        TOP_RIGHT(false, true),
        BOTTOM_RIGHT(false, false),
        BOTTOM_LEFT(true, false);

        private final boolean left;
        private final boolean top;

        Corner(boolean left, boolean top) {
            this.left = left;
            this.top = top;
        }

        boolean covers(Point2D place) {
            return (left ? place.getX() < LEGEND : place.getX() > 1 - LEGEND)
                    && (top ? place.getY() > 1 - LEGEND : place.getY() < LEGEND);
        }
    }

    /** A line as places close to each other. */
    private Stream<Point2D> along(List<Mark> marks) {
        return IntStream.range(0, Math.max(0, marks.size() - 1)).boxed().flatMap(i -> {
            Point2D from = share(marks.get(i));
            Point2D to = share(marks.get(i + 1));
            int steps = (int) Math.ceil(from.distance(to) * SAMPLES);
            return IntStream.range(0, steps)
                    .mapToObj(step -> new Point2D.Double(
                            from.getX() + (to.getX() - from.getX()) * step / steps,
                            from.getY() + (to.getY() - from.getY()) * step / steps));
        });
    }

    /** Where a mark lies, in shares of the plot from its lower left corner. */
    private Point2D share(Mark mark) {
        return new Point2D.Double(across.at(mark.x()), up.at(mark.y()));
    }

    private double x(Rectangle2D plot, double value) {
        return plot.getX() + across.at(value) * plot.getWidth();
    }

    private double y(Rectangle2D plot, double value) {
        return plot.getMaxY() - up.at(value) * plot.getHeight();
    }

    private void interval(Graphics2D graphics, Rectangle2D plot, Mark mark) {
        mark.interval().ifPresent(interval -> {
            graphics.setColor(Look.of(mark.tone()));
            graphics.setStroke(new BasicStroke(1.2f));
            double x = x(plot, mark.x());
            double from = y(plot, interval.from());
            double to = y(plot, interval.to());
            graphics.draw(new Line2D.Double(x, from, x, to));
            graphics.draw(new Line2D.Double(x - CAP, from, x + CAP, from));
            graphics.draw(new Line2D.Double(x - CAP, to, x + CAP, to));
        });
    }

    /** Hollow where nothing was observed: on a logarithmic scale it lies on the edge. */
    private void point(Graphics2D graphics, Rectangle2D plot, Mark mark) {
        double x = x(plot, mark.x());
        double y = y(plot, mark.y());
        Color tone = Look.of(mark.tone());
        Ellipse2D dot = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        graphics.setStroke(new BasicStroke(1));
        graphics.setColor(mark.value() > 0 ? tone : Look.PAPER);
        graphics.fill(dot);
        graphics.setColor(mark.value() > 0 ? Look.PAPER : tone);
        graphics.draw(dot);
        lettering.point(x, y, mark.label());
    }
}
