package vigie.report.document;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.Shape;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;
import vigie.chart.ChartData;

/** Draws charts into a PDF as lines and shapes, where the page holds an object that names one. */
final class ChartObjects implements FSObjectDrawerFactory {

    /** The type of such an object; the name of the chart is its {@code data-chart}. */
    static final String TYPE = "application/x-vigie-chart";

    private final List<ChartData> charts;
    private final ChartPictures pictures;

    ChartObjects(List<ChartData> charts, ChartPictures pictures) {
        this.pictures = pictures;
        this.charts = charts;
    }

    @Override
    public boolean isReplacedObject(Element element) {
        return element.getAttribute("type").equals(TYPE);
    }

    @Override
    public FSObjectDrawer createDrawer(Element element) {
        return this::draw;
    }

    private Map<Shape, String> draw(
            Element element,
            double x,
            double y,
            double width,
            double height,
            OutputDevice device,
            RenderingContext context,
            int dotsPerPixel) {
        charts.stream()
                .filter(chart -> chart.id().equals(element.getAttribute("data-chart")))
                .findFirst()
                .ifPresent(chart -> {
                    double wide = width / dotsPerPixel;
                    double high = height / dotsPerPixel;
                    double scale = Math.min(wide / ChartPictures.WIDTH, high / ChartPictures.height(chart));
                    device.drawWithGraphics((float) x, (float) y, (float) wide, (float) high, graphics -> {
                        graphics.scale(scale, scale);
                        pictures.paint(chart, graphics);
                    });
                });
        return Map.of();
    }
}
