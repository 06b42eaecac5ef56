package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.report.FindingGroups;
import vigie.report.FindingTable;
import vigie.report.FindingWriter;
import vigie.ssvc.Tree;
import vigie.ssvc.Trees;
import vigie.store.FindingRun;
import vigie.store.Reader;
import vigie.text.Messages;
import vigie.text.PlainJson;
import vigie.text.PlainText;
import vigie.text.PrintableJson;
import vigie.triage.AssetList;
import vigie.triage.Groups;
import vigie.triage.Ranked;
import vigie.triage.Ranking;
import vigie.triage.Why;
import vigie.web.access.CacheControl;
import vigie.web.site.BadQueryException;
import vigie.web.site.FindingFilter;
import vigie.web.site.FindingRuns;
import vigie.web.site.LimitedHandler;
import vigie.web.site.NotFoundException;
import vigie.web.site.Part;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;
import vigie.web.site.StatedException;
import vigie.web.site.Upload;
import vigie.web.wire.FormParts;

/** Prioritised findings in the API: kept runs as they stand now, and reports that a program sends. */
final class FindingsApi implements Part {

    private static final String ALL = "/api/v1/findings";
    private static final String TAKE = "/api/v1/prioritise";
    private static final int MOST = 1000;
    private static final int USUAL = 100;
    private static final int FURTHEST = 10_000_000;

    private final Site site;
    private final FindingRuns runs;

    FindingsApi(Site site, FindingRuns runs) {
        this.site = site;
        this.runs = runs;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(ALL, new LimitedHandler(site.limits().lookups(), this::list));
        routes.get(ALL + "/runs", new LimitedHandler(site.limits().lists(), this::kept));
        routes.post(TAKE, new LimitedHandler(site.limits().lookups(), this::take));
    }

    private void kept(Context context) {
        QueryValues asked = Answers.asked(context);
        Optional<String> name = asked.text("name");
        int limit = asked.count("limit", 1, MOST).orElse(USUAL);
        BadQueryException.refuse(asked);
        List<FindingRun> found =
                site.readers().ask(reader -> reader.findingRuns().runs(name, limit));
        Answers.json(
                context, Map.of("items", found.stream().map(FindingsApi::json).toList()));
    }

    private static Map<String, Object> json(FindingRun run) {
        JsonNode summary = PlainJson.MAPPER.readTree(run.summary());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", run.id());
        json.put("name", run.name());
        json.put("at", run.at().toString());
        json.put("tree", summary.path("tree").asString(""));
        json.put("rows", summary.path("rows").asLong());
        json.put("suppressed", summary.path("suppressed").asLong());
        json.put("decisions", summary.path("decisions"));
        json.put("assets", summary.path("assets").size());
        AssetList.of(run).ifPresent(list -> json.put("asset_list", list.json()));
        return json;
    }

    private static Tree tree(QueryValues asked) {
        return asked.value("tree", "tree", FindingRuns::tree).orElse(Trees.usual());
    }

    private void list(Context context) {
        QueryValues asked = Answers.asked(context);
        Optional<String> run = asked.text("run");
        Tree tree = tree(asked);
        FindingFilter filter = FindingFilter.of(asked, tree);
        Optional<Groups.By> group = asked.value("group", "group", Groups.By::parse);
        int offset = asked.count("offset", 0, FURTHEST).orElse(0);
        int limit = asked.count("limit", 1, MOST).orElse(USUAL);
        Messages words = new Messages(Answers.language(asked));
        BadQueryException.refuse(asked);
        Map<String, Object> answer = runs.prioritised(
                        run,
                        tree,
                        (reader, found, ranking) -> answer(
                                reader, ranking, Optional.of(found), new Shown(filter, group, offset, limit), words))
                .orElseThrow(() -> new NotFoundException(
                        Answers.words(context).get("findings.none", PlainText.line(run.orElse("")))));
        Answers.json(context, answer);
    }

    /** Which part of a list is shown. */
    private record Shown(FindingFilter filter, Optional<Groups.By> group, int offset, int limit) {}

    private Map<String, Object> answer(
            Reader reader, Ranking ranking, Optional<FindingRun> run, Shown shown, Messages words) {
        Why why = new Why(words, Optional.of(reader));
        Map<String, Object> answer = new FindingWriter(ranking, site.freshness(), words, why).head();
        run.ifPresent(one -> answer.put("run", json(one)));
        if (shown.group().isPresent()) {
            FindingGroups form = new FindingGroups(ranking.tree(), shown.group().get(), words);
            List<Groups.Group> groups = Groups.of(ranking, shown.group().get());
            answer.put("total", groups.size());
            answer.put(
                    "groups",
                    groups.stream()
                            .skip(shown.offset())
                            .limit(shown.limit())
                            .map(form::json)
                            .toList());
            return answer;
        }
        List<Map<String, Object>> items = new ArrayList<>();
        long[] total = new long[1];
        FindingTable rows = FindingTable.of(why);
        ranking.each(row -> take(row, shown, total, items, rows));
        answer.put("total", total[0]);
        answer.put("items", items);
        return answer;
    }

    private static void take(
            Ranked row, Shown shown, long[] total, List<Map<String, Object>> items, FindingTable rows) {
        if (shown.filter().passes(row)) {
            if (total[0] >= shown.offset() && items.size() < shown.limit()) {
                items.add(rows.json(row));
            }
            total[0]++;
        }
    }

    private void take(Context context) {
        QueryValues asked = Answers.asked(context);
        Optional<String> name = asked.text("name");
        Tree tree = tree(asked);
        boolean keep = asked.flag("keep").orElse(true);
        int limit = asked.count("limit", 1, MOST).orElse(USUAL);
        Messages words = new Messages(Answers.language(asked));
        BadQueryException.refuse(asked);
        String called = PlainText.line(name.orElse("api"));
        if (called.isEmpty() || called.length() > FindingRuns.LONGEST_NAME) {
            throw new StatedException(
                    HttpStatus.BAD_REQUEST, Answers.words(context).get("findings.name"));
        }
        FindingFilter all =
                new FindingFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        Map<String, Object> answer = runs.take(
                context,
                called,
                Upload.of(context, FormParts::of),
                tree,
                keep,
                (reader, ranking) ->
                        answer(reader, ranking, Optional.empty(), new Shown(all, Optional.empty(), 0, limit), words));
        context.header("Cache-Control", CacheControl.NEVER)
                .contentType(Answer.JSON)
                .result(PrintableJson.bytes(answer));
    }
}
