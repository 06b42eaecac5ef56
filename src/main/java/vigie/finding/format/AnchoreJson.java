package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Shape;

/**
 * Anchore Engine and Enterprise: the answer of {@code /images/…/vuln}, the list of anchorectl, and the security evaluation of newer
 * versions. Source: {@code anchore_engine/services/apiext/swagger/swagger.yaml} of anchore/anchore-engine.
 */
final class AnchoreJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "vuln",
            "vulnerabilityId",
            "cves",
            "severity",
            "package",
            "package_name",
            "packageName",
            "package_version",
            "packageVersion",
            "package_type",
            "packageType",
            "package_path",
            "packagePath",
            "path",
            "fix",
            "fixAvailable",
            "detectedAt",
            "nvdCvssBaseScore",
            "nvd_data",
            "nvdData",
            "cvss_v3",
            "cvssV3",
            "base_score",
            "baseScore",
            "imageDigest"));

    /** What names the image, the best first. */
    private static final List<String> IMAGE = List.of("imageFullTag", "imageDigest", "image_digest");

    @Override
    public String name() {
        return "anchore";
    }

    @Override
    public boolean recognises(Head head) {
        Shape shape = head.json();
        return shape.hasAny("vulnerabilities[].vuln", "[].vuln")
                || shape.has("imageDigest") && shape.hasAny("vulnerability_type", "vulnerabilities[]")
                || shape.has("securityEvaluation[]");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        String[] image = {""};
        if (!in.head().json().isList()) {
            Input.ahead(() -> image(in, image));
        }
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                if (json.isArray()) {
                    json.entries(out, FIELDS, (tree, at) -> out.finding(draft(tree, image[0]), at));
                } else {
                    json.object(field -> {
                        if (field.equals("vulnerabilities") || field.equals("securityEvaluation")) {
                            json.entries(out, FIELDS, (tree, at) -> out.finding(draft(tree, image[0]), at));
                        }
                    });
                }
            });
        }
    }

    private static void image(Input in, String... found) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (IMAGE.contains(field)) {
                    String named = json.text();
                    found[0] = found[0].isEmpty() || field.equals(IMAGE.get(0)) ? named : found[0];
                } else if (field.equals("metadata")) {
                    JsonNode tree = json.tree(Set.of("registry", "repository", "tag"));
                    found[0] = text(tree, "registry") + "/" + text(tree, "repository") + ":" + text(tree, "tag");
                }
            }));
        }
    }

    private static Finding.Draft draft(JsonNode tree, String image) {
        String version = said(tree, "package_version", "packageVersion");
        String name = said(tree, "package_name", "packageName");
        String both = said(tree, "package");
        if (name.isEmpty() && version.isEmpty()) {
            int at = version(both, said(tree, "packageType"));
            name = both.substring(0, at);
            version = at < both.length() ? both.substring(at + 1) : "";
        }
        String own = said(tree, "imageDigest");
        Finding.Draft draft = new Finding.Draft()
                .id(said(tree, "vuln", "vulnerabilityId"))
                .aliases(List.of(said(tree, "cves").split("[,;\\s]+")))
                .asset(image.isEmpty() ? own : image)
                .component(name.isEmpty() ? both : name, version)
                .type(said(tree, "package_type", "packageType"))
                .path(said(tree, "package_path", "packagePath", "path"))
                .fixed(said(tree, "fix", "fixAvailable"))
                .severity(said(tree, "severity"))
                .cvss(said(tree, "nvdCvssBaseScore"))
                .firstSeen(Days.of(said(tree, "detectedAt")));
        for (String list : List.of("nvd_data", "nvdData")) {
            for (JsonNode nvd : objects(tree, list)) {
                String score = text(nvd, "cvss_v3", "base_score") + text(nvd, "cvssV3", "baseScore");
                // It writes -1 where it has no score.
                draft.cvss(score);
            }
        }
        return draft;
    }

    /**
     * Where the version of a package begins that is named with it: behind the last dash but one of an RPM, else behind the first dash
     * that a digit follows, as in {@code tomcat-embed-core-9.0.97}.
     */
    private static int version(String both, String type) {
        if (type.equalsIgnoreCase("rpm")) {
            int release = both.lastIndexOf('-');
            int version = both.lastIndexOf('-', release - 1);
            return version > 0 ? version : both.length();
        }
        for (int i = 1; i + 1 < both.length(); i++) {
            if (both.charAt(i) == '-' && Character.isDigit(both.charAt(i + 1))) {
                return i;
            }
        }
        return both.length();
    }

    /** The first of the fields that says something: Anchore writes {@code None} and {@code N/A} for nothing. */
    private static String said(JsonNode tree, String... fields) {
        for (String field : fields) {
            String text = text(tree, field).strip();
            if (!text.isEmpty() && !text.equals("None") && !text.equals("N/A")) {
                return text;
            }
        }
        return "";
    }
}
