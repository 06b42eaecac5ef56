package vigie.facts;

import java.util.List;
import java.util.Optional;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.ssvc.CvePoints;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.store.Reader;
import vigie.store.ScoreQuery;

/**
 * Assembles all that is known of a CVE or of a publication: each table is asked once for it, and each record is parsed once.
 * For one thread at a time.
 */
public final class FactsReader {

    private final Reader reader;
    private final DossierQuery dossiers;

    /** @param reader the database */
    public FactsReader(Reader reader) {
        this.reader = reader;
        this.dossiers = reader.dossiers();
    }

    /** All that is known of a CVE now; empty if nothing is. */
    public Optional<CveFacts> cve(CveId cve) {
        return cve(cve, 0, List.of());
    }

    /** The same, with the history that only a page shows: earlier scores, and the revisions of publications. */
    public Optional<CveFacts> cveWithHistory(CveId cve) {
        return cve(cve, Timeline.MOST_CITATIONS, reader.scores().past(cve));
    }

    private Optional<CveFacts> cve(CveId cve, int revised, List<ScoreQuery.ScorePoint> scores) {
        Optional<CveSummary> chosen = dossiers.chosen(cve);
        List<DossierQuery.KeptKev> catalogues = dossiers.kev(cve);
        List<DossierQuery.KeptEvidence> evidence = dossiers.evidence(cve);
        List<DossierQuery.Citation> citations = dossiers.citations(cve, revised);
        List<DossierQuery.EpssSince> epss = dossiers.epss(cve);
        boolean known = chosen.isPresent()
                || !catalogues.isEmpty()
                || !evidence.isEmpty()
                || !citations.isEmpty()
                || epss.stream()
                        .findFirst()
                        .flatMap(DossierQuery.EpssSince::score)
                        .isPresent();
        if (!known) {
            return Optional.empty();
        }
        CveStatements statements = statements(cve);
        Optional<Score> score = reader.scores().score(cve);
        CveFacts facts = new CveFacts(
                cve,
                chosen.orElse(CveSummary.NONE),
                statements,
                catalogues,
                evidence,
                citations,
                epss,
                score,
                scores,
                CvePoints.NONE);
        return Optional.of(facts.summarised(DecisionPoints.held(reader)));
    }

    /** What the records of a CVE state; of no records if no source has one. */
    public CveStatements statements(CveId cve) {
        return new CveStatements(dossiers.records(cve));
    }

    /** All that is known of a publication, lines of its CVEs made from the database alone; empty if it is not held. */
    public Optional<PublicationFacts> publication(BulletinRef ref) {
        return publication(ref, new CveLines(reader));
    }

    /** The same, with what makes the lines of its CVEs. */
    public Optional<PublicationFacts> publication(BulletinRef ref, CveLines lines) {
        return dossiers.bulletin(ref).map(bulletin -> new PublicationFacts(bulletin, lines.byUrgency(bulletin.cves())));
    }
}
