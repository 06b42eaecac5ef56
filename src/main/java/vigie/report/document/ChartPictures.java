package vigie.report.document;

import java.awt.Graphics2D;
import java.util.Locale;
import java.util.Optional;
import vigie.chart.ChartData;
import vigie.chart.ChartDrawing;
import vigie.chart.DrawingException;

/** Draws the charts of a report. A machine without fonts cannot; the report then has their sentences only. */
final class ChartPictures {

    /** Width of all, in pixels. */
    static final int WIDTH = 840;

    private static final int LOW = 370;
    private static final int HIGH = 420;

    private final ChartDrawing drawing;

    ChartPictures(Locale locale) {
        this.drawing = new ChartDrawing(locale, false);
    }

    /** Height in pixels; cells in rows need more room. */
    static int height(ChartData chart) {
        return chart.form() == ChartData.Form.HEATMAP || chart.form() == ChartData.Form.MATRIX ? HIGH : LOW;
    }

    /** The chart as a document of its own. */
    Optional<String> svg(ChartData chart) {
        try {
            return Optional.of(drawing.svg(chart, WIDTH, height(chart)));
        } catch (DrawingException e) {
            return Optional.empty();
        }
    }

    /** Draws the chart; whether it could be drawn. */
    boolean paint(ChartData chart, Graphics2D graphics) {
        try {
            drawing.paint(chart, graphics, WIDTH, height(chart));
            return true;
        } catch (DrawingException e) {
            return false;
        }
    }
}
