package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.facts.CveLines;
import vigie.facts.FactsReader;
import vigie.facts.Freshness;
import vigie.index.Snapshot;
import vigie.model.CveId;
import vigie.report.CveDocument;
import vigie.report.ListJson;
import vigie.report.ScoreJson;
import vigie.score.BandRecords;
import vigie.store.DossierQuery;
import vigie.store.Reader;
import vigie.text.CveIds;
import vigie.text.Messages;
import vigie.text.PrintableJson;
import vigie.web.site.BadQueryException;
import vigie.web.site.CveFinder;
import vigie.web.site.CveQuery;
import vigie.web.site.Filling;
import vigie.web.site.LimitedHandler;
import vigie.web.site.NotFoundException;
import vigie.web.site.Part;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** CVEs in the API: the list, one CVE, its explanation and its history of scores. */
final class CvesApi implements Part {

    static final String ALL = "/api/v1/cves";
    static final String ONE = ALL + "/{id}";

    private final Site site;
    private final AnswerCache cache;
    private final BandRecords past;
    private final CveFinder list;

    CvesApi(Site site, AnswerCache cache) {
        this.site = site;
        this.cache = cache;
        this.past = new BandRecords(site.home());
        this.list = new CveFinder(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(ALL, new LimitedHandler(site.limits().lists(), this::list));
        routes.get(ONE, this::one);
        routes.get(ONE + "/explanation", this::explanation);
        routes.get(ONE + "/history", this::history);
    }

    private void list(Context context) {
        Query query = Query.of(context.queryParamMap());
        QueryValues asked = new QueryValues(query);
        CveQuery what = CveQuery.of(asked);
        BadQueryException.refuse(asked);
        CveFinder.Found found = list.find(what);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", items(site, found.snapshot(), found.page().rows()));
        answer.put("total", found.page().total());
        answer.put(
                "next",
                found.page()
                        .next()
                        .map(place -> ALL + query.with("after", place.toString()))
                        .orElse(null));
        answer.put("filling", site.filling().map(Filling::json).orElse(null));
        Answers.dated(context, site, answer);
    }

    /** The items of some rows. */
    static List<Map<String, Object>> items(Site site, Snapshot snapshot, int... rows) {
        return site.readers().ask(reader -> new CveLines(reader, snapshot.cves()).rows(rows)).stream()
                .map(ListJson::cve)
                .toList();
    }

    private void one(Context context) {
        Optional<CveId> asked = id(context, "");
        if (asked.isEmpty()) {
            return;
        }
        CveId cve = asked.get();
        QueryValues query = Answers.asked(context);
        String lang = Answers.language(query);
        BadQueryException.refuse(query);
        String name = ALL + "/" + cve + (lang.equals("en") ? "" : "?lang=" + lang);
        Answers.send(context, cache.get(name).orElseGet(() -> make(context, cve, lang, name)));
    }

    private Answer make(Context context, CveId cve, String lang, String name) {
        long version = site.watch().version();
        Messages messages = new Messages(lang);
        Map<String, Object> document = site.readers()
                .ask(reader -> new FactsReader(reader)
                        .cve(cve)
                        .map(facts -> Freshness.of(reader, site.staleness(), site.now())
                                .dated(CveDocument.of(facts, messages, past::of))))
                .orElseThrow(() -> unknown(context, cve));
        Answer answer = Answer.kept(Answer.JSON, PrintableJson.bytes(document));
        cache.put(name, answer, version);
        return answer;
    }

    private static NotFoundException unknown(Context context, CveId cve) {
        return new NotFoundException(Answers.words(context).get("problem.cve.unknown", cve.toString()));
    }

    private void explanation(Context context) {
        id(context, "/explanation").ifPresent(cve -> {
            QueryValues query = Answers.asked(context);
            ScoreJson json = new ScoreJson(new Messages(Answers.language(query)), past::of);
            BadQueryException.refuse(query);
            Answers.dated(
                    context,
                    site,
                    site.readers()
                            .ask(reader -> reader.scores().score(cve))
                            .map(json::kept)
                            .orElseThrow(() -> new NotFoundException(
                                    Answers.words(context).get("problem.cve.score", cve.toString()))));
        });
    }

    private void history(Context context) {
        id(context, "/history").ifPresent(cve -> {
            BadQueryException.refuse(Answers.asked(context));
            Answers.dated(context, site, site.readers().ask(reader -> history(context, cve, reader)));
        });
    }

    private static Map<String, Object> history(Context context, CveId cve, Reader reader) {
        reader.dossiers().summary(cve).orElseThrow(() -> unknown(context, cve));
        List<DossierQuery.EpssSince> epss = new ArrayList<>(reader.dossiers().epss(cve));
        Collections.reverse(epss);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("cve", cve.toString());
        answer.put(
                "epss",
                epss.stream()
                        .map(p -> point(p.since(), Optional.empty(), p.score(), p.percentile()))
                        .toList());
        answer.put(
                "score",
                reader.scores().past(cve).stream()
                        .map(p -> point(p.since(), Optional.of(p.model()), p.score(), p.percentile()))
                        .toList());
        return answer;
    }

    private static Map<String, Object> point(
            Object since, Optional<String> model, Optional<Double> score, Optional<Double> percentile) {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("since", since.toString());
        model.ifPresent(name -> point.put("model", name));
        point.put("score", score.orElse(null));
        point.put("percentile", percentile.orElse(null));
        return point;
    }

    /** The CVE of the path; empty if the client was sent on to the path as it is written. */
    private static Optional<CveId> id(Context context, String rest) {
        String written = context.pathParam("id");
        CveId cve = CveIds.one(written)
                .orElseThrow(() -> new BadQueryException(List.of(new QueryValues.Wrong("id", written, "cve"))));
        if (!written.equals(cve.toString())) {
            String query = Query.of(context.queryParamMap()).toString();
            context.redirect(ALL + "/" + cve + rest + query, HttpStatus.PERMANENT_REDIRECT);
            return Optional.empty();
        }
        return Optional.of(cve);
    }
}
