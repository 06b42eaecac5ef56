package vigie.report.document;

import java.awt.Graphics2D;
import java.util.List;

/**
 * A chart and what it says.
 *
 * @param id name of the chart, letters and digits
 * @param title title
 * @param width width in units of its own
 * @param height height in the same units
 * @param svg the drawing as a document of its own
 * @param sentences what the data say
 * @param drawing draws the same
 */
public record Illustration(
        String id, String title, int width, int height, String svg, List<String> sentences, Drawing drawing) {

    /** Draws a chart. */
    public interface Drawing {
        /** Draws within the width and height given. */
        void paint(Graphics2D graphics, int width, int height);
    }
}
