package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vigie.facts.PublicationLine;
import vigie.index.CveIndex;
import vigie.index.Snapshot;
import vigie.report.ListJson;
import vigie.text.SearchWords;
import vigie.web.site.BadQueryException;
import vigie.web.site.CveFinder;
import vigie.web.site.CveQuery;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Part;
import vigie.web.site.PublicationFinder;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** Suggestions for search boxes: CVEs, publications and vendors. */
final class SearchApi implements Part {

    private static final int FEW = 5;
    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final Pattern BEGINNING = Pattern.compile("CVE-(\\d{4})-(\\d{0,14})");

    private final Site site;
    private final CveFinder list;
    private final PublicationFinder publications;

    SearchApi(Site site) {
        this.site = site;
        this.list = new CveFinder(site);
        this.publications = new PublicationFinder(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/search", new LimitedHandler(site.limits().lists(), this::search));
        routes.get("/api/v1/vendors", this::vendors);
        routes.get("/api/v1/products", this::products);
    }

    private void search(Context context) {
        QueryValues asked = Answers.asked(context);
        String typed = CveQuery.typed(asked).orElse("");
        int limit = asked.count("limit", 1, USUAL).orElse(FEW);
        BadQueryException.refuse(asked);
        Snapshot snapshot = site.snapshot();
        NameIndex known = NameIndex.in(snapshot);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("query", typed);
        answer.put("cves", typed.isEmpty() ? List.of() : cves(snapshot, typed, limit));
        answer.put(
                "publications",
                publications
                        .suggestions(snapshot, typed)
                        .limit(limit)
                        .map(p -> ListJson.publication(PublicationLine.of(p, snapshot.cves())))
                        .toList());
        answer.put("vendors", typed.isEmpty() ? List.of() : items(known.vendors(typed, limit).stream()));
        Answers.dated(context, site, answer);
    }

    private List<Map<String, Object>> cves(Snapshot snapshot, String typed, int limit) {
        Matcher beginning = BEGINNING.matcher(typed.strip().toUpperCase(Locale.ROOT));
        if (beginning.matches()) {
            return CvesApi.items(site, snapshot, beginningWith(snapshot.cves(), beginning, limit));
        }
        if (SearchWords.of(List.of(typed)).isEmpty()) {
            return List.of();
        }
        CveQuery what = CveQuery.of(Query.none().with("q", typed).with("limit", Integer.toString(limit)));
        CveFinder.Found found = list.find(what);
        return CvesApi.items(site, found.snapshot(), found.page().rows());
    }

    /** The CVE itself first, then the youngest whose numbers begin so. */
    private static int[] beginningWith(CveIndex all, Matcher beginning, int limit) {
        int year = Integer.parseInt(beginning.group(1));
        String digits = beginning.group(2);
        String whole = "CVE-" + year + "-" + digits;
        IntStream exact = vigie.model.CveId.parse(whole).stream()
                .map(all::row)
                .filter(java.util.OptionalInt::isPresent)
                .mapToInt(java.util.OptionalInt::getAsInt);
        IntStream others = IntStream.iterate(all.end(year) - 1, row -> row >= all.end(year - 1), row -> row - 1)
                .filter(row -> all.id(row).toString().startsWith(whole));
        return Stream.of(exact, others)
                .flatMapToInt(rows -> rows.limit(limit))
                .distinct()
                .limit(limit)
                .toArray();
    }

    private void vendors(Context context) {
        QueryValues asked = Answers.asked(context);
        String typed = asked.text("q").orElse("");
        int limit = asked.count("limit", 1, MOST).orElse(USUAL);
        BadQueryException.refuse(asked);
        NameIndex known = NameIndex.in(site.snapshot());
        Answers.dated(context, site, Map.of("items", items(known.vendors(typed, limit).stream())));
    }

    private void products(Context context) {
        QueryValues asked = Answers.asked(context);
        String typed = asked.text("q").orElse("");
        int limit = asked.count("limit", 1, MOST).orElse(USUAL);
        BadQueryException.refuse(asked);
        List<Map<String, Object>> items = NameIndex.in(site.snapshot()).products(typed, limit).stream()
                .map(product -> {
                    Map<String, Object> item = new LinkedHashMap<>();
                    item.put("product", product.name());
                    item.put("vendor", product.vendor());
                    item.put("cve_count", product.cves());
                    return item;
                })
                .toList();
        Answers.dated(context, site, Map.of("items", items));
    }

    private static List<Map<String, Object>> items(Stream<NameIndex.Vendor> vendors) {
        return vendors.map(vendor -> {
                    Map<String, Object> item = new LinkedHashMap<>();
                    item.put("vendor", vendor.name());
                    item.put("cve_count", vendor.cves());
                    return item;
                })
                .toList();
    }
}
