package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import vigie.store.NewsQuery;
import vigie.store.Reader;
import vigie.store.RiseQuery;
import vigie.web.Frame;
import vigie.web.JobProgress;
import vigie.web.Pages;
import vigie.web.Part;
import vigie.web.Site;

/** The page "Today": what is new, what became dangerous, how fresh the sources are. */
public final class TodayPart implements Part {

    private static final int DAYS = 7;
    private static final int LINES = 10;

    private final Site site;
    private final Pages pages;

    public TodayPart(Site site) {
        this.site = site;
        this.pages = new Pages(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/", context -> context.redirect("/today"));
        routes.get("/today", this::today);
    }

    /** A CVE that rose, with its headline. */
    public record Risen(RiseQuery.Rise rise, String headline) {}

    /** A CVE newly known to be exploited, with its headline. */
    public record Exploited(NewsQuery.NewKev news, String headline) {}

    /**
     * What the page shows.
     *
     * @param progress what is being fetched and computed
     * @param since first day of what is new
     */
    public record Page(
            Frame frame,
            JobProgress.State progress,
            LocalDate since,
            List<PublicationLine> publications,
            List<Exploited> exploited,
            List<Risen> scores,
            List<Risen> epss,
            List<SourceLine> sources) {}

    private void today(Context context) {
        LocalDate since = site.today().minusDays(DAYS);
        Frame frame = pages.frame(context, "today", "today.title");
        Page page = site.readers().ask(reader -> page(frame, reader, since));
        pages.send(context, "today.jte", page);
    }

    private Page page(Frame frame, Reader reader, LocalDate since) {
        Headlines headlines = new Headlines(reader);
        return new Page(
                frame,
                site.progress().state(),
                since,
                reader.publicationNews().since(since, 2 * LINES).stream()
                        .map(PublicationLine::of)
                        .toList(),
                reader.news().exploited(since, LINES).stream()
                        .map(news -> new Exploited(news, headlines.of(news.cve())))
                        .toList(),
                risen(reader.rises().scores(since, LINES), headlines),
                risen(reader.rises().epss(since, LINES), headlines),
                SourceLine.all(reader.status(), site.now()));
    }

    private static List<Risen> risen(List<RiseQuery.Rise> rises, Headlines headlines) {
        return rises.stream()
                .map(rise -> new Risen(rise, headlines.of(rise.cve())))
                .toList();
    }
}
