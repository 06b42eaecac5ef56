package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
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
 * Twistlock, now Prisma Cloud Compute: the output of {@code twistcli images scan}. Compliance is something else. Source:
 * documentation of twistcli.
 */
final class TwistlockJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "id",
            "cve",
            "status",
            "cvss",
            "vector",
            "severity",
            "packageName",
            "packageVersion",
            "packageType",
            "packagePath",
            "fixStatus",
            "discoveredDate"));

    @Override
    public String name() {
        return "twistlock";
    }

    @Override
    public boolean recognises(Head head) {
        Shape shape = head.json();
        return shape.hasAny(
                "results[].distro",
                "results[].vulnerabilityDistribution",
                "results[].complianceDistribution",
                "results[].vulnerabilities[].riskFactors",
                "results[].vulnerabilities[].packageName");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (field.equals("results")) {
                    json.entries(out, () -> result(json, out));
                }
            }));
        }
    }

    private static void result(JsonWalk json, Out out) {
        String[] image = {""};
        json.object(field -> {
            switch (field) {
                case "id" -> image[0] = image[0].isEmpty() ? json.text() : image[0];
                case "name" -> image[0] = json.text();
                case "vulnerabilities" ->
                    json.entries(out, FIELDS, (tree, at) -> out.finding(draft(tree, image[0]), at));
                case "compliances" -> json.entries(out, out::other);
                default -> {}
            }
        });
    }

    private static Finding.Draft draft(JsonNode tree, String image) {
        String status = first(tree, "status", "fixStatus");
        return new Finding.Draft()
                .id(first(tree, "cve", "id"))
                .asset(image)
                .component(text(tree, "packageName"), text(tree, "packageVersion"))
                .type(text(tree, "packageType"))
                .path(text(tree, "packagePath"))
                .fixed(status.startsWith("fixed in ") ? status.substring("fixed in ".length()) : "")
                .severity(text(tree, "severity"))
                .cvss(text(tree, "cvss"))
                .vector(text(tree, "vector"))
                .firstSeen(Days.of(text(tree, "discoveredDate")));
    }
}
