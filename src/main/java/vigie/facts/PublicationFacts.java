package vigie.facts;

import java.util.List;
import vigie.model.Bulletin;

/**
 * All that is known of a publication. {@link FactsReader} assembles it.
 *
 * @param bulletin what CERT-FR says, as written
 * @param cves the CVEs that it cites, the most urgent first
 */
public record PublicationFacts(Bulletin bulletin, List<CveLine> cves) {

    /** How many of the CVEs are known to be exploited. */
    public long exploited() {
        return cves.stream().filter(cve -> cve.exploitation().isPresent()).count();
    }
}
