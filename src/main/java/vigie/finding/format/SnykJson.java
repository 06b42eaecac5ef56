package vigie.finding.format;

import static vigie.finding.JsonWalk.objects;
import static vigie.finding.JsonWalk.text;
import static vigie.finding.JsonWalk.texts;

import java.io.IOException;
import java.util.ArrayList;
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
import vigie.finding.Position;
import vigie.finding.Suppression;

/**
 * The output of {@code snyk test --json} and {@code snyk container test --json}, for one project or a list of them. Each way to a
 * vulnerable package is a finding. Source: documentation of the Snyk CLI, {@code src/lib/snyk-test/legacy.ts} of snyk/cli.
 */
final class SnykJson implements Format {

    private static final Set<String> FIELDS = new HashSet<>(List.of(
            "id",
            "identifiers",
            "CVE",
            "GHSA",
            "packageName",
            "moduleName",
            "name",
            "version",
            "from",
            "fixedIn",
            "nearestFixedInVersion",
            "severity",
            "cvssScore",
            "CVSSv3",
            "packageManager",
            "type",
            "ignored",
            "reason",
            "filtered"));

    @Override
    public String name() {
        return "snyk";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().hasAny("vulnerabilities[].identifiers.CVE[]", "[].vulnerabilities[].identifiers.CVE[]")
                || head.json().hasAny("vulnerabilities[].packageName", "[].vulnerabilities[].packageName")
                        && head.json().hasAny("vulnerabilities[].from[]", "[].vulnerabilities[].from[]")
                || head.json().has("ok") && head.json().hasAny("dependencyCount", "packageManager", "error")
                || head.json().has("[].ok")
                        && head.json().hasAny("[].dependencyCount", "[].packageManager", "[].error");
    }

    /** What a project is called; it stands behind its vulnerabilities. */
    private static final class Project {
        private String name = "";
        private String target = "";
        private String path = "";
        private String system = "";

        private String asset() {
            return !name.isEmpty() ? name : path;
        }
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        List<Project> projects = new ArrayList<>();
        Input.ahead(() -> {
            try (JsonWalk json = in.json()) {
                each(json, () -> project(json, projects));
            }
        });
        int[] next = {0};
        try (JsonWalk json = in.json()) {
            each(json, () -> findings(json, projects, next, out));
        }
    }

    private static void each(JsonWalk json, Runnable project) {
        json.documents(() -> {
            if (json.isArray()) {
                json.array(project);
            } else {
                project.run();
            }
        });
    }

    /** Reads the names of a project, and of the applications within an image, which come behind it. */
    private static void project(JsonWalk json, List<Project> projects) {
        Project project = new Project();
        projects.add(project);
        json.object(field -> {
            switch (field) {
                case "projectName" -> project.name = json.text();
                case "displayTargetFile" -> project.target = json.text();
                case "path" -> project.path = json.text();
                case "packageManager" -> project.system = json.text();
                case "applications" -> json.array(() -> project(json, projects));
                default -> {}
            }
        });
    }

    private static void findings(JsonWalk json, List<Project> projects, int[] next, Out out) {
        Project project = projects.get(next[0]++);
        json.object(field -> {
            switch (field) {
                case "vulnerabilities" -> json.entries(out, FIELDS, (tree, at) -> one(tree, project, out, at));
                case "filtered" ->
                    json.object(kind -> {
                        if (kind.equals("ignore")) {
                            json.entries(out, FIELDS, (tree, at) -> ignored(tree, project, out, at));
                        }
                    });
                case "applications" -> json.array(() -> findings(json, projects, next, out));
                default -> {}
            }
        });
    }

    private static void one(JsonNode tree, Project project, Out out, Position at) {
        if (text(tree, "type").equals("license")) {
            out.other();
        } else {
            out.finding(draft(tree, project), at);
        }
    }

    private static void ignored(JsonNode tree, Project project, Out out, Position at) {
        String reason = objects(tree, "filtered", "ignored").stream()
                .map(rule -> text(rule, "reason"))
                .findFirst()
                .orElse("");
        out.finding(draft(tree, project).suppressed(Suppression.inReport("ignored", reason)), at);
    }

    private static Finding.Draft draft(JsonNode tree, Project project) {
        String name = JsonWalk.first(tree, "packageName", "name", "moduleName");
        return new Finding.Draft()
                .id(text(tree, "id"))
                .ids(texts(tree, "identifiers", "CVE"))
                .aliases(texts(tree, "identifiers", "GHSA"))
                .asset(project.asset())
                .component(name, text(tree, "version"))
                .type(JsonWalk.first(tree, "packageManager").isEmpty() ? project.system : text(tree, "packageManager"))
                .path(path(tree, project))
                .fixed(String.join(", ", texts(tree, "fixedIn")))
                .severity(text(tree, "severity"))
                .cvss(text(tree, "cvssScore"))
                .vector(text(tree, "CVSSv3"));
    }

    private static String path(JsonNode tree, Project project) {
        String way = String.join(" > ", texts(tree, "from"));
        return project.target.isEmpty() ? way : way.isEmpty() ? project.target : project.target + ": " + way;
    }
}
