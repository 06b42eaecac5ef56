package vigie.chart;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vigie.text.PlainText;

/** Names shortened to a room, each still different from the others. */
final class ShortNames {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private ShortNames() {}

    /** @param room width in pixels */
    static List<String> of(List<String> names, Font font, double room) {
        Set<String> taken = new HashSet<>();
        List<String> shortened = new ArrayList<>();
        for (String name : names) {
            String text = fit(PlainText.line(name), font, room);
            String candidate = text.isBlank() ? "?" : text;
            for (int number = 2; !taken.add(candidate); number++) {
                candidate = fit(text, font, room - 30) + " (" + number + ")";
            }
            shortened.add(candidate);
        }
        return shortened;
    }

    /** The text, or as much of it as has room with three dots after it. */
    static String fit(String text, Font font, double room) {
        if (width(text, font) <= room) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int length = points.length;
        String cut;
        do {
            cut = new String(points, 0, --length).strip() + "…";
        } while (length > 1 && width(cut, font) > room);
        return cut;
    }

    static double width(String text, Font font) {
        return font.getStringBounds(text, CONTEXT).getWidth();
    }
}
