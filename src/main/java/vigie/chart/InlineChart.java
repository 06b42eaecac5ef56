package vigie.chart;

import java.util.Locale;

/**
 * A chart to stand within a page, in the colours of the page's theme.
 *
 * @param svg the drawing; empty on a machine without fonts, where the chart's sentences must do
 */
public record InlineChart(ChartData chart, String svg) {

    private static final int WIDTH = 440;
    private static final int HEIGHT = 330;

    /** Draws a chart. */
    public static InlineChart of(ChartData chart, Locale locale) {
        try {
            return new InlineChart(chart, new ChartDrawing(locale, false).inline(chart, WIDTH, HEIGHT));
        } catch (DrawingException e) {
            return new InlineChart(chart, "");
        }
    }
}
