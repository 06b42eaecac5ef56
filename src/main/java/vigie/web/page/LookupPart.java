package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import vigie.facts.CveLine;
import vigie.facts.Lookup;
import vigie.report.CsvTable;
import vigie.report.CveTable;
import vigie.text.IdText;
import vigie.web.site.CveLookup;
import vigie.web.site.Frame;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;

/** The page where a person pastes a list of CVEs, and learns which of them to look at first. */
public final class LookupPart implements Part {

    /** The page's address. */
    public static final String PATH = "/lookup";

    /** CVEs that the page shows; the files have all. */
    public static final int SHOWN = 500;

    private static final List<String> COLUMNS = List.of("headline", "score", "epss", "cvss", "kev", "exploit", "state");

    private final Site site;
    private final Pages pages;
    private final CveLookup lookup;

    public LookupPart(Site site) {
        this.site = site;
        this.pages = new Pages(site);
        this.lookup = new CveLookup(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(PATH, this::form);
        routes.post(PATH, new LimitedHandler(site.limits().lookups(), this::answer));
    }

    /**
     * What the page shows.
     *
     * @param text what was pasted
     * @param found what is known; empty where nothing was pasted
     * @param tooMany how many CVEs were pasted, if those are too many
     */
    public record Page(Frame frame, String text, Optional<Found> found, Optional<Integer> tooMany) {}

    /**
     * What is known of the CVEs of a text.
     *
     * @param named what the text names
     * @param lookup all CVEs
     * @param exploited how many of them are known to be exploited
     */
    public record Found(IdText named, Lookup lookup, long exploited) {

        /** The CVEs that the page shows. */
        public List<CveLine> shown() {
            return lookup.lines().stream().limit(SHOWN).toList();
        }

        /** The columns of the page's table. */
        public List<String> columns() {
            return COLUMNS;
        }
    }

    private void form(Context context) {
        send(context, new Page(pages.frame(context, "cves", "lookup.title"), "", Optional.empty(), Optional.empty()));
    }

    private void answer(Context context) {
        String text = Optional.ofNullable(context.formParam("text")).orElse("");
        IdText named = IdText.of(text);
        if (named.cves().size() > CveLookup.MOST) {
            context.status(400);
            Optional<Integer> tooMany = Optional.of(named.cves().size());
            send(context, new Page(pages.frame(context, "cves", "lookup.title"), text, Optional.empty(), tooMany));
            return;
        }
        Lookup found = lookup.of(named.cves());
        String format = Optional.ofNullable(context.formParam("as")).orElse("");
        if (format.equals("csv") || format.equals("excel")) {
            csv(context, named, found, format.equals("excel"));
        } else {
            long exploited = found.lines().stream()
                    .filter(line -> line.exploitation().isPresent())
                    .count();
            send(
                    context,
                    new Page(
                            pages.frame(context, "cves", "lookup.title"),
                            text,
                            Optional.of(new Found(named, found, exploited)),
                            Optional.empty()));
        }
    }

    private static void csv(Context context, IdText named, Lookup lookup, boolean excel) {
        StringWriter out = new StringWriter();
        try (CsvTable table = new CsvTable(out, excel, CveTable.lookupHead())) {
            CveTable.write(lookup, named.unreadable(), table);
        }
        context.header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"cves.csv\"")
                .contentType("text/csv; charset=utf-8")
                .result(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void send(Context context, Page page) {
        pages.send(context, "lookup.jte", page);
        if (!page.text().isEmpty()) {
            context.header("Cache-Control", "no-store");
        }
    }
}
