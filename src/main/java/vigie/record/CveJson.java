package vigie.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vigie.model.Affected;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.CveDay;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.CvssVersion;
import vigie.model.Observation;
import vigie.model.Origin;
import vigie.model.Plausible;
import vigie.model.Reference;
import vigie.model.Rejection;
import vigie.model.VersionRange;
import vigie.model.Weakness;
import vigie.text.CveIds;
import vigie.text.CweIds;

/** Reads records in the CVE Record Format 5.x, the CNA container and every ADP container alike. */
public final class CveJson {

    private static final Map<String, CvssVersion> METRICS = Map.of(
            "cvssV2_0", CvssVersion.V2_0,
            "cvssV3_0", CvssVersion.V3_0,
            "cvssV3_1", CvssVersion.V3_1,
            "cvssV4_0", CvssVersion.V4_0);

    private static final String CISA = "CISA-ADP";
    private static final Pattern GENERAL = Pattern.compile("general\\b", Pattern.CASE_INSENSITIVE);

    private CveJson() {}

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if it is no CVE record
     * @throws tools.jackson.core.JacksonException if it is no JSON
     */
    public static CveRecord read(byte[] utf8) {
        return read(Json.parse(utf8));
    }

    /** The same, whenever it was seen. */
    public static CveRecord read(JsonNode root) {
        return read(root, Plausible.ANY);
    }

    /** Reads the document of one CVE. */
    public static Observation seen(JsonNode root, String expected, byte[] raw) {
        CveRecord record = read(root);
        if (!record.id().toString().equals(expected)) {
            throw new MalformedRecordException("the record is that of " + record.id());
        }
        return new Observation.CveSeen(record, raw);
    }

    /**
     * Reads a record as it was seen on a day.
     *
     * @param seen which of its dates can be true; the others count as missing
     */
    public static CveRecord read(JsonNode root, Plausible seen) {
        JsonNode meta = root.path("cveMetadata");
        String id = Json.text(meta, "cveId");
        CveId cve = CveIds.one(id)
                .orElseThrow(() ->
                        new IllegalArgumentException("invalid CVE id '" + MalformedRecordException.shorten(id) + "'"));
        CveState state = CveState.of(Json.text(meta, "state"));
        JsonNode containers = root.path("containers");
        if (!containers.path("cna").isObject()) {
            throw new IllegalArgumentException("no CNA container");
        }
        Days days = new Days(meta, containers.path("cna"), seen.of(cve));
        Optional<Counted> counted = days.counted(state);
        Optional<Instant> published = counted.map(Counted::day);
        List<Container> all = new ArrayList<>();
        all.add(container(containers.path("cna"), Origin.Kind.CNA, published, days.seen()));
        for (JsonNode adp : Json.objects(containers.path("adp"))) {
            boolean cisa = Json.text(adp, "providerMetadata", "shortName").equals(CISA);
            Optional<Instant> day = days.said(Json.text(adp, "providerMetadata", "dateUpdated"), published);
            all.add(container(adp, cisa ? Origin.Kind.CISA_ADP : Origin.Kind.ADP, day, days.seen()));
        }
        Optional<Instant> modified = days.first("dateUpdated", "dateRejected", "datePublished", "dateReserved");
        String assigner = Json.text(meta, "assignerShortName");
        Optional<Instant> reserved = days.of(meta, "dateReserved");
        Optional<Rejection> rejection =
                state == CveState.REJECTED ? rejection(containers.path("cna")) : Optional.empty();
        return new CveRecord(
                cve,
                CveRecord.Source.CVE_LIST,
                state,
                reserved,
                published,
                counted.map(Counted::basis).orElse(CveDay.PUBLISHED),
                modified,
                new CveRecord.Refused(days.refused("datePublished"), days.refused("dateUpdated")),
                assigner,
                "",
                rejection,
                all);
    }

    /** The day from which a record counts. */
    private record Counted(Instant day, CveDay basis) {}

    /** The dates of a record that can be true. */
    private record Days(JsonNode meta, JsonNode cna, Plausible seen) {

