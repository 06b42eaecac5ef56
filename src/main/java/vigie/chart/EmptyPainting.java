package vigie.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Draws a chart that has no data: its title, and the sentence that says so. */
final class EmptyPainting {

    private static final int MARGIN = 24;
    private static final int LINE = 18;

    private final ChartData data;
    private final boolean titled;

    EmptyPainting(ChartData data, boolean titled) {
        this.data = data;
        this.titled = titled;
    }

    void paint(Graphics2D graphics, int width, int height) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Look.PAPER);
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        if (titled) {
            String title = ChartText.fit(data.title(), Look.TITLE, width - 2.0 * MARGIN);
            ChartText.write(graphics, title, Look.TITLE, Look.INK, width / 2.0, 2.0 * MARGIN, 0.5);
        }
        List<String> lines = lines(width - 2.0 * MARGIN);
        double y = height / 2.0 - LINE * (lines.size() - 1) / 2.0;
        for (String line : lines) {
            ChartText.write(graphics, line, Look.TEXT, Look.SOFT, width / 2.0, y, 0.5);
            y += LINE;
        }
    }

    private List<String> lines(double room) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : String.join(" ", data.sentences()).split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (ChartText.width(longer, Look.TEXT) > room && !line.isEmpty()) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }
}
