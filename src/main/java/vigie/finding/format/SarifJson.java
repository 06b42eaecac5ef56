package vigie.finding.format;

import static vigie.finding.JsonWalk.first;
import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.finding.Suppression;
import vigie.model.CveId;
import vigie.text.CveIds;

/**
 * SARIF 2.1. Each result that is a fault is a finding, be its rule a vulnerability or not: what is no CVE is listed with the name of
 * the rule. SARIF has no fields for packages: they are taken from where Trivy, Grype, OSV-Scanner, Docker Scout, Snyk and Black Duck write them;
 * and none for what was scanned: that is the image where a run names one, else the file of the result. Rules are held in memory, as
 * they may stand behind the results. Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
 */
final class SarifJson implements Format {

    private static final Set<String> RESULT = new HashSet<>(List.of(
            "ruleId",
            "ruleIndex",
            "rule",
            "id",
            "index",
            "level",
            "kind",
            "baselineState",
            "message",
            "text",
            "locations",
            "physicalLocation",
            "artifactLocation",
            "uri",
            "logicalLocations",
            "fullyQualifiedName",
            "suppressions",
            "status",
            "justification",
            "properties",
            "component",
            "componentVersion",
            "componentOrigin",
            "securityRisk"));

    private static final Set<String> RULE = new HashSet<>(List.of(
            "id",
            "deprecatedIds",
            "properties",
            "tags",
            "security-severity",
            "cvssV3_severity",
            "purls",
            "affected_version",
            "fixed_version",
            "help",
            "text",
            "defaultConfiguration",
            "level"));

    private static final Set<String> NO_FAULT = Set.of("pass", "notApplicable", "informational");
    private static final Set<String> SEVERITIES = Set.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN", "NEGLIGIBLE");

    /** Trivy's message and Grype's help: {@code Package: openssl}, one a line. */
    private static final Pattern LINE = Pattern.compile(
            "(?m)^(Package|Installed Version|Version|Fixed Version|Fix Version|" + "Severity|Type):[ \\t]*(.*)$");

    /** OSV-Scanner: {@code Package 'lodash@4.17.1' is vulnerable}. */
    private static final Pattern QUOTED = Pattern.compile("^Package '(.{1,200}?)(?:@([^@']{1,100}))?' is vulnerable");

    /** Grype: {@code in deb package: libc6, version 2.31 was found at}. */
    private static final Pattern FOUND = Pattern.compile("in (\\S+) package: (\\S+), version (\\S+) was found");

    private static final String RULES_OF_DRIVER = "driver";

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public boolean recognises(Head head) {
        return !VigieSarifJson.isOurs(head)
                && head.json().has("runs[]")
                && (head.json().value("$schema").contains("sarif")
                        || head.json().value("version").startsWith("2.1")
                        || head.json().hasAny("runs[].tool.driver.name", "runs[].results[].ruleId"));
    }

    /** What a run says of all its results. */
    private static final class Run {
        private final List<JsonNode> rules = new ArrayList<>();
        private final Map<String, JsonNode> byId = new HashMap<>();
        private Optional<String> image = Optional.empty();

        private void rule(JsonNode rule) {
            rules.add(rule);
            byId.putIfAbsent(text(rule, "id"), rule);
        }
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        List<Run> runs = new ArrayList<>();
        Input.ahead(() -> {
            try (JsonWalk json = in.json()) {
                json.documents(() -> json.object(field -> {
                    if (field.equals("runs")) {
                        json.array(() -> run(json, runs));
                    }
                }));
            }
        });
        int[] next = {0};
        try (JsonWalk json = in.json()) {
            json.documents(() -> json.object(field -> {
                if (field.equals("runs")) {
                    json.entries(out, () -> {
                        Run run = runs.get(next[0]++);
                        json.object(inner -> {
                            if (inner.equals("results")) {
                                json.entries(out, RESULT, (tree, at) -> result(tree, run, out, at));
                            }
                        });
                    });
                }
            }));
        }
    }

    private static void run(JsonWalk json, List<Run> runs) {
        if (!json.isObject()) {
            return;
        }
        Run run = new Run();
        runs.add(run);
        json.object(field -> {
            if (field.equals("tool")) {
                json.object(part -> {
                    if (part.equals(RULES_OF_DRIVER)) {
                        rules(json, run);
                    } else if (part.equals("extensions")) {
                        json.array(() -> rules(json, run));
                    }
                });
            } else if (field.equals("properties")) {
                json.object(property -> {
                    if (property.equals("imageName")) {
                        run.image = Optional.of(json.text());
                    }
                });
            }
        });
    }

    private static void rules(JsonWalk json, Run run) {
        json.object(field -> {
            if (field.equals("rules")) {
                json.array(() -> run.rule(json.tree(RULE)));
            }
        });
    }

    private static void result(JsonNode tree, Run run, Out out, Position at) {
        String ruleId = ruleId(tree);
        Optional<JsonNode> rule = rule(tree, ruleId, run);
        String named = ruleId.isEmpty() ? rule.map(one -> text(one, "id")).orElse("") : ruleId;
        List<String> others = rule.map(SarifJson::otherNames).orElse(List.of());
        Optional<String> id = Stream.of(
                        Ids.leading(named),
                        within(named).stream().findFirst(),
                        others.stream().findFirst())
                .flatMap(Optional::stream)
                .findFirst();
        if (id.isEmpty() && named.isBlank()
                || NO_FAULT.contains(text(tree, "kind"))
                || text(tree, "baselineState").equals("absent")) {
            out.other();
            return;
        }
        Finding.Draft draft = new Finding.Draft()
                .id(id.orElse(named))
                .ids(within(named))
                .aliases(others)
                .severity(severity(tree, rule));
        rule.ifPresent(one -> draft.cvss(text(one, "properties", "security-severity")));
        String suffix = id.filter(named::startsWith)
                .map(one -> named.substring(one.length()))
                .orElse("");
        place(tree, run, suffix, rule, draft);
        suppression(objects(tree, "suppressions")).ifPresent(draft::suppressed);
        out.finding(draft, at);
    }

