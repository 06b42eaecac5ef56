package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vigie.chart.ChartBook;
import vigie.chart.ChartData;
import vigie.index.Publications;
import vigie.text.Messages;
import vigie.web.site.BadQueryException;
import vigie.web.site.NotFoundException;
import vigie.web.site.Part;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** The data of each chart in the API. */
final class StatisticsApi implements Part {

    private static final String ALL = "/api/v1/statistics";

    private final Site site;

    StatisticsApi(Site site) {
        this.site = site;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(ALL, this::list);
        routes.get(ALL + "/{id}", this::one);
    }

    private void list(Context context) {
        BadQueryException.refuse(Answers.asked(context));
        List<Map<String, String>> items = ChartBook.ids().stream()
                .map(id -> {
                    Map<String, String> item = new LinkedHashMap<>();
                    item.put("id", id);
                    item.put("address", ALL + "/" + id);
                    return item;
                })
                .toList();
        Answers.dated(context, site, Map.of("items", items));
    }

    private void one(Context context) {
        String id = context.pathParam("id");
        if (!ChartBook.ids().contains(id)) {
            throw new NotFoundException(Answers.words(context).get("problem.statistic", id));
        }
        QueryValues asked = Answers.asked(context);
        Publications.Filter filter = PublicationListQuery.filter(asked);
        Messages messages = new Messages(Answers.language(asked));
        BadQueryException.refuse(asked);
        Answers.dated(context, site, json(new ChartBook(site.snapshot(), messages).chart(id, filter)));
    }

    private static Map<String, Object> json(ChartData chart) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", chart.id());
        json.put("title", chart.title());
        json.put("form", word(chart.form()));
        json.put("counted", chart.counted());
        json.put("sentences", chart.sentences());
        json.put("x", axis(chart.x()));
        json.put("y", axis(chart.y()));
        json.put("series", chart.series().stream().map(StatisticsApi::series).toList());
        json.put("zone", chart.zone().map(StatisticsApi::zone).orElse(null));
        return json;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> axis(ChartData.Axis axis) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", axis.title());
        json.put("categories", axis.categories());
        return json;
    }

    private static Map<String, Object> series(ChartData.Series series) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", series.name());
        json.put("kind", word(series.kind()));
        json.put("marks", series.marks().stream().map(StatisticsApi::mark).toList());
        return json;
    }

    private static Map<String, Object> mark(ChartData.Mark mark) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("x", mark.x());
        json.put("y", mark.y());
        json.put("value", mark.value());
        json.put("label", mark.label());
        json.put("tone", word(mark.tone()));
        json.put("page", mark.href().orElse(null));
        return json;
    }

    private static Map<String, Object> zone(ChartData.Zone zone) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("left", zone.left());
        json.put("bottom", zone.bottom());
        json.put("right", zone.right());
        json.put("top", zone.top());
        json.put("label", zone.label());
        return json;
    }
}
