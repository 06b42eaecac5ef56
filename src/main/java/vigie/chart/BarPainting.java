package vigie.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HorizontalBarChart;
import vigie.chart.ChartData.Mark;

/** Draws bars from left to right, with their numbers at their ends. */
final class BarPainting {

    private static final double THICKNESS = 0.72;
    private static final double ROOM_FOR_NUMBERS = 1.12;

    private BarPainting() {}

    static HorizontalBarChart of(ChartData data, int width, int height, Locale locale) {
        HorizontalBarChart chart = new HorizontalBarChart(width, height);
        List<String> names = ChartText.shortened(data.y().categories(), Look.SMALL, ChartText.roomForNames(width));
        List<Double> values =
                data.series().get(0).marks().stream().map(Mark::value).toList();
        chart.addSeries(data.title(), values, ChartText.unseen(names)).setFillColor(Look.NOTHING);
        Look.dress(chart, data);
        double highest = Math.max(
                1e-9,
                ROOM_FOR_NUMBERS
                        * data.series().get(0).marks().stream()
                                .mapToDouble(Mark::value)
                                .max()
                                .orElse(0));
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisMax(highest)
                .setYAxisTitleVisible(false)
                .setPlotGridHorizontalLinesVisible(false)
                .setXAxisDecimalPattern(highest < 5 ? "#,##0.##" : "#,##0");
        chart.getStyler().setYAxisTickLabelsColor(Look.NOTHING).setYAxisLeftWidthHint(ChartText.widthOf(names));
        chart.addAnnotation(new Overlay((graphics, plot) -> {
            marks(graphics, plot, data, highest, locale);
            ChartText.beside(graphics, plot, names);
        }));
        return chart;
    }

    private static void marks(Graphics2D graphics, Rectangle2D plot, ChartData data, double highest, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(2);
        double cell = plot.getHeight() / data.y().categories().size();
        for (Mark mark : data.series().get(0).marks()) {
            double length = mark.value() / highest * plot.getWidth();
            double middle = plot.getY() + mark.y() * cell;
            graphics.setColor(Look.of(mark.tone()));
            graphics.fill(new Rectangle2D.Double(plot.getX(), middle - THICKNESS * cell / 2, length, THICKNESS * cell));
            ChartText.write(
                    graphics,
                    format.format(mark.value()),
                    Look.SMALL,
                    Look.INK,
                    plot.getX() + length + 5,
                    middle + 4,
                    0);
        }
        graphics.setColor(Look.SOFT);
        graphics.fill(new Rectangle2D.Double(plot.getX() - 1, plot.getY(), 1, plot.getHeight()));
    }
}
