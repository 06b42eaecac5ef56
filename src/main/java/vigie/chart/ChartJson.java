package vigie.chart;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A chart as JSON, for pages and programs; its names are stable. */
public final class ChartJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ChartJson() {}

    /** The chart as an object of JSON's own kinds: maps, lists, texts, numbers. */
    public static Map<String, Object> object(ChartData data) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", data.id());
        object.put("title", data.title());
        object.put("form", word(data.form()));
        object.put("counted", data.counted());
        object.put("sentences", data.sentences());
        object.put("x", axis(data.x()));
        object.put("y", axis(data.y()));
        object.put("series", data.series().stream().map(ChartJson::series).toList());
        data.zone().ifPresent(zone -> object.put("zone", zone(zone)));
        return object;
    }

    /** The chart as text. */
    public static String text(ChartData data) {
        return JSON.writeValueAsString(object(data));
    }

    private static Map<String, Object> axis(ChartData.Axis axis) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("title", axis.title());
        object.put("categories", axis.categories());
        axis.scale()
                .ifPresent(scale -> object.put(
                        "scale",
                        Map.of(
                                "type", scale.logarithmic() ? "log" : "linear",
                                "from", scale.from(),
                                "to", scale.to())));
        return object;
    }

    private static Map<String, Object> series(ChartData.Series series) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", series.name());
        object.put("kind", word(series.kind()));
        object.put("marks", series.marks().stream().map(ChartJson::mark).toList());
        return object;
    }

    private static Map<String, Object> mark(ChartData.Mark mark) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("x", mark.x());
        object.put("y", mark.y());
        object.put("value", mark.value());
        object.put("label", mark.label());
        object.put("tone", word(mark.tone()));
        mark.href().ifPresent(href -> object.put("href", href));
        return object;
    }

    private static Map<String, Object> zone(ChartData.Zone zone) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("left", zone.left());
        object.put("bottom", zone.bottom());
        object.put("right", zone.right());
        object.put("top", zone.top());
        object.put("label", zone.label());
        return object;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