        Optional<Instant> of(JsonNode node, String... path) {
            // Without lambdas, here and below: the import asks this of every record.
            Optional<Instant> given = Dates.instant(Json.text(node, path));
            return given.isPresent() ? seen.moment(given.get()) : given;
        }

        /** The first of some dates that is given. */
        Optional<Instant> first(String... keys) {
            for (String key : keys) {
                Optional<Instant> day = of(meta, key);
                if (day.isPresent()) {
                    return day;
                }
            }
            return Optional.empty();
        }

        /** The date, where it cannot be true. */
        Optional<Instant> refused(String key) {
            return Dates.instant(Json.text(meta, key))
                    .filter(at -> seen.moment(at).isEmpty());
        }

        /** In the order of {@link CveDay}; a rejected record that was never published counts from no day. */
        Optional<Counted> counted(CveState state) {
            Optional<Instant> published = of(meta, "datePublished");
            if (published.isPresent() || state == CveState.REJECTED) {
                return published.map(day -> new Counted(day, CveDay.PUBLISHED));
            }
            return of(cna, "datePublic")
                    .map(day -> new Counted(day, CveDay.PUBLIC))
                    .or(() -> of(cna, "providerMetadata", "dateUpdated").map(day -> new Counted(day, CveDay.CONTAINER)))
                    .or(() -> of(meta, "dateUpdated").map(day -> new Counted(day, CveDay.CHANGED)))
                    .or(() -> of(meta, "dateReserved").map(day -> new Counted(day, CveDay.RESERVED)));
        }

        /** What a date in the future was meant to be nobody knows: what it dates was there when it was seen. */
        Optional<Instant> said(String text, Optional<Instant> otherwise) {
            Optional<Instant> given = Dates.instant(text);
            Optional<Instant> believed = given.isPresent() ? seen.moment(given.get()) : given;
            boolean future = given.isPresent() && believed.isEmpty() && !seen.past(given.get());
            return future ? Optional.of(seen.end()) : believed.isPresent() ? believed : otherwise;
        }
    }

