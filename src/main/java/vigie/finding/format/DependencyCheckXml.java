package vigie.finding.format;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.Out;
import vigie.finding.Suppression;
import vigie.finding.XmlNode;
import vigie.finding.XmlWalk;
import vigie.text.Cpe;

/**
 * OWASP Dependency-Check's XML. Source: {@code dependency-check.*.xsd} of dependency-check/DependencyCheck.
 *
 * <p>A finding is a {@code vulnerability} of a {@code dependency}, which is listed as a component in any case; a
 * {@code suppressedVulnerability} is suppressed. Files that are the same library ({@code relatedDependencies}) are one dependency, so
 * that they add nothing. The version that mends it is the end
 * of the range of versions that matched.
 */
final class DependencyCheckXml implements Format {

    private static final Set<String> FIELDS = Set.of(
            "fileName",
            "filePath",
            "identifiers",
            "package",
            "id",
            "identifier",
            "name",
            "vulnerabilityIds",
            "vulnerabilities",
            "vulnerability",
            "suppressedVulnerability",
            "notes",
            "severity",
            "cvssScore",
            "cvssV2",
            "cvssV3",
            "cvssV4",
            "score",
            "baseScore",
            "vectorString",
            "vulnerableSoftware",
            "software");

    private static final Set<String> OF_DEPENDENCY =
            Set.of("identifiers", "package", "id", "identifier", "name", "vulnerabilityIds");

    @Override
    public String name() {
        return "dependency-check";
    }

    @Override
    public boolean recognises(Head head) {
        return head.xmlRoot().equals("analysis")
                && (head.text().contains("dependency-check") || head.text().contains("<scanInfo"));
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        String[] project = {""};
        try (XmlWalk xml = in.xml()) {
            xml.root(root -> xml.children(name -> {
                if (name.equals("projectInfo")) {
                    project[0] = xml.tree(Set.of("name")).text("name");
                } else if (name.equals("dependencies")) {
                    xml.each(() -> dependency(xml, project[0], out), "dependency");
                }
            }));
        }
    }

    /** Field by field: the evidence of a large library is not kept. */
    private static void dependency(XmlWalk xml, String project, Out out) {
        String[] file = {"", ""};
        Component[] component = {Component.NONE};
        xml.children(name -> {
            switch (name) {
                case "fileName" -> file[0] = xml.text();
                case "filePath" -> file[1] = xml.text();
                case "identifiers" -> component[0] = component(xml.tree(OF_DEPENDENCY), file[0]);
                case "vulnerabilities" ->
                    xml.children(kind -> {
                        if (kind.equals("vulnerability") || kind.equals("suppressedVulnerability")) {
                            XmlNode one = xml.tree(FIELDS);
                            Finding.Draft draft = draft(one).asset(project).component(dependency(component[0], file));
                            out.finding(
                                    kind.equals("vulnerability")
                                            ? draft
                                            : draft.suppressed(Suppression.inReport("suppressed", one.text("notes"))),
                                    one.position());
                        }
                    });
                default -> {}
            }
        });
        out.component(dependency(component[0], file));
    }

    private static Component dependency(Component read, String... file) {
        return new Component(
                read.name().isEmpty() ? file[0] : read.name(), read.version(), read.purl(), read.type(), file[1]);
    }

    private static Component component(XmlNode identifiers, String file) {
        for (String id : identifiers.texts("package", "id")) {
            if (id.startsWith("pkg:")) {
                return Purls.component(id);
            }
        }
        // Before version 5: (group:artifact:version).
        for (XmlNode old : identifiers.all("identifier")) {
            String[] parts = old.text("name").replaceAll("[()]", "").split(":");
            // They are guesses from what is in the file; one that its name does not bear out would join different
            // files.
            if (!old.attribute("type").equals("cpe") && parts.length == 3 && file.contains(parts[1])) {
                return new Component(parts[0] + ":" + parts[1], parts[2], "", old.attribute("type"), "");
            }
        }
        return identifiers.texts("vulnerabilityIds", "id").stream()
                .flatMap(cpe -> Cpe.read(cpe).stream())
                .findFirst()
                .map(cpe -> new Component(
                        cpe.name().product(), cpe.version().equals(Cpe.ANY) ? "" : cpe.version(), "", "", ""))
                .orElse(Component.NONE);
    }

    private static Finding.Draft draft(XmlNode one) {
        Finding.Draft draft = new Finding.Draft()
                .id(one.text("name"))
                .severity(one.text("severity"))
                .cvss(one.text("cvssScore"));
        for (String version : List.of("cvssV4", "cvssV3", "cvssV2")) {
            String score = one.text(version, "baseScore").isEmpty()
                    ? one.text(version, "score")
                    : one.text(version, "baseScore");
            if (!score.isEmpty()) {
                draft.cvss(score).vector(one.text(version, "vectorString"));
                break;
            }
        }
        one.all("vulnerableSoftware", "software").stream()
                .filter(software -> software.attribute("vulnerabilityIdMatched").equals("true"))
                .map(software -> software.attribute("versionEndExcluding"))
                .findFirst()
                .ifPresent(draft::fixed);
        return draft;
    }
}
