package vigie.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import vigie.chart.ChartData;
import vigie.chart.ChartDrawing;
import vigie.chart.DrawingException;
import vigie.text.Messages;

/** A chart as a file whose name says its kind: SVG or PNG. */
final class FixingPicture {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;

    private FixingPicture() {}

    /** {@code svg} or {@code png}, by the end of the name; empty if it is neither. */
    static String type(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return List.of("svg", "png").stream()
                .filter(type -> name.endsWith("." + type))
                .findFirst()
                .orElse("");
    }

    /**
     * Draws it.
     *
     * @param type see {@link #type}
     */
    static byte[] of(ChartData chart, String type, Messages messages) {
        ChartDrawing pen = new ChartDrawing(messages.locale(), true);
        try {
            return type.equals("svg")
                    ? pen.svg(chart, WIDTH, HEIGHT).getBytes(StandardCharsets.UTF_8)
                    : pen.png(chart, WIDTH, HEIGHT);
        } catch (DrawingException e) {
            throw new Exit.Failure(messages.get("fixing.fonts"));
        }
    }
}
