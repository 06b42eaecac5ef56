package vigie.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
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
        };
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