    private static Optional<Rejection> rejection(JsonNode cna) {
        String reason = english(cna.path("rejectedReasons"));
        List<CveId> replacedBy = Json.texts(cna.path("replacedBy")).stream()
                .flatMap(id -> CveIds.one(id).stream())
                .toList();
        return reason.isBlank() && replacedBy.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rejection(reason, replacedBy));
    }

    /** The title of an ADP container names the container, not the vulnerability. */
    private static Container container(JsonNode node, Origin.Kind kind, Optional<Instant> day, Plausible seen) {
        Origin origin = new Origin(kind, Json.text(node, "providerMetadata", "shortName"));
        JsonNode metrics = node.path("metrics");
        return new Container(
                origin,
                day,
                kind == Origin.Kind.CNA ? Json.text(node, "title") : "",
                english(node.path("descriptions")),
                assessments(metrics, origin),
                weaknesses(node.path("problemTypes"), origin),
                affected(node, origin),
                references(node.path("references"), origin),
                SsvcJson.read(metrics, origin, day, seen),
                Json.texts(node.path("tags")));
    }

    /**
     * The English texts of a list of {@code {lang, value}}, a paragraph each and each once, as a CNA may give a text in parts; else
     * the first that is not empty.
     */
    static String english(JsonNode descriptions) {
        Set<String> english = new LinkedHashSet<>();
        String first = "";
        for (JsonNode description : Json.objects(descriptions)) {
            String value = Json.text(description, "value");
            if (value.isBlank()) {
                continue;
            }
            if (Json.text(description, "lang").toLowerCase(Locale.ROOT).startsWith("en")) {
                english.add(value);
            }
            first = first.isEmpty() ? value : first;
        }
        return english.isEmpty() ? first : String.join("\n\n", english);
    }

    private static List<Assessment> assessments(JsonNode metrics, Origin origin) {
        List<Assessment> found = new ArrayList<>();
        for (JsonNode metric : Json.objects(metrics)) {
            String scenario = scenario(metric.path("scenarios"));
            metric.properties().forEach(field -> {
                CvssVersion version = METRICS.get(field.getKey());
                if (version != null) {
                    assessment(field.getValue(), version, scenario, origin).ifPresent(found::add);
                }
            });
        }
        return found;
    }

    /** What an assessment is limited to; empty for {@code GENERAL}, the format's word for no limit, and where nothing is said. */
    private static String scenario(JsonNode scenarios) {
        String words = english(scenarios).strip();
        return GENERAL.matcher(words).lookingAt() ? "" : words;
    }

    /** An assessment without a valid score is ignored. */
    static Optional<Assessment> assessment(JsonNode cvss, CvssVersion version, String scenario, Origin origin) {
        double score = number(cvss.path("baseScore"));
        return score >= 0 && score <= 10
                ? Optional.of(new Assessment(version, score, Json.text(cvss, "vectorString"), scenario, origin))
                : Optional.empty();
    }

    private static double number(JsonNode node) {
        return node.isNumber() || node.isString() ? node.asDouble(-1) : -1;
    }

    private static List<Weakness> weaknesses(JsonNode problemTypes, Origin origin) {
        List<Weakness> found = new ArrayList<>();
        for (JsonNode type : Json.objects(problemTypes)) {
            for (JsonNode description : Json.objects(type.path("descriptions"))) {
                String words = Json.text(description, "description");
                List<String> ids = cwes(Json.text(description, "cweId"), words);
                ids.forEach(id -> found.add(new Weakness(id, words, origin)));
                if (ids.isEmpty()) {
                    found.add(new Weakness("", words, origin));
                }
            }
        }
        return found;
    }

    /** The identifier of the field for it; where it holds none, those in the text, as some CNAs give them only there. */
    private static List<String> cwes(String field, String words) {
        return CweIds.number(field).map(number -> List.of("CWE-" + number)).orElseGet(() -> CweIds.in(words));
    }

    /** In the words of the record, then under CPE names. */
    private static List<Affected> affected(JsonNode container, Origin origin) {
        List<Affected> found = new ArrayList<>();
        for (JsonNode entry : Json.objects(container.path("affected"))) {
            List<VersionRange> versions = new ArrayList<>();
            for (JsonNode version : Json.objects(entry.path("versions"))) {
                versions.add(range(version));
            }
            String product = Json.text(entry, "product");
            String contained = Json.text(entry, "packageName");
            List<String> limits = new ArrayList<>();
            if (!product.isEmpty() && !contained.isEmpty() && !contained.equals(product)) {
                limits.add(contained);
            }
            limits.addAll(Json.texts(entry.path("platforms")));
            found.add(new Affected(
                    Json.text(entry, "vendor"),
                    product.isEmpty() ? contained : product,
                    "",
                    List.copyOf(limits),
                    Json.text(entry, "defaultStatus"),
                    versions,
                    Json.texts(entry.path("cpes")),
                    Json.text(entry, "collectionURL"),
                    origin));
        }
        JsonNode applicability = container.path("cpeApplicability");
        if (!applicability.isMissingNode()) {
            found.addAll(CpeMatches.affected(applicability, origin));
        }
        return found;
    }

    /** One entry of {@code versions}. */
    static VersionRange range(JsonNode version) {
        List<VersionRange.Change> changes = new ArrayList<>();
        for (JsonNode change : Json.objects(version.path("changes"))) {
            changes.add(new VersionRange.Change(Json.text(change, "at"), Json.text(change, "status")));
        }
        return new VersionRange(
                Json.text(version, "version"),
                Json.text(version, "status"),
                Optional.empty(),
                some(Json.text(version, "lessThan")),
                some(Json.text(version, "lessThanOrEqual")),
                Json.text(version, "versionType"),
                changes);
    }

    private static List<Reference> references(JsonNode list, Origin origin) {
        List<Reference> found = new ArrayList<>();
        for (JsonNode reference : Json.objects(list)) {
            found.add(new Reference(Json.text(reference, "url"), Json.texts(reference.path("tags")), origin));
        }
        return found;
    }

    static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
