package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vigie.facts.CveFacts;
import vigie.facts.CveView;
import vigie.facts.FactsReader;
import vigie.facts.Timeline;
import vigie.model.BandRecord;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.ScoreBand;
import vigie.score.BandRecords;
import vigie.store.ChangeQuery;
import vigie.text.CveIds;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.PrintableJson;
import vigie.web.site.Frame;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;

/** The page of one CVE: everything known about it with source and date, and its raw records. */
public final class CvePart implements Part {

    /** Longer records are truncated: a browser would take seconds to lay them out. */
    private static final int LONGEST_RAW = 1_000_000;

    private static final int MANY_EVENTS = 25;

    private final Site site;
    private final Pages pages;
    private final BandRecords past;

    public CvePart(Site site) {
        this.site = site;
        this.pages = new Pages(site);
        this.past = new BandRecords(site.home());
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/cves/{id}", this::cve);
        routes.get("/cves/{id}/raw/{source}", this::raw);
    }

    /**
     * What the page shows.
     *
     * @param words the words of the page
     * @param curve scores over time
     * @param changes what changed last
     * @param today the day of today, UTC
     * @param scored whether any CVE was ever scored here
     * @param past what the bands of the score's model held on past days
     */
    public record Page(
            Frame frame,
            Messages words,
            CveView dossier,
            Curve curve,
            ChangesPart.Shown changes,
            LocalDate today,
            boolean scored,
            Optional<BandRecord> past) {

        /** A sentence of the page. */
        public String say(String key, Object... values) {
            return words.get("page." + key, values);
        }

        /** A sentence of the page if there is one for what a record says, else what it says. */
        public String said(String key, String value) {
            return words.knows("page." + key + value) ? say(key + value) : PlainText.line(value);
        }

        /** What SSVC tables say of the CVE, and what that rests on, line by line. */
        public List<String> decisions() {
            return frame.decisions().lines(dossier.decisions());
        }

        /** Pages of others about the same CVE. */
        public List<ExternalPage> externalPages() {
            String cve = dossier.cve().toString();
            return List.of(
                    new ExternalPage("cve.org", "https://www.cve.org/CVERecord?id=" + cve),
                    new ExternalPage("NVD", "https://nvd.nist.gov/vuln/detail/" + cve),
                    new ExternalPage("EPSS (FIRST)", "https://api.first.org/data/v1/epss?cve=" + cve));
        }

        /** The parts of the page that have something to show, as keys of their titles and anchors. */
        public List<String> sections() {
            Map<String, Boolean> shown = new LinkedHashMap<>();
            shown.put("why", dossier.waterfall().isPresent());
            shown.put(
                    "cvss",
                    !dossier.assessments().isEmpty() || !dossier.decisions().isEmpty());
            shown.put("timeline", !dossier.timeline().isEmpty());
            shown.put("curve", !curve.points().isEmpty());
            shown.put("weaknesses", !dossier.weaknesses().isEmpty());
            shown.put("publications", !dossier.publications().isEmpty());
            shown.put("changes", true);
            shown.put("products", !dossier.products().isEmpty());
            shown.put("evidence", !dossier.evidence().isEmpty());
            shown.put("references", !dossier.references().isEmpty());
            shown.put("raw", !dossier.records().isEmpty());
            return shown.entrySet().stream()
                    .filter(Map.Entry::getValue)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** The events; where there are many, those of CERT-FR but the alerts are left to the whole list. */
        public List<Timeline.Event> events() {
            return dossier.timeline().size() <= MANY_EVENTS
                    ? dossier.timeline()
                    : dossier.timeline().stream()
                            .filter(event -> event.tone() != Timeline.Tone.PUBLICATION)
                            .toList();
        }

        /** The band of the score. */
        public Optional<ScoreBand> band() {
            return dossier.score().map(score -> ScoreBand.of(score.percentile()));
        }

        /** What the band of the score held on past days, as a sentence; empty where that is not known. */
        public Optional<String> held() {
            return band().flatMap(band -> frame.standing().held(band, past)).map(Page::sentence);
        }

        private static String sentence(String words) {
            return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        }

        /** The waterfall with its numbers as they are printed. */
        public Optional<WaterfallTable> waterfall() {
            return dossier.waterfall().map(steps -> new WaterfallTable(steps, frame.figures()));
        }

        /** The name under which the record of a source is found. */
        public static String name(CveRecord.Source source) {
            return source.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A page of others about a CVE. */
    public record ExternalPage(String name, String url) {}

    /** The record of one source. */
    public record RawPage(Frame frame, Messages words, CveId cve, String source, String json, boolean cut) {

        /** A sentence of the page. */
        public String say(String key, Object... values) {
            return words.get("page." + key, values);
        }
    }

    private void cve(Context context) {
        Optional<CveId> cve = id(context, "");
        if (cve.isEmpty()) {
            return;
        }
        Frame frame = pages.frame(context, "cves", cve.get().toString());
        Messages words = new Messages(frame.lang());
        Page page = site.readers()
                .ask(reader -> new FactsReader(reader)
                        .cveWithHistory(cve.get())
                        .map(facts -> page(
                                frame,
                                words,
                                facts,
                                ChangesPart.Shown.newest(reader.changes(), ChangeQuery.Filter.of(cve.get()), words),
                                reader.scores().lastRun().isPresent())))
                .orElseThrow(NotFoundResponse::new);
        pages.send(context, "cve.jte", page);
    }

    private Page page(Frame frame, Messages words, CveFacts facts, ChangesPart.Shown changes, boolean scored) {
        return new Page(
                frame,
                words.bundle("dossier"),
                CveView.of(facts, words),
                Curve.of(facts, site.today(), words.bundle("dossier")),
                changes,
                site.today(),
                scored,
                facts.score().flatMap(score -> past.of(score.model())));
    }

    private void raw(Context context) {
        String name = context.pathParam("source");
        Optional<CveId> cve = id(context, "/raw/" + name);
        if (cve.isEmpty()) {
            return;
        }
        CveRecord.Source source = List.of(CveRecord.Source.values()).stream()
                .filter(one -> Page.name(one).equals(name))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        String json = site.readers()
                .ask(reader -> reader.dossiers().raw(cve.get(), source))
                .map(PrintableJson::document)
                .orElseThrow(NotFoundResponse::new);
        boolean cut = json.length() > LONGEST_RAW;
        Frame frame = pages.frame(context, "cves", cve.get().toString());
        Messages words = new Messages(frame.lang()).bundle("dossier");
        boolean part = "true".equals(context.header("HX-Request"));
        pages.send(
                context,
                part ? "part/raw.jte" : "raw.jte",
                new RawPage(frame, words, cve.get(), name, cut ? json.substring(0, LONGEST_RAW) : json, cut));
    }

    /** The CVE of the address; empty if the client was redirected to its canonical address. */
    private static Optional<CveId> id(Context context, String rest) {
        String text = context.pathParam("id");
        CveId cve = CveIds.one(text).orElseThrow(NotFoundResponse::new);
        if (!cve.toString().equals(text)) {
            String query = context.queryString() == null ? "" : "?" + context.queryString();
            context.redirect("/cves/" + cve + rest + query);
            return Optional.empty();
        }
        return Optional.of(cve);
    }
}
