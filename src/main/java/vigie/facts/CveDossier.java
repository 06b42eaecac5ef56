package vigie.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vigie.explain.Waterfall;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.KnownSince;
import vigie.model.Score;
import vigie.model.Ssvc;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.store.Reader;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/**
 * All that is known of a CVE, ready to be shown: texts are safe to print, but not escaped.
 *
 * @param summary what stands for it in lists
 * @param known since when it is known to be exploited, by catalogues and evidence
 * @param score what the exploit model says
 * @param waterfall the steps to that score
 * @param assessments CVSS assessments, the one that stands for the CVE first
 * @param records which sources keep a record
 */
public record CveDossier(
        CveId cve,
        CveSummary summary,
        String title,
        String description,
        Optional<Instant> published,
        Optional<Instant> modified,
        String assigner,
        List<String> tags,
        Optional<KnownSince> known,
        List<DossierQuery.KeptKev> catalogues,
        Optional<Score> score,
        Optional<Waterfall> waterfall,
        List<Timeline.Event> timeline,
        List<CveStatements.Rated> assessments,
        List<Ssvc> ssvc,
        List<CveStatements.Weak> weaknesses,
        List<AffectedProduct> products,
        List<CveStatements.Link> references,
        List<DossierQuery.KeptEvidence> evidence,
        List<DossierQuery.Citation> publications,
        List<CveRecord.Source> records) {

    private static final int LONGEST = 20_000;

    /** Reads all of a CVE, its words in the user's language; empty if nothing at all is known of it. */
    public static Optional<CveDossier> of(CveId cve, Reader reader, Messages messages) {
        DossierQuery dossiers = reader.dossiers();
        return dossiers.summary(cve).map(summary -> of(cve, summary, reader, dossiers, messages));
    }

    private static CveDossier of(
            CveId cve, CveSummary summary, Reader reader, DossierQuery dossiers, Messages messages) {
        CveFacts facts = CveFacts.of(cve, dossiers);
        List<Container> said = facts.containers();
        CveStatements statements = new CveStatements(said);
        Optional<CveRecord> record = facts.records().stream().findFirst();
        Optional<Score> score = reader.scores().score(cve);
        List<DossierQuery.KeptKev> catalogues = dossiers.kev(cve);
        List<DossierQuery.KeptEvidence> evidence = dossiers.evidence(cve);
        boolean reported = summary.state()
                .filter(s -> s.equals("REJECTED") || s.equals("RESERVED"))
                .isEmpty();
        return new CveDossier(
                cve,
                summary,
                CveStatements.line(facts.title()),
                Sheet.shorten(PlainText.paragraphs(facts.description()), LONGEST),
                record.flatMap(CveRecord::published),
                record.flatMap(CveRecord::modified),
                CveStatements.line(record.map(CveRecord::assigner).orElse("")),
                said.stream()
                        .flatMap(c -> c.tags().stream())
                        .map(CveStatements::line)
                        .filter(tag -> !tag.startsWith("x_"))
                        .distinct()
                        .toList(),
                reported ? Exploitation.known(catalogues, evidence) : Optional.empty(),
                catalogues,
                score,
                score.map(s -> Waterfall.of(s, messages)),
                Timeline.of(cve, facts, dossiers, messages),
                statements.assessments(new CvssDecoder(messages)),
                said.stream().flatMap(c -> c.ssvc().stream()).toList(),
                statements.weaknesses(messages.explanations()),
                AffectedProduct.of(said),
                statements.references(),
                evidence,
                dossiers.citations(cve),
                facts.records().stream().map(CveRecord::source).toList());
    }
}
