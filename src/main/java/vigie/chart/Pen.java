package vigie.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/** Writes words as outlines: they look the same everywhere, with whatever fonts a reader has. */
final class Pen {

    private Pen() {}

    /** Writes from a point on the base line on, moved by a share of its width to the left: 0.5 centres it there. */
    static void write(Graphics2D graphics, String text, Font font, Color color, double x, double y, double share) {
        if (!text.isBlank()) {
            TextLayout layout = new TextLayout(text, font, graphics.getFontRenderContext());
            double left = x - share * layout.getAdvance();
            Shape outline = layout.getOutline(AffineTransform.getTranslateInstance(left, y));
            graphics.setColor(color);
            graphics.fill(outline);
        }
    }

    /** Writes from bottom to top, in the middle of a height; what has no room is left out. */
    static void upwards(
            Graphics2D graphics, String text, Font font, Color color, double x, double middle, double height) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, x, middle);
        write(graphics, ShortNames.fit(text, font, height + 60), font, color, x, middle, 0.5);
        graphics.setTransform(before);
    }

    /** The room that a text takes that begins at a point on the base line. */
    static Rectangle2D room(String text, Font font, double x, double y) {
        return new Rectangle2D.Double(x - 2, y - font.getSize(), ShortNames.width(text, font) + 4, font.getSize() + 4);
    }
}
