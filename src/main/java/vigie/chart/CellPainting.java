package vigie.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Zone;

/** Draws cells with their counts; over those of a matrix its zone and single points with names. */
final class CellPainting {

    private static final double SHARE_FOR_NAMES = 0.3;
    private static final int ROOM_FOR_TITLE = 22;

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
        List<String> y = new ArrayList<>(ShortNames.of(data.y().categories(), Look.SMALL, width * SHARE_FOR_NAMES));
        boolean matrix = data.form() == Form.MATRIX;
        if (matrix) {
            Collections.reverse(y);
        }
        chart.addSeries(data.title(), CategoryNames.unseen(x), Collections.nCopies(x.size(), 1))
                .setFillColor(Look.NOTHING);
        Look.dress(chart, data);
        chart.getStyler()
                .setPlotGridLinesVisible(false)
                .setYAxisMin(0.0)
                .setYAxisMax(1.0)
                .setXAxisTickLabelsColor(Look.NOTHING)
                .setYAxisTickLabelsColor(Look.NOTHING)
                .setYAxisTitleVisible(false)
                .setYAxisLeftWidthHint(CategoryNames.room(y) + (matrix ? ROOM_FOR_TITLE : 0));
        if (!matrix) {
            // The second line of names stands where the title would; text without colour is black in a PDF.
            chart.setXAxisTitle("\u00a0");
        }
        chart.addAnnotation(new Overlay((graphics, plot) -> {
            paint(graphics, plot);
            if (matrix) {
                CategoryNames.below(graphics, plot, x, 0.5);
                double left = plot.getX() - CategoryNames.room(y);
                Pen.upwards(
                        graphics, data.y().title(), Look.SMALL, Look.SOFT, left, plot.getCenterY(), plot.getHeight());
            } else {
                CategoryNames.inTwoLines(graphics, plot, x);
            }
            CategoryNames.beside(graphics, plot, y);
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
                String number = format.format(mark.value());
                Pen.write(graphics, number, Look.SMALL, ink, cell.getCenterX(), cell.getCenterY() + 4, 0.5);
            }
        }
        data.zone().ifPresent(zone -> zone(graphics, plot, zone));
        new PointPainting(graphics, plot, counts(plot)).paint(marks(Kind.POINT), mark -> at(plot, mark));
    }

    /** Where counts stand, which names must not cover. */
    private List<Rectangle2D> counts(Rectangle2D plot) {
        return cells.stream()
                .filter(mark -> mark.value() > 0)
                .map(mark -> {
                    Rectangle2D at = cell(plot, mark.x(), mark.y(), mark.x(), mark.y());
                    double width = ShortNames.width(format.format(mark.value()), Look.SMALL);
                    return Pen.room(format.format(mark.value()), Look.SMALL, at.getX() - width / 2, at.getY() + 4);
                })
                .toList();
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
        Pen.write(graphics, zone.label(), Look.BOLD, Look.ALERT, right, plot.getY() - 6, 1);
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
}
