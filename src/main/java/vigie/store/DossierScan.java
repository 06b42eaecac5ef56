package vigie.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vigie.model.CveId;
import vigie.model.Dossier;

/** Reads what is held of many CVEs at once. */
public interface DossierScan {

    /** Ids of the CVEs that were published on or after a day and have a record of their own, in order. */
    List<CveId> published(LocalDate since);

    /** How many CVEs of each thousand (year and number without its last three digits) EPSS scores. */
    Map<CveId, Integer> scoredByThousand();

    /**
     * Reads the CVEs of a list in order of their ids. Their records are without references, versions and CPE names.
     *
     * @param withEpss whether EPSS scores are read
     * @param from the first day as of which the dossiers are asked for: earlier versions of records that stood on none of these days
     *     are left out
     */
    void read(List<CveId> sorted, boolean withEpss, LocalDate from, Consumer<Dossier> taker);

    /**
     * A digest for every CVE published on or after a day of all that sources say of it: it differs if anything does.
     *
     * @param withEpss whether EPSS scores count
     */
    Map<CveId, Long> digests(LocalDate since, boolean withEpss);
}
