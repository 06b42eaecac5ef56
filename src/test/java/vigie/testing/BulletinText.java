package vigie.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.Observation;
import vigie.record.BulletinJson;

/** Writes publications in CERT-FR's form. */
public final class BulletinText {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private BulletinText(String ref, String day, String... cves) {
        fields.put("reference", ref);
        fields.put("title", "Vulnérabilité dans " + ref);
        fields.put("summary", "Une faille a été corrigée.");
        fields.put(
                "revisions",
                List.of(Map.of("revision_date", day + "T00:00:00.000000", "description", "Version initiale")));
        fields.put("cves", Stream.of(cves).map(cve -> Map.of("name", cve)).toList());
    }

    /** A publication of that day that cites those CVEs. */
    public static BulletinText bulletin(String ref, String day, String... cves) {
        return new BulletinText(ref, day, cves);
    }

    public BulletinText title(String title) {
        fields.put("title", title);
        return this;
    }

    public BulletinText summary(String summary) {
        fields.put("summary", summary);
        return this;
    }

    public BulletinText content(String content) {
        fields.put("content", content);
        return this;
    }

    public BulletinText risk(String risk) {
        fields.put("risks", List.of(Map.of("description", risk)));
        return this;
    }

    /** A later version. */
    public BulletinText revised(String day) {
        return revised(day, "Révision");
    }

    /** A later version, and what it says of itself. */
    public BulletinText revised(String day, String description) {
        List<Object> all = new ArrayList<>((List<?>) fields.get("revisions"));
        all.add(Map.of("revision_date", day + "T00:00:00.000000", "description", description));
        fields.put("revisions", all);
        return this;
    }

    /** An advisory of a vendor that it points to. */
    public BulletinText advisory(String title, String url) {
        List<Object> all = new ArrayList<>((List<?>) fields.getOrDefault("vendor_advisories", List.of()));
        all.add(Map.of("title", title, "url", url));
        fields.put("vendor_advisories", all);
        return this;
    }

    public BulletinText system(String vendor, String product) {
        Map<String, Object> named = Map.of("name", product, "vendor", Map.of("name", vendor, "scada", false));
        List<Object> systems = new ArrayList<>((List<?>) fields.getOrDefault("affected_systems", List.of()));
        systems.add(Map.of("product", named, "description", "toutes versions"));
        fields.put("affected_systems", systems);
        return this;
    }

    /** The publication as a source hands it on. */
    public Observation.BulletinSeen seen() {
        byte[] raw = JsonMapper.shared().writeValueAsBytes(fields);
        return new Observation.BulletinSeen(BulletinJson.read(raw), raw);
    }
}
