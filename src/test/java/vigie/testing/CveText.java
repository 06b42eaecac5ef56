package vigie.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.Observation;
import vigie.record.CveJson;
import vigie.record.NvdJson;

/** Writes CVE records in the forms of the CVE List and of NVD. */
public final class CveText {

    private final String id;
    private final Map<String, Object> meta = new LinkedHashMap<>();
    private final Said cna = new Said("acme");
    private final Said cisa = new Said("CISA-ADP");
    private final List<Object> nvdMetrics = new ArrayList<>();
    private String nvdStatus = "Analyzed";

    /** What one container says. */
    private static final class Said {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        Said(String name) {
            fields.put("providerMetadata", Map.of("shortName", name));
        }

        @SuppressWarnings("unchecked")
        List<Object> list(String key) {
            return (List<Object>) fields.computeIfAbsent(key, k -> new ArrayList<>());
        }
    }

    private CveText(String id) {
        this.id = id;
        meta.put("cveId", id);
        meta.put("state", "PUBLISHED");
        meta.put("assignerShortName", "acme");
        meta.put("datePublished", "2026-01-02T00:00:00Z");
        meta.put("dateUpdated", "2026-01-03T00:00:00Z");
        cisa.fields.put("title", "CISA ADP Vulnrichment");
    }

    /** A published record that says nothing yet. */
    public static CveText cve(String id) {
        return new CveText(id);
    }

    public CveText state(String state) {
        meta.put("state", state);
        nvdStatus = state.equals("REJECTED") ? "Rejected" : "Analyzed";
        return this;
    }

    /** Rejected by its CNA, for a reason and in favour of another CVE. */
    public CveText rejected(String reason, String replacedBy) {
        cna.fields.put("rejectedReasons", List.of(Map.of("lang", "en", "value", reason)));
        cna.fields.put("replacedBy", List.of(replacedBy));
        return state("REJECTED");
    }

    /** A tag of the CNA. */
    public CveText tag(String tag) {
        cna.list("tags").add(tag);
        return this;
    }

    public CveText modified(String at) {
        meta.put("dateUpdated", at);
        return this;
    }

    /** When it was published. */
    public CveText published(String at) {
        meta.put("datePublished", at);
        return this;
    }

    /** The CNA's short name. */
    public CveText by(String name) {
        meta.put("assignerShortName", name);
        cna.fields.put("providerMetadata", Map.of("shortName", name));
        return this;
    }

    public CveText title(String title) {
        cna.fields.put("title", title);
        return this;
    }

    public CveText description(String words) {
        cna.list("descriptions").add(Map.of("lang", "en", "value", words));
        return this;
    }

    /** A CVSS 3.1 score, by the CNA or, in NVD's form, by NVD. */
    public CveText cvss(double score) {
        cna.list("metrics").add(Map.of("cvssV3_1", Map.of("baseScore", score, "vectorString", "CVSS:3.1/AV:N")));
        nvdMetrics.add(Map.of("source", "nvd@nist.gov", "cvssData", Map.of("baseScore", score, "vectorString", "N")));
        return this;
    }

    /** A CVSS 3.1 score by the CNA with a whole vector. */
    public CveText cvss(double score, String vector) {
        cna.list("metrics").add(Map.of("cvssV3_1", Map.of("baseScore", score, "vectorString", vector)));
        return this;
    }

    public CveText adpCvss(double score) {
        cisa.list("metrics").add(Map.of("cvssV3_1", Map.of("baseScore", score, "vectorString", "CVSS:3.1/AV:L")));
        return this;
    }

    /** CISA decides at a moment how far exploitation has come: {@code none}, {@code poc}, {@code active}. */
    public CveText ssvc(String exploitation, String moment) {
        Map<String, Object> content =
                Map.of("timestamp", moment, "options", List.of(Map.of("Exploitation", exploitation)));
        cisa.list("metrics").add(Map.of("other", Map.of("type", "ssvc", "content", content)));
        return this;
    }

    /** The day of CISA's container. */
    public CveText adpUpdated(String at) {
        cisa.fields.put("providerMetadata", Map.of("shortName", "CISA-ADP", "dateUpdated", at));
        return this;
    }

    /** Without CISA's container. */
    public CveText withoutAdp() {
        cisa.fields.clear();
        return this;
    }

    public CveText weakness(String cwe, String words) {
        Map<String, Object> weakness = Map.of("lang", "en", "cweId", cwe, "description", words);
        cna.list("problemTypes").add(Map.of("descriptions", List.of(weakness)));
        return this;
    }

    /** A link with one tag, by the CNA and by NVD. */
    public CveText reference(String url, String tag) {
        cna.list("references").add(Map.of("url", url, "tags", List.of(tag)));
        return this;
    }

    /** A product with one version of that status. */
    public CveText product(String vendor, String product, String version, String status) {
        Map<String, Object> entry = Map.of("version", version, "status", status);
        cna.list("affected").add(Map.of("vendor", vendor, "product", product, "versions", List.of(entry)));
        return this;
    }

    /** A product under a CPE name, as the CNA gives it. */
    public CveText cpe(String criteria, String from, String before) {
        Map<String, Object> match = Map.of(
                "vulnerable", true, "criteria", criteria, "versionStartIncluding", from, "versionEndExcluding", before);
        Map<String, Object> node = Map.of("operator", "OR", "negate", false, "cpeMatch", List.of(match));
        cna.list("cpeApplicability").add(Map.of("nodes", List.of(node)));
        return this;
    }

    /** A product that CISA names. */
    public CveText adpProduct(String vendor, String product) {
        cisa.list("affected").add(Map.of("vendor", vendor, "product", product));
        return this;
    }

    /** The record as the CVE List has it. */
    public Observation.CveSeen listed() {
        List<Object> adp = cisa.fields.isEmpty() ? List.of() : List.of(cisa.fields);
        byte[] raw = bytes(Map.of("cveMetadata", meta, "containers", Map.of("cna", cna.fields, "adp", adp)));
        return new Observation.CveSeen(CveJson.read(raw), raw);
    }

    /** The record as NVD has it. */
    public Observation.CveSeen nvd() {
        Map<String, Object> cve = new LinkedHashMap<>();
        cve.put("id", id);
        cve.put("vulnStatus", nvdStatus);
        cve.put("published", "2026-01-02T00:00:00.000");
        cve.put("lastModified", String.valueOf(meta.get("dateUpdated")).replace("Z", ""));
        cve.put("descriptions", cna.list("descriptions"));
        cve.put("references", cna.list("references"));
        cve.put("metrics", Map.of("cvssMetricV31", nvdMetrics));
        byte[] raw = bytes(Map.of("cve", cve));
        return new Observation.CveSeen(NvdJson.read(raw), raw);
    }

    private static byte[] bytes(Object object) {
        return JsonMapper.shared().writeValueAsBytes(object);
    }
}
