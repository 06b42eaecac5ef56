package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import vigie.chart.ChartBook;
import vigie.chart.ChartCsv;
import vigie.chart.ChartData;
import vigie.chart.ChartDrawing;
import vigie.chart.ChartJson;
import vigie.chart.DrawingException;
import vigie.index.Publications;
import vigie.text.Messages;
import vigie.web.access.WorkLimit;
import vigie.web.site.BadQueryException;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Pages;
import vigie.web.site.PublicationQuery;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** The charts as files: data as JSON and CSV, pictures as SVG and PNG. */
final class ChartFiles {

    private static final int WIDTH = 880;
    private static final int HEIGHT = 460;

    private final Site site;
    private final Pages pages;

    /** Drawing takes a tenth of a second, and a page without scripts asks for ten pictures. */
    private final WorkLimit drawing = new WorkLimit(2, 10, Duration.ofSeconds(5));

    ChartFiles(Site site) {
        this.site = site;
        this.pages = new Pages(site);
    }

    void register(RoutesConfig routes) {
        routes.get(
                "/analysis/charts/{id}.json",
                context -> send(
                        context,
                        "json",
                        "application/json",
                        ChartJson.text(chart(context)).getBytes(StandardCharsets.UTF_8)));
        routes.get("/analysis/charts/{id}.csv", this::csv);
        routes.get("/analysis/charts/{id}.svg", new LimitedHandler(drawing, context -> draw(context, "svg")));
        routes.get("/analysis/charts/{id}.png", new LimitedHandler(drawing, context -> draw(context, "png")));
    }

    private ChartData chart(Context context) {
        String id = context.pathParam("id");
        if (!ChartBook.ids().contains(id)) {
            throw new NotFoundResponse();
        }
        return new ChartBook(site.snapshot(), words(context)).chart(id, filter(context));
    }

    private static Publications.Filter filter(Context context) {
        QueryValues values =
                new QueryValues(Query.of(context.queryParamMap()).without("lang", "theme", "save", "period"));
        PublicationQuery asked = PublicationQuery.of(values);
        BadQueryException.refuse(values);
        return asked.filter();
    }

    private Messages words(Context context) {
        return pages.words(context, "charts");
    }

    private void csv(Context context) {
        String text = new ChartCsv(words(context)).of(chart(context));
        send(context, "csv", "text/csv; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private void draw(Context context, String type) {
        ChartData data = chart(context);
        ChartDrawing pen = new ChartDrawing(words(context).locale(), true);
        try {
            if (type.equals("svg")) {
                byte[] svg = pen.svg(data, WIDTH, HEIGHT).getBytes(StandardCharsets.UTF_8);
                send(context, type, "image/svg+xml", svg);
            } else {
                send(context, type, "image/png", pen.png(data, WIDTH, HEIGHT));
            }
        } catch (DrawingException e) {
            site.trouble().accept(e.getMessage());
            context.status(503)
                    .contentType("text/plain; charset=utf-8")
                    .result(words(context).get("analysis.fonts"));
        }
    }

    /** Images are shown by pages without scripts; everything else is a download. */
    private void send(Context context, String type, String contentType, byte[] body) {
        Publications.Filter filter = filter(context);
        // Of all that was asked only days and the chart's own name are in the file's name: they cannot break the
        // header.
        String name =
                "vigie-" + context.pathParam("id") + day("-", filter.since()) + day("_", filter.until()) + "." + type;
        String how = context.queryParam("save") == null && !type.equals("csv") ? "inline" : "attachment";
        context.header("Content-Disposition", how + "; filename=\"" + name + "\"");
        context.header("Cache-Control", "private, no-cache");
        context.header("Vary", "Accept-Language, Cookie, Accept-Encoding");
        context.contentType(contentType).result(body);
    }

    private static String day(String before, java.util.Optional<LocalDate> day) {
        return day.map(d -> before + d).orElse("");
    }
}
