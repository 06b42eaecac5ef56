package vigie.facts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vigie.model.Container;
import vigie.model.CveDay;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Dossier.Sign;
import vigie.model.Exploited;
import vigie.model.KnownDay;
import vigie.model.Score;
import vigie.ssvc.CvePoints;
import vigie.ssvc.Decision;
import vigie.ssvc.Trees;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.store.ScoreQuery;

/**
 * All that is known of a CVE, as the sources say it and with the origin of every value. {@link FactsReader} assembles it; the
 * command line, the API and the page are renderings of it.
 *
 * @param summary the values that stand for the CVE where several are known
 * @param statements what its records state
 * @param catalogues entries in catalogues of known exploited vulnerabilities
 * @param evidence signs of exploits and of exploitation, oldest first
 * @param citations publications that cite the CVE, newest first; with revisions only where the history was asked for
 * @param epss EPSS scores over time, newest first
 * @param score what the exploit model says, with its contributions; empty where the CVE is rejected or reserved
 * @param scores scores of the exploit model over time, oldest first; none where the history was not asked for
 * @param points the SSVC decision points
 */
public record CveFacts(
        CveId cve,
        CveSummary summary,
        CveStatements statements,
        List<DossierQuery.KeptKev> catalogues,
        List<DossierQuery.KeptEvidence> evidence,
        List<DossierQuery.Citation> citations,
        List<DossierQuery.EpssSince> epss,
        Optional<Score> score,
        List<ScoreQuery.ScorePoint> scores,
        CvePoints points) {

    /** The tables by which a CVE alone is decided about, whatever it is on. */
    private static final List<String> TREES = List.of(Trees.USUAL, "cisa", "deployer");

    /** The record from which dates and assigner are taken: the CVE List's where it has one, else NVD's. */
    public Optional<CveRecord> record() {
        return statements.records().stream().findFirst();
    }

    /** The record whose day stands for the CVE, see {@link CveDay}; empty for a CVE without a record, and for one never published. */
    public Optional<CveRecord> dating() {
        return state() == CveState.REJECTED
                ? record().filter(record -> record.published().isPresent())
                : CveRecord.dating(statements.records().stream());
    }

    /** The title as its record has it, else the name that a catalogue gives it; empty if neither does. */
    public String title() {
        return Stream.concat(
                        Stream.of(statements.title()),
                        catalogues.stream().map(one -> one.entry().name()))
                .filter(title -> !title.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The state of the CVE; {@link CveState#UNKNOWN} where no source names one. */
    public CveState state() {
        return summary.state().map(CveState::of).orElse(CveState.UNKNOWN);
    }

    /** Since when the CVE is known to be exploited and who says so; empty if it is not. */
    public Optional<Exploited> exploited() {
        return summary.exploited();
    }

    /** What SSVC tables say of the CVE, the usual table first; none where it is no reported vulnerability. */
    public List<Decision> decisions() {
        Decision.Dates dates = new Decision.Dates(points.listed(), Optional.empty());
        return state().reported()
                ? TREES.stream()
                        .map(name -> Decision.of(Trees.named(name).orElseThrow(), points.points(), dates))
                        .toList()
                : List.of();
    }

    /**
     * The same with a summary of everything else. A CVE that is no reported vulnerability has a state and nothing else.
     *
     * @param held whether CISA's catalogue was ever read
     */
    CveFacts summarised(boolean held) {
        List<Sign> signs = Stream.concat(
                        catalogues.stream().map(DossierQuery.KeptKev::sign),
                        evidence.stream().map(DossierQuery.KeptEvidence::sign))
                .toList();
        Optional<Exploited> exploited = Exploited.of(state(), signs, statements.all(Container::ssvc));
        boolean reported = state().reported();
        Optional<DossierQuery.EpssSince> now = epss.stream().findFirst().filter(e -> reported);
        Optional<LocalDate> kev = catalogues.stream()
                .filter(one -> reported && one.withdrawn().isEmpty())
                .filter(one -> one.entry().catalogue().equals("cisa"))
                .map(one -> one.added().day())
                .min(LocalDate::compareTo);
        Optional<KnownDay> exploit = evidence.stream()
                .filter(one -> reported
                        && one.kind().publicExploit()
                        && one.withdrawn().isEmpty())
                .map(DossierQuery.KeptEvidence::known)
                .min(KnownDay::compareTo);
        CveSummary whole = summary.with(
                now.flatMap(DossierQuery.EpssSince::score),
                now.flatMap(DossierQuery.EpssSince::percentile),
                score.filter(s -> reported).map(Score::probability),
                score.filter(s -> reported).map(Score::percentile),
                exploited,
                kev,
                exploit);
        Optional<Score> standing = score.filter(s -> reported);
        CvePoints answers = CvePoints.of(
                state(), signs, statements.all(Container::ssvc), statements.all(Container::assessments), held);
        return new CveFacts(cve, whole, statements, catalogues, evidence, citations, epss, standing, scores, answers);
    }
}
