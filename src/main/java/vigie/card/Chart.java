package vigie.card;

import java.util.ArrayList;
import java.util.List;
import vigie.text.Html;

/**
 * A drawing of lines and points as SVG, to stand in a page. Colours and strokes come from the style sheet of the page, by
 * the class of each line.
 */
final class Chart {

    private static final int WIDTH = 440;
    private static final int HEIGHT = 330;
    private static final int LEFT = 72;
    private static final int RIGHT = 22;
    private static final int TOP = 12;
    private static final int BOTTOM = 46;
    private static final int KEY_HEIGHT = 18;
    private static final int KEY_LINE = 26;
    private static final int KEY_WIDTH = 110;

    /** The corner that the curves leave free. */
    enum Corner {
        TOP_LEFT,
        TOP_RIGHT,
        BOTTOM_RIGHT
    }

    /** A place in values of the axes. */
    record Place(double x, double y) {}

    private record Key(String kind, String label) {}

    private final String id;
    private final Axis across;
    private final Axis up;
    private final Corner corner;
    private final StringBuilder drawn = new StringBuilder();
    private final List<Key> keys = new ArrayList<>();

    /** @param id unique in the page */
    Chart(String id, Axis across, Axis up, Corner corner) {
        this.id = id;
        this.across = across;
        this.up = up;
        this.corner = corner;
    }

    /** A line through places, explained in the corner. */
    Chart line(String kind, String label, List<Place> places) {
        keys.add(new Key(kind, label));
        return line(kind, places);
    }

    /** A line that needs no explanation. */
    Chart line(String kind, List<Place> places) {
        StringBuilder points = new StringBuilder();
        String before = "";
        for (Place place : places) {
            String point = Html.number(x(place.x())) + "," + Html.number(y(place.y()));
            if (!point.equals(before)) {
                points.append(points.isEmpty() ? "" : " ").append(point);
            }
            before = point;
        }
        drawn.append("<polyline class=\"line ").append(kind).append("\" points=\"");
        drawn.append(points).append("\"/>\n");
        return this;
    }

    /** A point that tells what it is when it is pointed at. */
    Chart point(String kind, Place place, String words) {
        drawn.append("<circle class=\"point ").append(kind).append("\" r=\"3.5\" cx=\"");
        drawn.append(Html.number(x(place.x()))).append("\" cy=\"");
        drawn.append(Html.number(y(place.y()))).append("\"><title>");
        drawn.append(Html.escape(words)).append("</title></circle>\n");
        return this;
    }

    /** An interval, upright; left out if it has no ends. */
    Chart whisker(String kind, double value, double from, double to) {
        if (!Double.isFinite(from) || !Double.isFinite(to)) {
            return this;
        }
        double x = x(value);
        String ends = "M" + Html.number(x) + " " + Html.number(y(from)) + "V" + Html.number(y(to));
        String caps = "M" + Html.number(x - 3) + " " + Html.number(y(from)) + "h6M" + Html.number(x - 3) + " "
                + Html.number(y(to)) + "h6";
        drawn.append("<path class=\"whisker ").append(kind).append("\" d=\"");
        drawn.append(ends).append(caps).append("\"/>\n");
        return this;
    }

    /** Few words above a place. */
    Chart note(Place place, String words) {
        drawn.append(text("note", x(place.x()), Math.max(TOP + 10, y(place.y()) - 5), words));
        return this;
    }

    /**
     * The drawing.
     *
     * @param title names it
     * @param description says what is to be seen to whoever cannot see it
     */
    String svg(String title, String description) {
        return "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-labelledby=\"" + id + "-t " + id
                + "-d\">\n<title id=\"" + id + "-t\">" + Html.escape(title) + "</title>\n<desc id=\"" + id + "-d\">"
                + Html.escape(description) + "</desc>\n" + frame() + drawn + legend() + "</svg>\n";
    }

    private String frame() {
        StringBuilder frame = new StringBuilder();
        for (Axis.Tick tick : across.ticks()) {
            String x = Html.number(x(tick.value()));
            frame.append("<path class=\"grid\" d=\"M").append(x).append(' ').append(TOP);
            frame.append('V').append(HEIGHT - BOTTOM).append("\"/>\n");
            frame.append(text("tick middle", x(tick.value()), HEIGHT - BOTTOM + 16, tick.label()));
        }
        for (Axis.Tick tick : up.ticks()) {
            frame.append("<path class=\"grid\" d=\"M").append(LEFT).append(' ');
            frame.append(Html.number(y(tick.value())))
                    .append('H')
                    .append(WIDTH - RIGHT)
                    .append("\"/>\n");
            frame.append(text("tick end", LEFT - 6, y(tick.value()) + 4, tick.label()));
        }
        frame.append(text("axis middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, across.label()));
        frame.append("<g transform=\"translate(13 ").append(Html.number((TOP + HEIGHT - BOTTOM) / 2.0));
        return frame.append(") rotate(-90)\">")
                .append(text("axis middle", 0, 0, up.label()))
                .append("</g>\n")
                .toString();
    }

    private String legend() {
        double x = corner == Corner.TOP_LEFT ? LEFT + 10 : WIDTH - RIGHT - KEY_WIDTH;
        double y = corner == Corner.BOTTOM_RIGHT ? HEIGHT - BOTTOM - KEY_HEIGHT * keys.size() : TOP + 14;
        StringBuilder legend =
                new StringBuilder("<rect class=\"back\" x=\"" + Html.number(x - 4) + "\" y=\"" + Html.number(y - 14)
                        + "\" width=\"" + KEY_WIDTH + "\" height=\"" + KEY_HEIGHT * keys.size() + "\"/>\n");
        for (Key key : keys) {
            legend.append("<path class=\"line ").append(key.kind()).append("\" d=\"M");
            legend.append(Html.number(x)).append(' ').append(Html.number(y - 4));
            legend.append('h').append(KEY_LINE).append("\"/>\n");
            legend.append(text("key", x + KEY_LINE + 6, y, key.label()));
            y += KEY_HEIGHT;
        }
        return legend.toString();
    }

    private static String text(String kind, double x, double y, String words) {
        return "<text class=\"" + kind + "\" x=\"" + Html.number(x) + "\" y=\"" + Html.number(y) + "\">"
                + Html.escape(words) + "</text>\n";
    }

    private double x(double value) {
        return LEFT + across.at(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - up.at(value) * (HEIGHT - TOP - BOTTOM);
    }
}
