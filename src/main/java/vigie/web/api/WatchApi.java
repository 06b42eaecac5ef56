package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vigie.watch.Concerns;
import vigie.watch.WatchFile;
import vigie.watch.WatchList;
import vigie.web.site.BadQueryException;
import vigie.web.site.LimitedHandler;
import vigie.web.site.NotFoundException;
import vigie.web.site.Part;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;
import vigie.web.site.WatchedNow;

/** Watch lists in the API: those of the owner of the token. */
final class WatchApi implements Part {

    private static final String ALL = "/api/v1/watches";

    private final Site site;
    private final WatchedNow watched;

    WatchApi(Site site, WatchedNow watched) {
        this.site = site;
        this.watched = watched;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(ALL, new LimitedHandler(site.limits().lists(), this::list));
        routes.get(ALL + "/{name}", new LimitedHandler(site.limits().lists(), this::one));
    }

    private void list(Context context) {
        BadQueryException.refuse(Answers.asked(context));
        Map<String, Object> answer = new LinkedHashMap<>();
        Concerns now = watched.all();
        answer.put(
                "items",
                now.visible(WatchedNow.person(context)).stream()
                        .map(WatchFile::json)
                        .toList());
        Answers.dated(context, site, answer);
    }

    private void one(Context context) {
        QueryValues asked = Answers.asked(context);
        BadQueryException.refuse(asked);
        String name = context.pathParam("name");
        WatchList list = watched.visible(context, name).orElseThrow(() -> new NotFoundException(name));
        Concerns now = watched.all();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("list", WatchFile.json(list));
        answer.put("since", now.since().toString());
        answer.put("items", items(now, name));
        Answers.dated(context, site, answer);
    }

    private static List<Map<String, Object>> items(Concerns now, String name) {
        return now.of(name).stream()
                .map(concern -> {
                    Map<String, Object> item = new LinkedHashMap<>();
                    concern.cve().ifPresent(cve -> item.put("cve", cve.toString()));
                    concern.publication().ifPresent(ref -> item.put("publication", ref.text()));
                    item.put("line", concern.why().line().text());
                    item.put("where", concern.why().where());
                    item.put(
                            "origin",
                            Optional.of(concern.why().origin())
                                    .filter(origin -> !origin.isEmpty())
                                    .orElse(null));
                    item.put("certainty", concern.why().certainty().name().toLowerCase(Locale.ROOT));
                    return item;
                })
                .toList();
    }
}
