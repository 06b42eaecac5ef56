package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Position;

/**
 * GitLab's security reports, all versions: of dependency and container scanning, and of other scans, whose faults of code and secrets
 * are listed with the name of the rule. Source: the schemas of gitlab-org/security-products/security-report-schemas.
 */
final class GitLabJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "identifiers",
            "type",
            "name",
            "value",
            "severity",
            "solution",
            "location",
            "file",
            "image",
            "dependency",
            "package",
            "version",
            "operating_system",
            "kubernetes_resource",
            "namespace",
            "kind",
            "container_name",
            "cvss_vectors",
            "vector"));

    /** Kinds of identifiers that name a kind of fault. */
    private static final Set<String> CLASSES = Set.of("cwe", "owasp", "wasc", "capec");

    /** {@code Upgrade apt from 1.4.8 to 1.4.9}, {@code Upgrade to version 2.0}, {@code Upgrade to versions 1.2, 2.0 or above.} */
    private static final Pattern UPGRADE =
            Pattern.compile("^Upgrade (?:\\S+ from \\S+ to |to (?:versions? )?)(\\S[^;]{0,100}?)\\.?$");

    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().has("vulnerabilities[].identifiers[].type")
                        && head.json()
                                .hasAny(
                                        "vulnerabilities[].location.file",
                                        "vulnerabilities[].location.image",
                                        "vulnerabilities[].location.dependency.package.name",
                                        "version")
                || head.json().has("vulnerabilities[]", "version")
                        && head.json().hasAny("scan.type", "remediations[]");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.each(out, "vulnerabilities", FIELDS, (tree, at) -> one(tree, out, at));
        }
    }

    private static void one(JsonNode tree, Out out, Position at) {
        List<String> ids = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        for (JsonNode identifier : objects(tree, "identifiers")) {
            String value = first(identifier, "value", "name");
            if (Ids.isKnown(value) || Ids.isKnown(text(identifier, "name"))) {
                ids.add(Ids.isKnown(value) ? value : text(identifier, "name"));
            } else if (text(identifier, "type").equals("gemnasium")) {
                ids.add(value);
            } else if (!CLASSES.contains(text(identifier, "type"))) {
                rules.add(value);
            }
        }
        if (ids.isEmpty()) {
            ids.addAll(rules);
        }
        if (ids.isEmpty()) {
            out.other();
            return;
        }
        // The CVE first, as the others are other names of it.
        ids.sort((a, b) -> Boolean.compare(b.startsWith("CVE-"), a.startsWith("CVE-")));
        JsonNode location = tree.path("location");
        String file = text(location, "file");
        String image = text(location, "image");
        Matcher upgrade = UPGRADE.matcher(text(tree, "solution").strip());
        Finding.Draft draft = new Finding.Draft()
                .ids(ids)
                .asset(image.isEmpty() ? file : image)
                .component(text(location, "dependency", "package", "name"), text(location, "dependency", "version"))
                .type(text(location, "operating_system"))
                .path(file)
                .fixed(upgrade.find() ? upgrade.group(1) : "")
                .severity(text(tree, "severity"));
        objects(tree, "cvss_vectors").stream().findFirst().ifPresent(one -> draft.vector(text(one, "vector")));
        out.finding(draft, at);
    }
}
