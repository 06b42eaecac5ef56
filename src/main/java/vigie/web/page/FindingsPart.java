package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.chart.ChartData;
import vigie.chart.InlineChart;
import vigie.report.FindingGroups;
import vigie.report.document.FindingPage;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.SsvcWords;
import vigie.ssvc.Tree;
import vigie.ssvc.Trees;
import vigie.store.FindingRun;
import vigie.store.Reader;
import vigie.text.DayWords;
import vigie.text.Messages;
import vigie.text.PlainJson;
import vigie.text.PlainText;
import vigie.triage.AssetList;
import vigie.triage.Change;
import vigie.triage.Groups;
import vigie.triage.Ranking;
import vigie.triage.Why;
import vigie.web.access.CacheControl;
import vigie.web.access.Gate;
import vigie.web.site.BadQueryException;
import vigie.web.site.FindingFilter;
import vigie.web.site.FindingRuns;
import vigie.web.site.Frame;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;
import vigie.web.site.StatedException;
import vigie.web.site.Upload;
import vigie.web.wire.FormParts;

/** The page Findings: a report is dropped there; which findings come first, what changed, what is left over time. */
public final class FindingsPart implements Part {

    /** The page's address. */
    public static final String PATH = "/findings";

    /** Rows and groups that the page shows; the API and the command have all. */
    private static final int SHOWN = 300;

    /** Questions about assets that the page asks. */
    private static final int QUESTIONS = 3;

    /** Runs in the chart of what is left. */
    private static final int CHARTED = 30;

    private static final List<ChartData.Tone> TONES = List.of(
            ChartData.Tone.ALERT,
            ChartData.Tone.CRITICAL,
            ChartData.Tone.HIGH,
            ChartData.Tone.MEDIUM,
            ChartData.Tone.LOW);

    private final Site site;
    private final Pages pages;
    private final FindingRuns runs;
    private final Gate gate;

    public FindingsPart(Site site, FindingRuns runs, Gate gate) {
        this.site = site;
        this.pages = new Pages(site);
        this.runs = runs;
        this.gate = gate;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(PATH, new LimitedHandler(site.limits().lookups(), this::show));
        routes.post(PATH, new LimitedHandler(site.limits().lookups(), this::take));
    }

    /** A run in the list of names. */
    public record Named(String name, String at, boolean chosen) {}

    /** An outcome with its key and how many rows it has. */
    public record Outcome(String key, String name, long rows, boolean chosen) {}

    /**
     * What is known of a run now.
     *
     * @param sum the sum of its entries
     * @param change what changed since it was kept
     * @param questions the questions whose answers decide most, those that decide more first
     * @param assets which list of assets it used; empty if none
     * @param groups sentences, if groups are asked for
     * @param rows the first rows that pass the filter
     * @param total how many pass it
     * @param backlog what is left over time; empty for a single run
     */
    public record Shown(
            String name,
            String at,
            List<Outcome> outcomes,
            String change,
            List<String> questions,
            Optional<String> assets,
            List<String> groups,
            List<FindingPage.Row> rows,
            long total,
            Optional<InlineChart> backlog) {}

    /**
     * What the page shows.
     *
     * @param words the bundle {@code findings}
     * @param runs the last run of each name
     * @param shown the run that is asked for; empty if there is none
     * @param asked what the filters hold, by name
     * @param problems what is wrong
     * @param formToken of the session; empty for a visitor who must not write
     */
    public record Page(
            Frame frame,
            Messages words,
            List<Named> runs,
            Optional<Shown> shown,
            Map<String, String> asked,
            List<String> problems,
            String formToken) {

        /** A sentence of the page. */
        public String say(String key, Object... values) {
            return words.get("web." + key, values);
        }

        /** What a filter holds. */
        public String value(String name) {
            return asked.getOrDefault(name, "");
        }

        /** By what rows can be put together. */
        public List<Groups.By> groupings() {
            return List.of(Groups.By.values());
        }

        /** What can have become of a finding. */
        public List<Change.State> states() {
            return List.of(Change.State.WORSE, Change.State.BETTER, Change.State.SAME);
        }
    }

    /** Class of a cell: on a phone one without content has no place. */
    public static String blank(String content) {
        return content.isEmpty() ? "blank" : "part";
    }

    private void show(Context context) {
        QueryValues asked = new QueryValues(Query.of(context.queryParamMap()).without("lang", "theme"));
        Optional<String> run = asked.text("run");
        Tree tree = Trees.usual();
        FindingFilter filter = FindingFilter.of(asked, tree);
        Optional<Groups.By> group = asked.value("group", "group", Groups.By::parse);
        BadQueryException.refuse(asked);
        Messages words =
                new Messages(pages.frame(context, "findings", "findings.title").lang());
        Optional<Shown> shown = runs.prioritised(
                run, tree, (reader, found, ranking) -> shown(reader, found, ranking, filter, group, words));
        send(context, shown, List.of());
    }

