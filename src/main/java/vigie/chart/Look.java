package vigie.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import vigie.chart.ChartData.Tone;

/** How drawn charts look: the colours of the pages in their light theme, since pictures are mostly printed. */
final class Look {

    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x16222c);
    static final Color SOFT = new Color(0x4a5a67);
    static final Color LINE = new Color(0xd5dde4);
    static final Color PLAIN = new Color(0x0b5a8a);
    static final Color PALE = new Color(0xeef4f9);
    static final Color ALERT = new Color(0xa3122b);

    static final Color NOTHING = new Color(0, 0, 0, 0);

    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    /** For drawings that a phone shows smaller than they are. */
    static final Font READABLE = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);

    private static final int ROOM_PER_TICK = 60;

    private Look() {}

    static Color of(Tone tone) {
        return switch (tone) {
            case PLAIN -> PLAIN;
            case CRITICAL -> new Color(0x8f0f28);
            case HIGH -> new Color(0xb23b00);
            case MEDIUM -> new Color(0x7a5b00);
            case LOW -> new Color(0x2f6b4f);
            case NONE -> new Color(0x8795a1);
            case ALERT -> ALERT;
            case MODEL -> new Color(0x1554b0);
            case LOGISTIC -> new Color(0xc2570c);
            case EPSS -> new Color(0x8a2fa3);
            case CVSS -> new Color(0x5f6b78);
            case OTHER -> new Color(0x2c7a4b);
            case REFERENCE -> SOFT;
        };
    }

    /** How a line is drawn: those of several contestants differ by more than their colour. */
    static BasicStroke stroke(Tone tone) {
        return switch (tone) {
            case MODEL -> new BasicStroke(2.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
            case LOGISTIC -> dashed(1.8f, 7, 3);
            case EPSS -> dashed(1.8f, 3, 2);
            case CVSS -> dashed(1.8f, 8, 3, 2, 3);
            case REFERENCE -> dashed(1, 2, 3);
            default -> new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        };
    }

    private static BasicStroke dashed(float width, float... dashes) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }

    /** The properties of a page's style sheet that stand for colours of drawings, so that a drawing follows the theme. */
    static Map<Color, String> themed() {
        return Map.of(
                PAPER,
                "--page",
                INK,
                "--ink",
                SOFT,
                "--soft",
                LINE,
                "--rule",
                of(Tone.MODEL),
                "--model",
                of(Tone.LOGISTIC),
                "--logistic",
                of(Tone.EPSS),
                "--epss",
                of(Tone.CVSS),
                "--cvss",
                of(Tone.OTHER),
                "--other");
    }

    /** What all charts have in common. */
    static void dress(Chart<?, ?> chart, ChartData data, boolean titled, Locale locale) {
        Styler styler = chart.getStyler();
        chart.setTitle(data.title());
        styler.setChartTitleVisible(titled)
                .setChartTitleBoxVisible(false)
                .setChartTitleFont(TITLE)
                .setChartTitleFontColor(INK)
                .setChartTitlePadding(6)
                .setChartBackgroundColor(PAPER)
                .setChartFontColor(INK)
                .setBaseFont(TEXT)
                .setChartPadding(12)
                .setPlotBackgroundColor(PAPER)
                .setPlotBorderVisible(false)
                .setLocale(locale)
                .setAntiAlias(true)
                .setTextAntiAlias(true);
    }

    /** What all charts with axes have in common. The plot fills its room, so that a cell is a part of it. */
    static void dress(AxesChart<?, ?> chart, ChartData data) {
        AxesChartStyler styler = chart.getStyler();
        chart.setXAxisTitle(data.x().title());
        chart.setYAxisTitle(data.y().title());
        styler.setAxisTitleFont(SMALL)
                .setAxisTickLabelsFont(SMALL)
                .setAxisTickLabelsColor(INK)
                .setAxisTickMarksColor(LINE)
                .setAxisTicksLineVisible(false)
                .setAxisTicksMarksVisible(false)
                .setAxisTickPadding(6)
                .setAxisTitlePadding(8)
                .setPlotMargin(0)
                .setPlotGridLinesColor(LINE)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setXAxisTickMarkSpacingHint(ROOM_PER_TICK)
                .setYAxisTickMarkSpacingHint(ROOM_PER_TICK)
                .setPlotContentSize(1.0);
        styler.setXAxisTitleColor(SOFT).setYAxisTitleColor(SOFT).setLegendVisible(false);
    }
}
