package vigie.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Dossier.Citation;
import vigie.model.Dossier.EpssOn;
import vigie.model.Dossier.Sign;

/** Reads what is held of many CVEs at once. */
public interface DossierScan {

    /**
     * What is held of one CVE; documents as the sources keep them.
     *
     * @param documents JSON of its records, the CVE List's first
     */
    record Held(
            CveId cve,
            Map<CveRecord.Source, byte[]> documents,
            List<Sign> signs,
            List<Citation> citations,
            List<EpssOn> epss) {}

    /** Takes what is held of one CVE. */
    interface Taker {
        void take(Held held);
    }

    /** Ids of the CVEs that were published on or after a day and have a record of their own, in order. */
    List<CveId> published(LocalDate since);

    /** How many CVEs of each thousand (year and number without its last three digits) EPSS scores. */
    Map<CveId, Integer> scoredByThousand();

    /** Reads the CVEs of a list in order of their ids. */
    void read(List<CveId> sorted, boolean withEpss, Taker taker);
}