    private Shown shown(
            Reader reader,
            FindingRun run,
            Ranking ranking,
            FindingFilter filter,
            Optional<Groups.By> group,
            Messages messages) {
        Messages words = messages.bundle("findings");
        SsvcWords ssvc = new SsvcWords(messages);
        List<FindingPage.Row> rows = new ArrayList<>();
        FindingPage.Rows texts = new FindingPage.Rows(messages, new Why(messages, Optional.of(reader)));
        long[] total = new long[1];
        ranking.each(row -> {
            if (filter.passes(row)) {
                if (total[0]++ < SHOWN && group.isEmpty()) {
                    rows.add(texts.of(row));
                }
            }
        });
        List<Outcome> outcomes = new ArrayList<>();
        ranking.decisions()
                .forEach((value, count) -> outcomes.add(new Outcome(
                        value.key(),
                        ssvc.name(ranking.tree().outcome(), value),
                        count,
                        filter.decision().equals(Optional.of(value.key())))));
        Map<Change.State, Long> changes = ranking.changes();
        return new Shown(
                run.name(),
                DayWords.minute(run.at()),
                outcomes,
                words.get(
                        "web.change",
                        changes.getOrDefault(Change.State.WORSE, 0L),
                        changes.getOrDefault(Change.State.BETTER, 0L)),
                ranking.questions().stream()
                        .limit(QUESTIONS)
                        .map(question -> question.words(messages, ranking.size()))
                        .toList(),
                AssetList.of(run).map(list -> assets(list, words)),
                group.map(by -> {
                            FindingGroups form = new FindingGroups(ranking.tree(), by, messages);
                            return Groups.of(ranking, by).stream()
                                    .limit(SHOWN)
                                    .map(form::sentence)
                                    .toList();
                        })
                        .orElse(List.of()),
                rows,
                total[0],
                backlog(reader, run, ranking.tree(), messages));
    }

    private static String assets(AssetList list, Messages words) {
        String name = list.name().isEmpty() ? words.get("web.assets.unnamed") : PlainText.line(list.name());
        String given = DayWords.minute(list.given());
        return list.asOf()
                .map(day -> words.get("web.assets.as-of", name, list.lines(), day.toString(), given))
                .orElseGet(() -> words.get("web.assets.given", name, list.lines(), given));
    }

    /** What was left at each run of a name, by outcome. */
    private static Optional<InlineChart> backlog(Reader reader, FindingRun run, Tree tree, Messages messages) {
        Messages words = messages.bundle("findings");
        SsvcWords ssvc = new SsvcWords(messages);
        List<FindingRun> all = new ArrayList<>(reader.findingRuns().runs(Optional.of(run.name()), CHARTED));
        all.removeIf(one -> !summary(one).path("tree").asString("").equals(tree.id()));
        if (all.size() < 2) {
            return Optional.empty();
        }
        Collections.reverse(all);
        List<String> days = all.stream()
                .map(one -> LocalDate.ofInstant(one.at(), ZoneOffset.UTC).toString())
                .toList();
        List<ChartData.Series> series = new ArrayList<>();
        List<DecisionPoint.Value> outcomes = tree.outcome().values();
        for (int i = outcomes.size() - 1; i >= 0; i--) {
            DecisionPoint.Value outcome = outcomes.get(i);
            String name = ssvc.name(tree.outcome(), outcome);
            ChartData.Tone tone = TONES.get(Math.min(TONES.size() - 1, outcomes.size() - 1 - i));
            List<ChartData.Mark> marks = new ArrayList<>();
            for (int run_ = 0; run_ < all.size(); run_++) {
                long count = summary(all.get(run_))
                        .path("decisions")
                        .path(outcome.key())
                        .asLong();
                marks.add(new ChartData.Mark(
                        run_ + 0.5,
                        0,
                        count,
                        words.get("web.backlog.mark", days.get(run_), name, count),
                        tone,
                        Optional.empty()));
            }
            series.add(new ChartData.Series(name, ChartData.Kind.BAR, marks));
        }
        long first = summary(all.get(0)).path("rows").asLong();
        long last = summary(all.get(all.size() - 1)).path("rows").asLong();
        return Optional.of(InlineChart.wide(
                new ChartData(
                        "backlog",
                        words.get("web.backlog"),
                        ChartData.Form.COLUMNS,
                        new ChartData.Axis(words.get("web.backlog.runs"), days),
                        new ChartData.Axis(words.get("page.rows"), List.of()),
                        series,
                        Optional.empty(),
                        words.get("web.backlog.counted"),
                        List.of(words.get(
                                "web.backlog.sentence", days.get(0), first, days.get(days.size() - 1), last))),
                messages.locale()));
    }

    private static JsonNode summary(FindingRun run) {
        return PlainJson.MAPPER.readTree(run.summary());
    }

    private void send(Context context, Optional<Shown> shown, List<String> problems) {
        boolean writes = Gate.session(context).isPresent() || !gate.tokensNeeded();
        Map<String, String> asked = new java.util.HashMap<>();
        context.queryParamMap().forEach((name, values) -> asked.put(name, values.get(0)));
        List<Named> named = runs.last().stream()
                .map(run -> new Named(
                        run.name(),
                        DayWords.minute(run.at()),
                        shown.filter(one -> one.name().equals(run.name())).isPresent()))
                .toList();
        pages.send(
                context,
                "findings.jte",
                new Page(
                        pages.frame(context, "findings", "findings.title"),
                        pages.words(context, "findings"),
                        named,
                        shown,
                        asked,
                        problems,
                        writes ? gate.formToken(context) : ""));
        context.header("Cache-Control", CacheControl.NEVER);
    }

    /** A report from the form, or, from the script, as it is. */
    private void take(Context context) {
        boolean form = Optional.ofNullable(context.contentType()).orElse("").startsWith("application/x-www-form");
        String name = Optional.ofNullable(form ? context.formParam("name") : context.queryParam("name"))
                .map(PlainText::line)
                .filter(text -> !text.isEmpty() && text.length() <= FindingRuns.LONGEST_NAME)
                .orElse("page");
        try {
            runs.take(
                    context,
                    name,
                    Upload.of(context, FormParts::of),
                    Trees.usual(),
                    true,
                    (reader, ranking) -> ranking.size());
        } catch (StatedException e) {
            context.status(HttpStatus.forStatus(e.getStatus()));
            send(context, Optional.empty(), List.of(e.getMessage()));
            return;
        }
        String to = PATH + "?run=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        context.header("Cache-Control", CacheControl.NEVER).redirect(to, HttpStatus.SEE_OTHER);
    }
}
