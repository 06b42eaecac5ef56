package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import vigie.facts.PublicationLine;
import vigie.job.JobProgress;
import vigie.model.CveId;
import vigie.store.DossierQuery;
import vigie.store.NewsQuery;
import vigie.store.Reader;
import vigie.text.SourceNames;
import vigie.web.site.CachedResult;
import vigie.web.site.Frame;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;

/** The page "Today": new publications, newly exploited CVEs, rising scores, and how fresh the sources are. */
public final class TodayPart implements Part {

    private static final int DAYS = 7;
    private static final int LINES = 10;

    private final Site site;
    private final Pages pages;
    private final CachedResult<News> news;

    public TodayPart(Site site) {
        this.site = site;
        this.news = new CachedResult<>(site.readers(), site.watch());
        this.pages = new Pages(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/", context -> context.redirect("/today"));
        routes.get("/today", this::today);
    }

    /** A CVE that rose, with its headline. */
    public record Risen(NewsQuery.Rise rise, String headline) {}

    /** A CVE newly known to be exploited, with its headline and the publications that cite it. */
    public record Exploited(NewsQuery.NewKev news, String headline, List<DossierQuery.Citation> citations) {

        /** Who says so, catalogues by their names. */
        public String by() {
            return SourceNames.all(news.exploited().sources());
        }
    }

    /**
     * What the page shows.
     *
     * @param progress what is being fetched and computed
     * @param since first day of what is new
     */
    public record Page(Frame frame, JobProgress.State progress, LocalDate since, News news) {

        /** Publications that are new or were revised. */
        public List<PublicationLine> publications() {
            return news.publications();
        }

        /** CVEs newly known to be exploited. */
        public List<Exploited> exploited() {
            return news.exploited();
        }

        /** CVEs whose score rose most. */
        public List<Risen> scores() {
            return news.scores();
        }

        /** CVEs whose EPSS score rose most. */
        public List<Risen> epss() {
            return news.epss();
        }
    }

    /** New entries. */
    public record News(
            List<PublicationLine> publications, List<Exploited> exploited, List<Risen> scores, List<Risen> epss) {}

    private void today(Context context) {
        LocalDate since = site.today().minusDays(DAYS);
        Frame frame = pages.frame(context, "today", "today.title");
        News now = news.get(since, reader -> news(reader, since));
        pages.send(context, "today.jte", new Page(frame, site.progress().state(), since, now));
    }

    private static News news(Reader reader, LocalDate since) {
        DossierQuery dossiers = reader.dossiers();
        return new News(
                reader.news().publications(since, 2 * LINES).stream()
                        .map(PublicationLine::of)
                        .toList(),
                reader.news().exploited(since, LINES).stream()
                        .map(cve -> new Exploited(cve, headline(dossiers, cve.cve()), dossiers.citations(cve.cve(), 0)))
                        .toList(),
                risen(reader.news().scoreRises(since, LINES), dossiers),
                risen(reader.news().epssRises(since, LINES), dossiers));
    }

    private static List<Risen> risen(List<NewsQuery.Rise> rises, DossierQuery dossiers) {
        return rises.stream()
                .map(rise -> new Risen(rise, headline(dossiers, rise.cve())))
                .toList();
    }

    private static String headline(DossierQuery dossiers, CveId cve) {
        return dossiers.headline(cve).orElse("");
    }
}
