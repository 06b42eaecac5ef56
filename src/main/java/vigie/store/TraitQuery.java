package vigie.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import vigie.model.CveId;

/** What CVEs contribute to the history of others, and of which CVEs it is out of date. */
public interface TraitQuery {

    /**
     * What is kept of a CVE.
     *
     * @param input digest of what it was derived from
     * @param exploited epoch day on which the CVE became known exploited
     * @param known keys with the epoch day of their first mention: {@code key TAB day}, one a line
     */
    record Kept(CveId cve, long input, OptionalInt exploited, String known) {}

    /** All that is kept, in the order of the CVEs. */
    List<Kept> all();

    /**
     * A digest for every CVE published on or after a day of all that sources say of it: it differs if anything does.
     *
     * @param withEpss whether EPSS scores count
     */
    Map<CveId, Long> inputs(LocalDate since, boolean withEpss);
}
