package vigie.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;

/** Finds CVEs by words of their title, description and products, and by properties. */
public interface SearchQuery {

    /**
     * What to look for.
     *
     * @param phrases all must occur, each as a phrase; accents and case do not matter; none means no words are asked
     * @param product vendor and product
     * @param known whether only CVEs known to be exploited, by a catalogue or by evidence
     * @param minScore lowest CVSS base score
     * @param since first day of publication
     * @param limit most results
     */
    record Filter(
            List<String> phrases,
            ProductFilter product,
            boolean known,
            Optional<Double> minScore,
            Optional<LocalDate> since,
            int limit) {}

    /** A CVE that was found, and whether it is known to be exploited. */
    record Hit(CveId cve, boolean known, CveSummary summary) {}

    /** The CVEs to look at first come first: known exploited, then by EPSS, then by CVSS. */
    List<Hit> find(Filter filter);

    /** How many CVEs match the filter, whatever its limit. */
    long count(Filter filter);

    /** The keys of the CVEs whose title, description or products hold all phrases; one phrase or more. */
    long[] matching(List<String> phrases);
}
