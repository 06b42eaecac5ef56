package vigie.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vigie.explain.Waterfall;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Exploited;
import vigie.model.Rejection;
import vigie.model.Score;
import vigie.model.Ssvc;
import vigie.ssvc.Decision;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/**
 * {@link CveFacts} as a page shows them: grouped, with words in the user's language, and with texts that are safe to print but
 * not escaped.
 *
 * @param rejection why it was rejected, with texts as they are printed
 * @param summary what stands for it in lists
 * @param dating the record whose day stands for the CVE
 * @param refused what its record gives as its days, where that cannot be true
 * @param known since when it is known to be exploited, and who says so
 * @param score what the exploit model says
 * @param waterfall the steps to that score
 * @param assessments CVSS assessments, the one that stands for the CVE first
 * @param ssvc SSVC decisions of its records
 * @param decisions what SSVC tables say of it
 * @param products products that count as affected
 * @param unaffected products of which all that name them say that they are not affected
 * @param records which sources keep a record
 */
public record CveView(
        CveId cve,
        CveSummary summary,
        Optional<Rejection> rejection,
        String title,
        String description,
        Optional<CveRecord> dating,
        Optional<Instant> modified,
        CveRecord.Refused refused,
        String assigner,
        List<String> tags,
        Optional<Exploited> known,
        List<DossierQuery.KeptKev> catalogues,
        Optional<Score> score,
        Optional<Waterfall> waterfall,
        List<Timeline.Event> timeline,
        List<CveStatements.CvssRating> assessments,
        List<Ssvc> ssvc,
        List<Decision> decisions,
        List<CveStatements.NamedWeakness> weaknesses,
        List<AffectedProduct> products,
        List<AffectedProduct> unaffected,
        List<CveStatements.GroupedReference> references,
        List<DossierQuery.KeptEvidence> evidence,
        List<DossierQuery.Citation> publications,
        List<CveRecord.Source> records) {

    private static final int LONGEST = 20_000;

    /** The facts of a CVE with words in the user's language. */
    public static CveView of(CveFacts facts, Messages messages) {
        CveStatements statements = facts.statements();
        Optional<CveRecord> record = facts.record();
        List<AffectedProduct> products =
                AffectedProduct.of(statements.containers(), new VersionWords(messages.bundle("dossier")));
        return new CveView(
                facts.cve(),
                facts.summary(),
                statements
                        .rejection()
                        .map(why -> new Rejection(
                                Sheet.shorten(PlainText.paragraphs(why.reason()), LONGEST), why.replacedBy())),
                CveStatements.line(facts.title()),
                Sheet.shorten(PlainText.paragraphs(statements.plainDescription()), LONGEST),
                facts.dating(),
                record.flatMap(CveRecord::modified),
                record.map(CveRecord::refused).orElse(CveRecord.Refused.NONE),
                CveStatements.line(record.map(CveRecord::assigner).orElse("")),
                statements.tags(),
                facts.exploited(),
                facts.catalogues(),
                facts.score(),
                facts.score().map(score -> Waterfall.of(score, messages)),
                Timeline.of(facts, messages),
                statements.assessments(new CvssDecoder(messages), facts.state().reported()),
                statements.all(Container::ssvc),
                facts.decisions(),
                statements.weaknesses(messages.locale()),
                products.stream().filter(AffectedProduct::mayBeAffected).toList(),
                products.stream().filter(product -> !product.mayBeAffected()).toList(),
                statements.references(),
                facts.evidence(),
                facts.citations(),
                statements.records().stream().map(CveRecord::source).toList());
    }
}
