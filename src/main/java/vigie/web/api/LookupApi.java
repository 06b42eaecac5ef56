package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.facts.Lookup;
import vigie.model.CveId;
import vigie.report.CsvTable;
import vigie.report.CveTable;
import vigie.report.ListJson;
import vigie.text.IdText;
import vigie.web.site.BadQueryException;
import vigie.web.site.CveLookup;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Part;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** What is known of a list of CVEs that a client sends: as text with identifiers anywhere in it, or as a JSON array. */
final class LookupApi implements Part {

    static final String PATH = "/api/v1/lookup";

    private static final int SHOWN = 40;

    private final Site site;
    private final CveLookup lookup;

    LookupApi(Site site) {
        this.site = site;
        this.lookup = new CveLookup(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post(PATH, new LimitedHandler(site.limits().lookups(), this::lookup));
    }

    private void lookup(Context context) {
        QueryValues asked = Answers.asked(context);
        boolean csv = asked.value(
                        "format", "format", text -> Optional.of(text).filter(t -> t.equals("json") || t.equals("csv")))
                .orElse("json")
                .equals("csv");
        BadQueryException.refuse(asked);
        IdText named = named(context);
        Lookup found = lookup.of(named.cves());
        context.header("Cache-Control", "no-store");
        if (csv) {
            StringWriter out = new StringWriter();
            try (CsvTable table = new CsvTable(out, false, CveTable.lookupHead())) {
                CveTable.write(found, named.unreadable(), table);
            }
            context.contentType("text/csv; charset=utf-8").result(out.toString().getBytes(StandardCharsets.UTF_8));
        } else {
            context.contentType(Answer.JSON)
                    .result(vigie.text.PrintableJson.bytes(site.freshness().dated(document(named, found))));
        }
    }

    private static Map<String, Object> document(IdText named, Lookup found) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", found.lines().stream().map(ListJson::cve).toList());
        answer.put("total", found.lines().size());
        answer.put("unknown", found.unknown().stream().map(CveId::toString).toList());
        answer.put("unreadable", List.copyOf(named.unreadable()));
        answer.put("publications", named.references());
        return answer;
    }

    private static IdText named(Context context) {
        String type = Optional.ofNullable(context.contentType()).orElse("").toLowerCase(Locale.ROOT);
        byte[] body = context.bodyAsBytes();
        IdText named = type.contains("json") ? array(body) : IdText.of(IdText.decode(body));
        if (named.empty() && named.unreadable().isEmpty()) {
            throw wrong(IdText.decode(body), "lookup.none");
        }
        return named;
    }

    /** The identifiers of an array of strings; a string without one is kept as unreadable. */
    private static IdText array(byte... body) {
        JsonNode array;
        try {
            array = JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw wrong(IdText.decode(body), "lookup.array");
        }
        if (!array.isArray()) {
            throw wrong(IdText.decode(body), "lookup.array");
        }
        List<IdText> all = new ArrayList<>();
        for (JsonNode one : array) {
            if (!one.isString()) {
                throw wrong(one.toString(), "lookup.array");
            }
            IdText read = IdText.of(one.asString());
            if (read.empty()) {
                read.unreadable().add(shortened(one.asString()));
            }
            all.add(read);
        }
        return IdText.together(all);
    }

    private static BadQueryException wrong(String value, String expected) {
        return new BadQueryException(List.of(new QueryValues.Wrong("body", shortened(value), expected)));
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
