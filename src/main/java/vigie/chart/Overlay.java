package vigie.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Draws marks into the room that a chart has for them; XChart has drawn title, axes and grid before. */
final class Overlay extends Annotation {

    /** Draws into a rectangle. */
    interface Painter {
        void paint(Graphics2D graphics, Rectangle2D plot);
    }

    private final Painter painter;

    Overlay(Painter painter) {
        super(true);
        this.painter = painter;
    }

    @Override
    public void paint(Graphics2D graphics) {
        double left = getXAxisScreenValueForMin();
        double top = getYAxisScreenValueForMin();
        bounds = new Rectangle2D.Double(
                left, top, getXAxisScreenValueForMax() - left, getYAxisScreenValueForMax() - top);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        painter.paint(graphics, bounds);
    }
}
