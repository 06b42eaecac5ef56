package vigie.web.page;

import java.util.ArrayList;
import java.util.List;
import vigie.facts.CveDossier;

/** The sections that the page of a CVE has: those with something to show. */
final class CveSections {

    private CveSections() {}

    static List<String> of(CvePart.Page page) {
        CveDossier dossier = page.dossier();
        List<String> sections = new ArrayList<>();
        add(sections, "why", dossier.waterfall().isPresent());
        add(
                sections,
                "cvss",
                !dossier.assessments().isEmpty() || !dossier.ssvc().isEmpty());
        add(sections, "timeline", !dossier.timeline().isEmpty());
        add(sections, "curve", !page.curve().points().isEmpty());
        add(sections, "weaknesses", !dossier.weaknesses().isEmpty());
        add(sections, "publications", !dossier.publications().isEmpty());
        add(sections, "products", !dossier.products().isEmpty());
        add(sections, "evidence", !dossier.evidence().isEmpty());
        add(sections, "references", !dossier.references().isEmpty());
        add(sections, "raw", !dossier.records().isEmpty());
        return sections;
    }

    private static void add(List<String> sections, String name, boolean there) {
        if (there) {
            sections.add(name);
        }
    }
}
