package vigie.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.style.Styler;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;

/** Draws columns: a histogram with its curve, or columns on top of each other. */
final class ColumnPainting {

    /** Names of more letters than this do not fit beside each other above the columns: they stand below each other at their side. */
    private static final int LEGEND_LETTERS = 40;

    private static final double WIDTH_OF_COLUMN = 0.8;

    private ColumnPainting() {}

    static CategoryChart of(ChartData data, int width, int height, Locale locale) {
        CategoryChart chart = new CategoryChart(width, height);
        double[] sums = sums(data);
        double highest = highest(data, sums);
        List<String> names = ChartText.shortened(data.x().categories(), Look.SMALL, 80);
        List<String> unseen = ChartText.unseen(names);
        chart.addSeries(data.title(), unseen, Arrays.stream(sums).boxed().toList())
                .setFillColor(Look.NOTHING);
        Look.dress(chart, data);
        chart.getStyler()
                .setYAxisMin(0.0)
                .setYAxisMax(highest)
                .setPlotGridVerticalLinesVisible(false)
                .setYAxisDecimalPattern("#,##0");
        chart.getStyler().setXAxisTickLabelsColor(Look.NOTHING);
        legend(chart, data, unseen);
        chart.addAnnotation(new Overlay((graphics, plot) -> {
            marks(graphics, plot, data, highest);
            ChartText.below(graphics, plot, names, data.form() == Form.HISTOGRAM ? 0 : 0.5);
        }));
        return chart;
    }

    /** The names of the series; those of a histogram say what the axes say. */
    private static void legend(CategoryChart chart, ChartData data, List<String> names) {
        if (data.form() == Form.COLUMNS && data.series().size() > 1) {
            List<Integer> nothing = Collections.nCopies(names.size(), 0);
            for (Series series : data.series()) {
                chart.addSeries(series.name(), names, nothing)
                        .setFillColor(Look.of(series.marks().get(0).tone()));
            }
            chart.getSeries(data.title()).setShowInLegend(false);
            int letters = data.series().stream()
                    .mapToInt(series -> series.name().length())
                    .sum();
            boolean above = letters <= LEGEND_LETTERS;
            chart.getStyler()
                    .setLegendVisible(true)
                    .setLegendPosition(above ? Styler.LegendPosition.InsideNE : Styler.LegendPosition.OutsideE)
                    .setLegendLayout(above ? Styler.LegendLayout.Horizontal : Styler.LegendLayout.Vertical)
                    .setLegendBorderColor(Look.PAPER)
                    .setLegendBackgroundColor(Look.PAPER)
                    .setLegendFont(Look.SMALL);
        }
    }

    /** Heights of the columns, one after the other. */
    private static double[] sums(ChartData data) {
        double[] sums = new double[data.x().categories().size()];
        data.series().stream()
                .filter(series -> series.kind() == Kind.BAR)
                .flatMap(series -> series.marks().stream())
                .forEach(mark -> sums[(int) mark.x()] += mark.value());
        return sums;
    }

    /** A number above all marks, with room for a legend. */
    private static double highest(ChartData data, double[] sums) {
        double curve = data.series().stream()
                .filter(series -> series.kind() == Kind.CURVE)
                .flatMap(series -> series.marks().stream())
                .mapToDouble(Mark::value)
                .max()
                .orElse(0);
        double most = Math.max(curve, Arrays.stream(sums).max().orElse(0));
        double room = data.form() == Form.COLUMNS ? 1.18 : 1.05;
        return Math.max(most * room, 4);
    }

    private static void marks(Graphics2D graphics, Rectangle2D plot, ChartData data, double highest) {
        double cell = plot.getWidth() / Math.max(1, data.x().categories().size());
        double share = data.form() == Form.HISTOGRAM ? 1 - Math.min(1.0, 2 / cell) : WIDTH_OF_COLUMN;
        double[] base = new double[data.x().categories().size()];
        for (Series series : data.series()) {
            if (series.kind() == Kind.BAR) {
                for (Mark mark : series.marks()) {
                    double height = mark.value() / highest * plot.getHeight();
                    int column = (int) mark.x();
                    graphics.setColor(Look.of(mark.tone()));
                    graphics.fill(new Rectangle2D.Double(
                            plot.getX() + (mark.x() - share / 2) * cell,
                            plot.getMaxY() - base[column] - height,
                            share * cell,
                            height));
                    base[column] += height;
                }
            } else if (series.kind() == Kind.CURVE) {
                curve(graphics, plot, series.marks(), cell, highest);
            }
        }
        graphics.setColor(Look.SOFT);
        graphics.fill(new Rectangle2D.Double(plot.getX(), plot.getMaxY(), plot.getWidth(), 1));
    }

    private static void curve(Graphics2D graphics, Rectangle2D plot, List<Mark> marks, double cell, double highest) {
        Path2D path = new Path2D.Double();
        for (Mark mark : marks) {
            double x = plot.getX() + mark.x() * cell;
            double y = plot.getMaxY() - mark.value() / highest * plot.getHeight();
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        graphics.setColor(Look.INK);
        graphics.setStroke(new BasicStroke(1.6f));
        graphics.draw(path);
    }
}
