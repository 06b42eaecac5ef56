package vigie.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.model.Affected;
import vigie.model.Origin;
import vigie.model.VersionRange;
import vigie.model.VersionStatus;
import vigie.text.Cpe;

/**
 * Reads products under CPE names with ranges of versions: the {@code configurations} of NVD, and {@code cpeApplicability} of the CVE
 * Record Format from 5.1 on, which has the same form.
 */
final class CpeMatches {

    private CpeMatches() {}

    /**
     * The products that some configurations call vulnerable.
     *
     * @param origin who says so
     */
    static List<Affected> affected(JsonNode configurations, Origin origin) {
        Map<Cpe.Name, List<VersionRange>> ranges = new LinkedHashMap<>();
        for (JsonNode configuration : Json.objects(configurations)) {
            if (!negated(configuration)) {
                for (JsonNode node : Json.objects(configuration.path("nodes"))) {
                    matches(node, ranges);
                }
            }
        }
        List<Affected> found = new ArrayList<>();
        ranges.forEach((name, versions) -> found.add(new Affected(
                name.vendor(), name.product(), name.part(), List.of(), "", versions, List.of(), "", origin)));
        return found;
    }

    /** A configuration or node that stands for what is not in it. */
    private static boolean negated(JsonNode node) {
        return node.path("negate").asBoolean(false);
    }

    /**
     * Feeds that were converted from the 1.1 form nest nodes; the 2.0 form does not. What is not vulnerable is where the vulnerable
     * product runs, which says nothing of it alone.
     */
    private static void matches(JsonNode node, Map<Cpe.Name, List<VersionRange>> ranges) {
        if (negated(node)) {
            return;
        }
        for (JsonNode match : Json.objects(node.path("cpeMatch"))) {
            if (match.path("vulnerable").asBoolean(true)) {
                Optional<Cpe> cpe = Cpe.parse(Json.text(match, "criteria"));
                if (cpe.isPresent()) {
                    ranges.computeIfAbsent(cpe.get().name(), name -> new ArrayList<>())
                            .add(range(match, cpe.get().version()));
                }
            }
        }
        for (JsonNode child : Json.objects(node.path("children"))) {
            matches(child, ranges);
        }
    }

    private static VersionRange range(JsonNode match, String version) {
        String from = Json.text(match, "versionStartIncluding");
        String after = Json.text(match, "versionStartExcluding");
        String start = !from.isEmpty() ? from : after.isEmpty() && !version.equals("*") ? version : "";
        return new VersionRange(
                start,
                VersionStatus.AFFECTED.toString(),
                from.isEmpty() ? CveJson.some(after) : Optional.empty(),
                CveJson.some(Json.text(match, "versionEndExcluding")),
                CveJson.some(Json.text(match, "versionEndIncluding")),
                "",
                List.of());
    }
}
