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
    private static final int WIDE = 720;

    /** Draws a chart. */
    public static InlineChart of(ChartData chart, Locale locale) {
        return of(chart, locale, WIDTH);
    }

    /** Draws a chart that takes the width of a page. */
    public static InlineChart wide(ChartData chart, Locale locale) {
        return of(chart, locale, WIDE);
    }

    private static InlineChart of(ChartData chart, Locale locale, int width) {
        try {
            return new InlineChart(chart, new ChartDrawing(locale, false).inline(chart, width, HEIGHT));
        } catch (DrawingException e) {
            return new InlineChart(chart, "");
        }
    }
}
