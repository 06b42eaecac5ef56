package vigie.report.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vigie.explain.Reasons;
import vigie.facts.CveFacts;
import vigie.facts.CveLine;
import vigie.index.Publication;
import vigie.model.KnownExploited;
import vigie.store.DossierQuery;

/**
 * A CVE to be fixed before others.
 *
 * @param cve its line
 * @param facts all that is known of it
 * @param reasons why the score is what it is
 * @param publications publications of the period that cite it, newest first
 * @param advisories what vendors write about it
 */
public record Priority(
        CveFigures cve,
        CveFacts facts,
        List<Reasons.Line> reasons,
        List<Publication> publications,
        List<Advisory> advisories) {

    /** How many publications are named; the others are counted. */
    public static final int PUBLICATIONS = 3;

    /** What it is about, may be empty. */
    public String headline() {
        return ShortText.title(CveLine.unmarked(cve.line().headline()));
    }

    /** The first day by which a catalogue asks for the fix. */
    public Optional<LocalDate> due() {
        return entries().flatMap(entry -> entry.due().stream()).min(LocalDate::compareTo);
    }

    /** Whether ransomware is known to use it. */
    public boolean ransomware() {
        return entries().anyMatch(entry -> KnownExploited.inRansomware(entry.ransomware()));
    }

    private Stream<KnownExploited> entries() {
        return facts.catalogues().stream()
                .filter(kept -> kept.withdrawn().isEmpty())
                .map(DossierQuery.KeptKev::entry);
    }

    /** Whether there is anything that says why. */
    public boolean explained() {
        return cve.line().exploitation().isPresent()
                || ransomware()
                || cve.line().exploit().isPresent()
                || !reasons.isEmpty();
    }

    /** A document of a vendor; its address is one of the web. */
    public record Advisory(String title, String url) {

        /** Its title; its address if it has none. */
        public String name() {
            return title.isEmpty() ? url : title;
        }
    }
}
