package vigie.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.CveDay;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.CvssVersion;
import vigie.model.Origin;
import vigie.model.Plausible;
import vigie.model.Reference;
import vigie.model.Weakness;
import vigie.text.CveIds;
import vigie.text.CweIds;

/** Reads records of NVD's CVE feeds and API, version 2.0. */
public final class NvdJson {

    private static final Map<String, CvssVersion> METRICS = Map.of(
            "cvssMetricV2", CvssVersion.V2_0,
            "cvssMetricV30", CvssVersion.V3_0,
            "cvssMetricV31", CvssVersion.V3_1,
            "cvssMetricV40", CvssVersion.V4_0);

    private static final String NIST = "nvd@nist.gov";
    private static final Origin NVD = new Origin(Origin.Kind.NVD, "nvd");

    private NvdJson() {}

    /**
     * Reads one element of {@code vulnerabilities}.
     *
     * @throws IllegalArgumentException if it is no NVD record
     * @throws tools.jackson.core.JacksonException if it is no JSON
     */
    public static CveRecord read(byte[] utf8) {
        return read(Json.parse(utf8));
    }

    /** The same, parsed, whenever it was seen. */
    public static CveRecord read(JsonNode root) {
        return read(root, Plausible.ANY);
    }

    /**
     * The same as it was seen on a day.
     *
     * @param day which of its dates can be true; the others count as missing
     */
    public static CveRecord read(JsonNode root, Plausible day) {
        JsonNode cve = root.path("cve");
        String id = Json.text(cve, "id");
        CveId known = CveIds.one(id)
                .orElseThrow(() ->
                        new IllegalArgumentException("invalid CVE id '" + MalformedRecordException.shorten(id) + "'"));
        String status = Json.text(cve, "vulnStatus");
        Plausible seen = day.of(known);
        Optional<Instant> saidPublished = Dates.instant(Json.text(cve, "published"));
        Optional<Instant> saidChanged = Dates.instant(Json.text(cve, "lastModified"));
        Optional<Instant> given = plausible(saidPublished, seen);
        Optional<Instant> changed = plausible(saidChanged, seen);
        boolean rejected = status.equalsIgnoreCase("Rejected");
        Optional<Instant> published = given.isPresent() || rejected ? given : changed;
        Container container = new Container(
                NVD,
                published,
                "",
                CveJson.english(cve.path("descriptions")),
                assessments(cve.path("metrics")),
                weaknesses(cve.path("weaknesses")),
                CpeMatches.affected(cve.path("configurations"), NVD),
                references(cve.path("references")),
                List.of(),
                tags(cve.path("cveTags")),
                analysed(saidChanged, changed, seen)
                        .filter(at -> published.filter(at::isAfter).isPresent()));
        return new CveRecord(
                known,
                CveRecord.Source.NVD,
                rejected ? CveState.REJECTED : CveState.PUBLISHED,
                Optional.empty(),
                published,
                given.isPresent() ? CveDay.NVD : CveDay.CHANGED,
                changed.isPresent() ? changed : published,
                new CveRecord.Refused(
                        given.isPresent() ? Optional.empty() : saidPublished,
                        changed.isPresent() ? Optional.empty() : saidChanged),
                Json.text(cve, "sourceIdentifier"),
                status,
                Optional.empty(),
                List.of(container));
    }

    /**
     * When metrics, weaknesses and products were there at the latest: NVD adds them weeks after publication, and says no day but that
     * of the last change. A change after the day on which the document was read is another one's: it was there when it was read.
     */
    private static Optional<Instant> analysed(Optional<Instant> said, Optional<Instant> changed, Plausible seen) {
        return changed.isEmpty() && said.isPresent() && !seen.past(said.get()) ? Optional.of(seen.end()) : changed;
    }

    /** Without a lambda: the import asks this of every record. */
    private static Optional<Instant> plausible(Optional<Instant> said, Plausible seen) {
        return said.isPresent() ? seen.moment(said.get()) : said;
    }

    private static Origin origin(JsonNode node) {
        String source = Json.text(node, "source");
        return source.equals(NIST) ? NVD : new Origin(Origin.Kind.NVD_SECONDARY, source);
    }

    private static List<Assessment> assessments(JsonNode metrics) {
        List<Assessment> found = new ArrayList<>();
        if (metrics.isObject()) {
            metrics.properties().forEach(field -> {
                CvssVersion version = METRICS.get(field.getKey());
                if (version != null) {
                    for (JsonNode metric : Json.objects(field.getValue())) {
                        CveJson.assessment(metric.path("cvssData"), version, "", origin(metric))
                                .ifPresent(found::add);
                    }
                }
            });
        }
        return found;
    }

    /** NVD's own placeholders (NVD-CWE-noinfo, NVD-CWE-Other) name no weakness. */
    private static List<Weakness> weaknesses(JsonNode list) {
        List<Weakness> found = new ArrayList<>();
        for (JsonNode weakness : Json.objects(list)) {
            for (JsonNode description : Json.objects(weakness.path("description"))) {
                CweIds.in(Json.text(description, "value"))
                        .forEach(id -> found.add(new Weakness(id, "", origin(weakness))));
            }
        }
        return found;
    }

    private static List<Reference> references(JsonNode list) {
        List<Reference> found = new ArrayList<>();
        for (JsonNode reference : Json.objects(list)) {
            Origin origin = new Origin(Origin.Kind.NVD_SECONDARY, Json.text(reference, "source"));
            found.add(new Reference(Json.text(reference, "url"), Json.texts(reference.path("tags")), origin));
        }
        return found;
    }

    private static List<String> tags(JsonNode list) {
        List<String> found = new ArrayList<>();
        for (JsonNode entry : Json.objects(list)) {
            found.addAll(Json.texts(entry.path("tags")));
        }
        return found;
    }
}
