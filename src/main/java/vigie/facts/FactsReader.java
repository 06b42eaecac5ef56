package vigie.facts;

import java.util.Optional;
import vigie.model.CveId;
import vigie.store.DossierQuery;
import vigie.store.Reader;

/**
 * Assembles all that is known of a CVE or of a publication: each table is asked once for it, and each record is parsed once.
 * For one thread at a time.
 */
public final class FactsReader {

    /** A CVE of a component that every product has is cited by hundreds of publications. */
    private static final int MOST_PUBLICATIONS = 40;

    private final Reader reader;
    private final DossierQuery dossiers;

    /** @param reader the database */
    public FactsReader(Reader reader) {
        this.reader = reader;
        this.dossiers = reader.dossiers();
    }

    /** All that is known of a CVE; empty if nothing is. */
    public Optional<CveFacts> cve(CveId cve) {
        return dossiers.summary(cve)
                .map(summary -> new CveFacts(
                        cve,
                        summary,
                        statements(cve),
                        dossiers.kev(cve),
                        dossiers.evidence(cve),
                        dossiers.citations(cve),
                        dossiers.epss(cve),
                        reader.scores().score(cve)));
    }

    /** What the records of a CVE state; of no records if no source has one. */
    public CveStatements statements(CveId cve) {
        return new CveStatements(dossiers.records(cve));
    }

    /** What the page of a CVE shows beside its facts. */
    public CveHistory history(CveFacts facts) {
        return new CveHistory(
                reader.scores().past(facts.cve()),
                facts.citations().stream()
                        .limit(MOST_PUBLICATIONS)
                        .flatMap(citation -> dossiers.bulletin(citation.ref()).stream())
                        .toList());
    }
}
