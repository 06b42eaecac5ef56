package vigie.report.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.explain.Reasons;
import vigie.index.Publication;

/**
 * A CVE to be fixed before others.
 *
 * @param headline what it is about, may be empty
 * @param percentile share of all CVEs whose score is not higher, 0 to 1
 * @param catalogues catalogues of known exploited vulnerabilities that hold it
 * @param due day by which CISA asks for the fix
 * @param ransomware whether ransomware is known to use it
 * @param reasons why the score is what it is
 * @param publications publications of the period that cite it, newest first
 * @param advisories what vendors write about it
 */
public record Priority(
        CveFigures cve,
        String headline,
        Optional<Double> percentile,
        List<String> catalogues,
        Optional<LocalDate> due,
        boolean ransomware,
        List<Reasons.Line> reasons,
        List<Publication> publications,
        List<Advisory> advisories) {

    /** How many publications are named; the others are counted. */
    public static final int PUBLICATIONS = 3;

    /** Whether there is anything that says why. */
    public boolean explained() {
        return cve.exploited().isPresent() || ransomware || cve.exploit().isPresent() || !reasons.isEmpty();
    }

    /** A document of a vendor; its address is one of the web. */
    public record Advisory(String title, String url) {

        /** Its title; its address if it has none. */
        public String name() {
            return title.isEmpty() ? url : title;
        }
    }
}
