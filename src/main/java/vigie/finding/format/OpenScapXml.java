package vigie.finding.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.finding.XmlNode;
import vigie.finding.XmlWalk;
import vigie.text.CveIds;

/**
 * Results of OpenSCAP and other programs of SCAP: XCCDF with a {@code TestResult}, OVAL results, and collections of both (ARF).
 * Sources: "XCCDF 1.2" (NISTIR 7275), {@code oval-results-schema} 5.11, "ARF 1.1" (NISTIR 7694).
 *
 * <p>Such a file names every vulnerability of its content, and says for each whether it is there. A finding is a {@code rule-result}
 * with the result {@code fail}; where its rule has no CVEs it is named by the advisory that its title begins with, else by the rule.
 * Every other result names nothing that is there. Where a file has no result of XCCDF, a finding is a definition of the class {@code patch} or {@code vulnerability} with
 * the result {@code true}: the update is missing, the vulnerable version is installed. In collections the results of OVAL are those
 * that the rules rest on, and are not counted again. What is kept in memory grows with the content that was checked, not with the
 * number of results.
 */
final class OpenScapXml implements Format {

    private static final Set<String> ROOTS =
            Set.of("Benchmark", "TestResult", "asset-report-collection", "oval_results", "data-stream-collection");

    private static final Set<String> RULE = Set.of("title", "ident");
    private static final Set<String> DEFINITION = Set.of("metadata", "title", "reference", "advisory", "severity");
    private static final Set<String> RESULT = Set.of("result", "ident");

    /** Large parts that say nothing of vulnerabilities. */
    private static final Set<String> PASSED_OVER = Set.of(
            "tests", "objects", "states", "variables", "collected_objects", "system_data", "evidence", "criteria");

    private record Check(List<String> ids, String title, String severity) {
        private static final Check NONE = new Check(List.of(), "", "");
    }

    /** What a file says beside its results. */
    private static final class Content {
        private final Map<String, Check> rules = new HashMap<>();
        private final Map<String, Check> definitions = new HashMap<>();
        private final List<String> hosts = new ArrayList<>();
        private boolean tested;
    }

    @Override
    public String name() {
        return "openscap";
    }

    @Override
    public boolean recognises(Head head) {
        return ROOTS.contains(head.xmlRoot())
                && (head.text().contains("checklists.nist.gov/xccdf")
                        || head.text().contains("oval.mitre.org")
                        || head.text().contains("scap.nist.gov"));
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        Content content = new Content();
        Input.ahead(() -> {
            try (XmlWalk xml = in.xml()) {
                xml.root(root -> collect(xml, root, content));
            }
        });
        int[] system = {0};
        try (XmlWalk xml = in.xml()) {
            xml.root(root -> results(xml, root, content, system, out));
        }
    }

    private static void collect(XmlWalk xml, String name, Content content) {
        switch (name) {
            case "Rule" -> {
                XmlNode rule = xml.tree(RULE);
                content.rules.put(
                        rule.attribute("id"),
                        new Check(cves(rule.texts("ident")), rule.text("title"), rule.attribute("severity")));
            }
            case "TestResult" -> content.tested = true;
            case "definition" -> {
                String kind = xml.attribute("class");
                if (kind.equals("patch") || kind.equals("vulnerability")) {
                    XmlNode definition = xml.tree(DEFINITION);
                    content.definitions.put(definition.attribute("id"), check(definition));
                }
            }
            case "primary_host_name" -> content.hosts.add(xml.text());
            default -> {
                if (!PASSED_OVER.contains(name)) {
                    xml.children(child -> collect(xml, child, content));
                }
            }
        }
    }

    private static Check check(XmlNode definition) {
        List<String> ids = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (XmlNode reference : definition.all("metadata", "reference")) {
            String id = reference.attribute("ref_id");
            if (reference.attribute("source").equalsIgnoreCase("CVE")) {
                ids.add(id);
            } else if (!reference.attribute("source").equalsIgnoreCase("CPE")) {
                others.addAll(Ids.of(id));
            }
        }
        return new Check(
                ids.isEmpty() ? others : ids,
                definition.text("metadata", "title"),
                definition.text("metadata", "advisory", "severity"));
    }

    private static List<String> cves(List<String> identifiers) {
        return identifiers.stream().filter(id -> CveIds.one(id).isPresent()).toList();
    }

    private static void results(XmlWalk xml, String name, Content content, int[] system, Out out) {
        switch (name) {
            case "TestResult" -> tested(xml, content, out);
            case "system" -> {
                String asset = system[0] < content.hosts.size() ? content.hosts.get(system[0]) : "";
                system[0]++;
                xml.children(part -> {
                    if (part.equals("definitions") && !content.tested) {
                        xml.each(() -> defined(xml.tree(Set.of()), asset, content, out), "definition");
                    }
                });
            }
            case "Rule", "definition" -> {}
            default -> {
                if (!PASSED_OVER.contains(name)) {
                    xml.children(child -> results(xml, child, content, system, out));
                }
            }
        }
    }

    private static void tested(XmlWalk xml, Content content, Out out) {
        String[] target = {""};
        xml.children(name -> {
            if (name.equals("target")) {
                target[0] = xml.text();
            } else if (name.equals("rule-result")) {
                XmlNode result = xml.tree(RESULT);
                Check rule = content.rules.getOrDefault(result.attribute("idref"), Check.NONE);
                List<String> own = cves(result.texts("ident"));
                String severity =
                        result.attribute("severity").isEmpty() ? rule.severity() : result.attribute("severity");
                Check check = new Check(own.isEmpty() ? rule.ids() : own, rule.title(), severity);
                found(result.text("result").equals("fail"), named(check, result), target[0], result.position(), out);
            }
        });
    }

    /** The same, by the advisory that its title or its rule names, else by the rule, where it has no CVE. */
    private static Check named(Check check, XmlNode result) {
        if (!check.ids().isEmpty()) {
            return check;
        }
        String rule = result.attribute("idref");
        return new Check(List.of(Ids.leading(check.title()).orElse(rule)), check.title(), check.severity());
    }

    private static void defined(XmlNode result, String asset, Content content, Out out) {
        Check check = content.definitions.getOrDefault(result.attribute("definition_id"), Check.NONE);
        found(result.attribute("result").equals("true"), check, asset, result.position(), out);
    }

    private static void found(boolean there, Check check, String asset, Position at, Out out) {
        if (there) {
            out.finding(
                    new Finding.Draft()
                            .ids(check.ids())
                            .asset(asset)
                            .component(check.title(), "")
                            .type(Checks.CHECK)
                            .check(check.title())
                            .severity(check.severity()),
                    at);
        } else {
            out.other();
        }
    }
}
