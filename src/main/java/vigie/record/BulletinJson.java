package vigie.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.text.CveIds;

/** Reads the JSON documents of CERT-FR publications. */
public final class BulletinJson {

    private BulletinJson() {}

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it is no avis or alerte
     * @throws tools.jackson.core.JacksonException if it is no JSON
     */
    public static Bulletin read(byte[] utf8) {
        return read(Json.parse(utf8));
    }

    public static Bulletin read(JsonNode root) {
        BulletinRef ref = BulletinRef.of(Json.text(root, "reference"));
        List<Bulletin.Revision> revisions = revisions(root.path("revisions"));
        LocalDate published = revisions.stream()
                .flatMap(r -> r.day().stream())
                .min(Comparator.naturalOrder())
                .or(() -> Dates.day(Json.text(root, "initial_release_date")))
                .orElseThrow(() -> new IllegalArgumentException("no date of publication"));
        return new Bulletin(
                ref,
                ref.kind(),
                Json.text(root, "title"),
                Json.text(root, "summary"),
                Json.text(root, "content"),
                published,
                revisions,
                Dates.day(Json.text(root, "closed_at")),
                cves(root),
                risks(root.path("risks")),
                systems(root.path("affected_systems")),
                Json.text(root, "affected_systems_content"),
                links(root.path("vendor_advisories")),
                links(root.path("links")));
    }

    /** The CVEs of the list; where the document has none, those that its text names. */
    private static List<CveId> cves(JsonNode root) {
        List<CveId> named = new ArrayList<>();
        for (JsonNode cve : root.path("cves")) {
            named.addAll(CveIds.in(cve.isString() ? cve.asString() : Json.text(cve, "name")));
        }
        if (named.isEmpty()) {
            named = CveIds.in(String.join("\n", texts(root, new ArrayList<>())));
        }
        return named.stream().distinct().toList();
    }

    private static List<String> texts(JsonNode node, List<String> found) {
        if (node.isString()) {
            found.add(node.asString());
        }
        for (JsonNode child : node) {
            texts(child, found);
        }
        return found;
    }

    private static List<Bulletin.Revision> revisions(JsonNode list) {
        List<Bulletin.Revision> found = new ArrayList<>();
        for (JsonNode revision : Json.objects(list)) {
            found.add(new Bulletin.Revision(
                    Dates.day(Json.text(revision, "revision_date")), Json.text(revision, "description")));
        }
        found.sort(Comparator.comparing(r -> r.day().orElse(LocalDate.MIN)));
        return found;
    }

    private static List<String> risks(JsonNode list) {
        List<String> found = new ArrayList<>();
        for (JsonNode risk : list) {
            String text = risk.isString() ? risk.asString() : Json.text(risk, "description");
            if (!text.isEmpty()) {
                found.add(text);
            }
        }
        return found;
    }

    private static List<Bulletin.AffectedSystem> systems(JsonNode list) {
        List<Bulletin.AffectedSystem> found = new ArrayList<>();
        for (JsonNode system : Json.objects(list)) {
            JsonNode product = system.path("product");
            found.add(new Bulletin.AffectedSystem(
                    Json.text(product, "vendor", "name"),
                    Json.text(product, "name"),
                    Json.text(system, "description"),
                    product.path("vendor").path("scada").asBoolean(false)));
        }
        return found;
    }

    private static List<Bulletin.Link> links(JsonNode list) {
        List<Bulletin.Link> found = new ArrayList<>();
        for (JsonNode link : Json.objects(list)) {
            Optional<LocalDate> day = Dates.day(Json.text(link, "published_at"));
            found.add(new Bulletin.Link(Json.text(link, "title"), Json.text(link, "url"), day));
        }
        return found;
    }
}
