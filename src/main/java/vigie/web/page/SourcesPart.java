package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import vigie.facts.Freshness;
import vigie.job.JobProgress;
import vigie.store.AlertQuery;
import vigie.store.StatusQuery;
import vigie.web.site.Frame;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;
import vigie.web.site.SourceStates;

/** The page "Sources": how fresh each is, how much is held of it, what went wrong, and what is being fetched now. */
public final class SourcesPart implements Part {

    private final Site site;
    private final Pages pages;

    public SourcesPart(Site site) {
        this.site = site;
        this.pages = new Pages(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/sources", this::sources);
        routes.get("/sources/progress", context -> progress(context, "progress.jte"));
        routes.get("/sources/filling", context -> progress(context, "filling.jte"));
    }

    /** A source: how fresh it is, and what is held of it. */
    public record Line(Freshness.Line fresh, StatusQuery.SourceState state) {}

    /**
     * What the page shows.
     *
     * @param megabytes size of the database
     * @param problems what could not be used, newest first
     * @param problemCount how many problems there are
     * @param undelivered channels through which alerts are not delivered
     */
    public record Page(
            Frame frame,
            JobProgress.State progress,
            List<Line> sources,
            StatusQuery.Totals totals,
            long megabytes,
            List<StatusQuery.Problem> problems,
            long problemCount,
            List<AlertQuery.ChannelTrouble> undelivered) {}

    /** What the parts that are fetched again and again show. */
    public record Progress(Frame frame, JobProgress.State progress) {}

    private void sources(Context context) {
        Frame frame = pages.frame(context, "sources", "sources.title");
        SourceStates states = site.sources();
        Page page = new Page(
                frame,
                site.progress().state(),
                lines(frame.freshness(), states.sources()),
                states.totals(),
                states.bytes() >> 20,
                states.problems(),
                states.problemCount(),
                site.readers().ask(reader -> reader.alerts().troubles()));
        pages.send(context, "sources.jte", page);
    }

    private static List<Line> lines(Freshness freshness, Map<String, StatusQuery.SourceState> states) {
        return freshness.lines().stream()
                .map(line -> new Line(line, states.get(line.name())))
                .toList();
    }

    private void progress(Context context, String template) {
        Frame frame = pages.frame(context, "sources", "sources.title");
        pages.send(context, template, new Progress(frame, site.progress().state()));
    }
}
