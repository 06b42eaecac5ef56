package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vigie.outbox.TrialText;
import vigie.outbox.WatchDraft;
import vigie.text.Messages;
import vigie.text.PrintableJson;
import vigie.watch.Concerns;
import vigie.watch.WatchFile;
import vigie.watch.WatchFileException;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;
import vigie.web.access.CacheControl;
import vigie.web.site.BadQueryException;
import vigie.web.site.LimitedHandler;
import vigie.web.site.NotFoundException;
import vigie.web.site.Part;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;
import vigie.web.site.Visitor;
import vigie.web.site.WatchedNow;

/** Watch lists in the API: those of the owner of the token, who reads, writes and tries them. */
final class WatchApi implements Part {

    private static final String ALL = "/api/v1/watches";

    /** Asked with POST, as a list is too long for an address; changes nothing. */
    private static final String TRIAL = ALL + "/trial";

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
        routes.post(ALL, new LimitedHandler(site.limits().lists(), this::make));
        routes.put(ALL + "/{name}", new LimitedHandler(site.limits().lists(), this::put));
        routes.patch(ALL + "/{name}", new LimitedHandler(site.limits().lists(), this::patch));
        routes.delete(ALL + "/{name}", new LimitedHandler(site.limits().lists(), this::remove));
        routes.post(ALL + "/{name}/pause", new LimitedHandler(site.limits().lists(), context -> pause(context, true)));
        routes.post(
                ALL + "/{name}/resume", new LimitedHandler(site.limits().lists(), context -> pause(context, false)));
        routes.get(ALL + "/{name}/trial", new LimitedHandler(site.limits().trials(), this::trial));
        routes.post(TRIAL, new LimitedHandler(site.limits().trials(), this::trialOfUnsaved));
    }

    /** A list that a client sends, which may leave out its name where the address says it. */
    private WatchList sent(Context context, String name) {
        return WatchFile.readJson(context.body(), name, owner(context, name), made(), 0);
    }

    private Instant made() {
        return site.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String owner(Context context, String name) {
        return WatchedNow.person(context).orElse(name);
    }

    private WatchList existing(Context context) {
        String name = context.pathParam("name");
        return watched.visible(context, name)
                .orElseThrow(() -> new NotFoundException(
                        new Messages(Visitor.language(context)).bundle("watch").get("missing", name)));
    }

    private void make(Context context) {
        BadQueryException.refuse(Answers.asked(context));
        WatchList asked = sent(context, "");
        kept(context, watched.keep(context, asked, Optional.empty()), HttpStatus.CREATED);
    }

    private void put(Context context) {
        BadQueryException.refuse(Answers.asked(context));
        String name = context.pathParam("name");
        Optional<WatchList> old = watched.visible(context, name);
        WatchList asked = named(sent(context, name), name);
        kept(context, watched.keep(context, asked, old), old.isEmpty() ? HttpStatus.CREATED : HttpStatus.OK);
    }

    /** A merge patch (RFC 7396): what is sent replaces what there is, null takes it away. */
    private void patch(Context context) {
        BadQueryException.refuse(Answers.asked(context));
        WatchList old = existing(context);
        JsonNode patch;
        try {
            patch = JsonMapper.shared().readTree(context.body());
        } catch (JacksonException e) {
            throw WatchFileException.json(e);
        }
        JsonNode merged = merged(WatchFile.json(old), patch);
        WatchList asked =
                WatchFile.readJson(merged.toString(), old.name(), old.to().owner(), old.made(), old.after());
        kept(context, watched.keep(context, named(asked, old.name()), Optional.of(old)), HttpStatus.OK);
    }

    /** The algorithm of RFC 7396, section 2. */
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode all = target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                all.remove(change.getKey());
            } else {
                all.set(change.getKey(), merged(all.path(change.getKey()), change.getValue()));
            }
        });
        return all;
    }

    /** A list keeps the name that its address has. */
    private static WatchList named(WatchList asked, String name) {
        if (!asked.name().equals(name)) {
            throw new WatchFileException("renamed", name, asked.name());
        }
        return asked;
    }

    private void remove(Context context) {
        BadQueryException.refuse(Answers.asked(context));
        WatchList list = existing(context);
        watched.write(context, writer -> writer.removeWatchList(list.name()));
        context.header("Cache-Control", CacheControl.NEVER).status(HttpStatus.NO_CONTENT);
    }

    private void pause(Context context, boolean paused) {
        BadQueryException.refuse(Answers.asked(context));
        WatchList list = existing(context).paused(paused);
        watched.write(context, writer -> WatchLists.keep(writer, list));
        kept(context, new WatchDraft(list, List.of()), HttpStatus.OK);
    }

    private static void kept(Context context, WatchDraft draft, HttpStatus status) {
        if (status == HttpStatus.CREATED) {
            context.header(
                    "Location", ALL + "/" + URLEncoder.encode(draft.list().name(), StandardCharsets.UTF_8));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("list", WatchFile.json(draft.list()));
        answer.put("unknown", unknown(draft));
        context.status(status);
        written(context, answer);
    }

    private static List<Map<String, Object>> unknown(WatchDraft draft) {
        return draft.unknown().stream()
                .map(one -> Map.<String, Object>of("line", one.rule().line().text(), "nearest", one.nearest()))
                .toList();
    }

    private static void written(Context context, Map<String, Object> answer) {
        context.header("Cache-Control", CacheControl.NEVER)
                .contentType(Answer.JSON)
                .result(PrintableJson.bytes(answer));
    }

    private void trial(Context context) {
        BadQueryException.refuse(Answers.asked(context));
        tried(context, new WatchDraft(existing(context), List.of()));
    }

    private void trialOfUnsaved(Context context) {
        BadQueryException.refuse(Answers.asked(context));
        WatchList asked = sent(context, "trial");
        tried(context, site.readers().ask(reader -> WatchDraft.of(asked, reader)));
    }

    private void tried(Context context, WatchDraft draft) {
        Messages words = new Messages(Visitor.language(context)).bundle("watch");
        Map<String, Object> answer = new LinkedHashMap<>(new TrialText(watched.trial(draft.list()), words).json());
        answer.put("unknown", unknown(draft));
        written(context, answer);
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
        WatchList list = existing(context);
        Concerns now = watched.all();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("list", WatchFile.json(list));
        answer.put("since", now.since().toString());
        answer.put("items", items(now, list.name()));
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
