package vigie.chart;

import java.util.Locale;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieSeries;
import org.knowm.xchart.style.PieStyler;
import org.knowm.xchart.style.Styler;
import vigie.chart.ChartData.Mark;

/** Draws a ring; the legend says shares and counts, so that narrow parts need no room for words. */
final class RingPainting {

    private RingPainting() {}

    static PieChart of(ChartData data, int width, int height, Locale locale) {
        PieChart chart = new PieChart(width, height);
        for (Mark mark : data.series().get(0).marks()) {
            // A part without extent would leave a hair line.
            if (mark.value() > 0) {
                chart.addSeries(ChartText.fit(mark.label(), Look.TEXT, width * 0.45), mark.value())
                        .setFillColor(Look.of(mark.tone()));
            }
        }
        PieStyler styler = chart.getStyler();
        styler.setDefaultSeriesRenderStyle(PieSeries.PieSeriesRenderStyle.Donut)
                .setDonutThickness(0.34)
                .setLabelsVisible(false)
                .setStartAngleInDegrees(90)
                .setClockwiseDirectionType(PieStyler.ClockwiseDirectionType.CLOCKWISE)
                .setCircular(true)
                .setSliceBorderWidth(0)
                .setPlotContentSize(0.9);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE)
                .setLegendFont(Look.TEXT)
                .setLegendPadding(12)
                .setLegendBorderColor(Look.PAPER)
                .setLegendBackgroundColor(Look.PAPER);
        return chart;
    }
}