    /** CVEs in the name of a rule, as in Black Duck's {@code BDSA-2020-1001 (CVE-2020-11022)}. */
    private static List<String> within(String named) {
        return CveIds.in(named).stream().map(CveId::toString).toList();
    }

    private static String ruleId(JsonNode tree) {
        String own = text(tree, "ruleId");
        return own.isEmpty() ? text(tree, "rule", "id") : own;
    }

    /** By its index where there is one, as the specification says, else by its name. */
    private static Optional<JsonNode> rule(JsonNode tree, String ruleId, Run run) {
        String index = text(tree, "ruleIndex").isEmpty() ? text(tree, "rule", "index") : text(tree, "ruleIndex");
        Optional<JsonNode> byId = Optional.ofNullable(run.byId.get(ruleId));
        if (byId.isPresent()) {
            return byId;
        }
        try {
            int at = index.isEmpty() ? -1 : Integer.parseInt(index);
            return at >= 0 && at < run.rules.size() ? Optional.of(run.rules.get(at)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Other identifiers that a rule has: former names, and tags. */
    private static List<String> otherNames(JsonNode rule) {
        return Stream.concat(texts(rule, "deprecatedIds").stream(), texts(rule, "properties", "tags").stream())
                .filter(Ids::isKnown)
                .distinct()
                .toList();
    }

    private static String severity(JsonNode tree, Optional<JsonNode> rule) {
        String said = line(text(tree, "message", "text"), "Severity");
        said = said.isEmpty() ? text(tree, "properties", "securityRisk") : said;
        if (said.isEmpty() && rule.isPresent()) {
            said = text(rule.get(), "properties", "cvssV3_severity");
            said = said.isEmpty() ? line(text(rule.get(), "help", "text"), "Severity") : said;
            for (String tag : texts(rule.get(), "properties", "tags")) {
                said = said.isEmpty() && SEVERITIES.contains(tag) ? tag : said;
            }
            said = said.isEmpty() && text(tree, "level").isEmpty()
                    ? text(rule.get(), "defaultConfiguration", "level")
                    : said;
        }
        return said.isEmpty() ? text(tree, "level") : said;
    }

    private static String line(String text, String key) {
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            if (line.group(1).equals(key)) {
                return line.group(2).strip();
            }
        }
        return "";
    }

    private static void place(JsonNode tree, Run run, String suffix, Optional<JsonNode> rule, Finding.Draft draft) {
        String message = text(tree, "message", "text");
        String help = rule.map(one -> text(one, "help", "text")).orElse("");
        String name = line(message, "Package");
        String version = line(message, "Installed Version");
        String fixed = line(message, "Fixed Version");
        String type = "";
        String logical = "";
        String uri = "";
        for (JsonNode location : objects(tree, "locations")) {
            uri = uri.isEmpty() ? text(location, "physicalLocation", "artifactLocation", "uri") : uri;
            for (JsonNode one : objects(location, "logicalLocations")) {
                logical = logical.isEmpty() ? text(one, "fullyQualifiedName") : logical;
            }
        }
        Matcher found = FOUND.matcher(message);
        Matcher quoted = QUOTED.matcher(message);
        if (name.isEmpty() && found.find()) {
            type = found.group(1);
            name = found.group(2);
            version = found.group(3);
            fixed = line(help, "Fix Version");
        } else if (name.isEmpty() && quoted.find()) {
            name = quoted.group(1);
            version = Optional.ofNullable(quoted.group(2)).orElse("");
        } else if (name.isEmpty() && !line(help, "Package").isEmpty()) {
            name = line(help, "Package");
            version = line(help, "Version");
            fixed = line(help, "Fix Version");
            type = line(help, "Type");
        } else if (name.isEmpty() && !text(tree, "properties", "component").isEmpty()) {
            name = text(tree, "properties", "component");
            version = text(tree, "properties", "componentVersion");
            type = text(tree, "properties", "componentOrigin");
        } else if (name.isEmpty() && suffix.startsWith("-")) {
            name = suffix.substring(1);
        } else if (name.isEmpty() && logical.lastIndexOf('@') > 0) {
            name = logical.substring(0, logical.lastIndexOf('@'));
            version = logical.substring(logical.lastIndexOf('@') + 1);
        }
        draft.component(name, version).fixed(fixed).type(type).path(uri).asset(run.image.orElse(uri));
        rule.ifPresent(one -> {
            draft.purl(texts(one, "properties", "purls").stream().findFirst().orElse(""));
            if (!text(one, "properties", "fixed_version").isEmpty()) {
                draft.fixed(first(one.path("properties"), "fixed_version"));
            }
        });
    }

    /** A result is suppressed if it has suppressions, and all of them are accepted (section 3.27.23). */
    private static Optional<Suppression> suppression(List<JsonNode> suppressions) {
        for (JsonNode one : suppressions) {
            if (!text(one, "status").isEmpty() && !text(one, "status").equals("accepted")) {
                return Optional.empty();
            }
        }
        return suppressions.stream()
                .findFirst()
                .map(one -> Suppression.inReport("suppressed", text(one, "justification")));
    }
}
