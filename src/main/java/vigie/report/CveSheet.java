package vigie.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vigie.facts.AffectedProduct;
import vigie.facts.CveFacts;
import vigie.facts.CveStatements;
import vigie.facts.FrenchTitle;
import vigie.facts.VersionWords;
import vigie.model.Affected;
import vigie.model.Assessment;
import vigie.model.BandRecord;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.Severity;
import vigie.model.Ssvc;
import vigie.ssvc.SsvcWords;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.text.DayWords;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.Sheet;
import vigie.text.SourceNames;

/** All that is known of a CVE as a page of text. */
public final class CveSheet {

    private static final int MOST = 12;

    private final Messages messages;
    private final DayWords days;
    private final Figures figures;
    private final VersionWords versions;
    private final int width;
    private final Function<String, Optional<BandRecord>> past;

    /**
     * @param messages the user's language
     * @param width characters in a line
     * @param past what the bands of a model held on past days, by the model's identifier
     */
    public CveSheet(Messages messages, int width, Function<String, Optional<BandRecord>> past) {
        this.past = past;
        this.messages = messages;
        this.days = new DayWords(messages);
        this.figures = new Figures(messages.locale());
        this.versions = new VersionWords(messages.bundle("dossier"));
        this.width = width;
    }

    /** The page of a CVE. */
    public String of(CveFacts facts) {
        CveStatements statements = facts.statements();
        CveSummary summary = facts.summary();
        Sheet sheet = new Sheet(width);
        sheet.heading(facts.cve().toString(), facts.title());
        FrenchTitle.of(facts.citations(), messages.locale())
                .ifPresent(title -> sheet.value("CERT-FR", title.text(), "(" + title.publication() + ")"));
        summary.state()
                .filter(state -> !state.equals("PUBLISHED"))
                .ifPresent(state -> sheet.value(say("state"), say("state." + state)));
        statements
                .rejection()
                .ifPresent(why -> sheet.value(
                        say("replaced"),
                        why.replacedBy().stream().map(Object::toString).collect(Collectors.joining(", "))));
        sheet.value(say("tags"), statements.tags().stream().map(this::tag).collect(Collectors.joining(", ")));
        exploited(sheet, facts);
        cvss(sheet, summary);
        sheet.value(say("epss"), epss(summary));
        ScoreSheet explained = new ScoreSheet(messages, width);
        facts.score().ifPresent(s -> {
            sheet.value(say("score"), explained.line(s));
            explained.held(sheet, s, past.apply(s.model()));
        });
        sheet.value(say("weakness"), weakness(summary));
        facts.record().ifPresent(record -> dates(sheet, facts, record));
        statements
                .rejection()
                .filter(why -> !why.reason().isBlank())
                .ifPresent(why -> sheet.heading(say("rejection")).paragraphs(why.reason()));
        if (!statements.description().isEmpty()) {
            sheet.heading(say("description")).paragraphs(statements.plainDescription());
        }
        facts.score().ifPresent(s -> explained.brief(sheet, s));
        if (!facts.decisions().isEmpty()) {
            sheet.heading(say("decisions"));
            new SsvcWords(messages).lines(facts.decisions()).forEach(sheet::item);
        }
        affected(sheet, facts);
        assessments(sheet, statements);
        evidence(sheet, facts.evidence());
        publications(sheet, facts.citations());
        return sheet.toString();
    }

    /** A tag that is not known is shown as the record has it. */
    private String tag(String tag) {
        return messages.knows("sheet.tag." + tag) ? say("tag." + tag) : tag;
    }

    private void exploited(Sheet sheet, CveFacts facts) {
        facts.exploited()
                .ifPresent(known -> sheet.value(
                        say("exploited"),
                        say("exploited.since", days.on(known.day()), SourceNames.all(known.sources()))));
        for (DossierQuery.KeptKev kev : facts.catalogues()) {
            String ransomware = kev.entry().ransomware().equalsIgnoreCase("known") ? say("kev.ransomware") : "";
            String due = kev.entry().due().map(day -> say("kev.due", day)).orElse("");
            String gone = kev.withdrawn().map(day -> say("kev.withdrawn", day)).orElse("");
            sheet.value(
                    SourceNames.of(kev.entry().source()),
                    say("kev.listed", days.on(kev.added())) + due + ransomware + gone);
        }
    }

    private void cvss(Sheet sheet, CveSummary summary) {
        String version = "CVSS " + summary.cvssVersion().orElse("");
        String source = "(" + summary.cvssSource().orElse("") + ")";
        summary.cvssScore()
                .ifPresent(score -> sheet.value(
                        say("cvss"),
                        figures.decimals(score, 1) + " " + say("severity." + Severity.of(score)),
                        summary.cvssVector().orElse(version),
                        source));
    }

    private String weakness(CveSummary summary) {
        String id = summary.cwe().orElse("");
        String words = CveStatements.weakness(id, summary.cweDescription().orElse(""), messages.locale());
        return (id + " " + words).strip();
    }

    private String epss(CveSummary summary) {
        return summary.epss()
                .map(score -> say(
                        "epss.value",
                        figures.percent(score),
                        figures.above(summary.epssPercentile().orElse(0.0))))
                .orElse("");
    }

    private void dates(Sheet sheet, CveFacts facts, CveRecord record) {
        facts.dating().ifPresent(dating -> {
            String day = day(dating.published().orElseThrow());
            boolean publication = dating.basis().publication();
            sheet.value(
                    say(publication ? "published" : "counts"),
                    publication ? day : say("basis." + dating.basis(), day),
                    record.refused()
                            .published()
                            .map(at -> say("date.false", day(at)))
                            .orElse(""));
        });
        sheet.value(
                say("modified"),
                record.refused()
                        .modified()
                        .map(at -> say("date.false", day(at)))
                        .or(() -> record.modified().map(CveSheet::day))
                        .orElse(""));
        sheet.value(say("assigner"), record.assigner());
    }

    private static String day(Instant at) {
        return at.toString().substring(0, 10);
    }

    private void affected(Sheet sheet, CveFacts facts) {
        List<Affected> stated = facts.statements().products();
        List<String> products = stated.isEmpty()
                ? facts.catalogues().stream()
                        .map(one -> (one.entry().vendor() + " " + one.entry().product()).strip())
                        .filter(product -> !product.isEmpty())
                        .distinct()
                        .toList()
                : stated.stream().map(this::product).distinct().toList();
        List<String> unaffected = AffectedProduct.of(facts.statements().containers(), versions).stream()
                .filter(product -> !product.mayBeAffected())
                .map(product -> (product.vendor() + " " + product.product()).strip())
                .toList();
        if (!products.isEmpty()) {
            sheet.heading(say("affected"));
            products.stream().limit(MOST).forEach(sheet::item);
            more(sheet, products.size());
        }
        if (!unaffected.isEmpty()) {
            sheet.heading(say("unaffected"));
            unaffected.stream().limit(MOST).forEach(sheet::item);
            more(sheet, unaffected.size());
        }
    }

    private String product(Affected affected) {
        String words = versions.versions(affected, MOST);
        return VersionWords.name(affected) + (words.isEmpty() ? "" : ": " + words);
    }

    private void assessments(Sheet sheet, CveStatements statements) {
        List<Assessment> all = statements.assessments();
        List<Ssvc> decisions = statements.all(Container::ssvc);
        if (all.size() < 2 && decisions.isEmpty()) {
            return;
        }
        sheet.heading(say("assessments"));
        all.stream()
                .limit(MOST)
                .forEach(a -> sheet.item(
                        "CVSS " + a.version(),
                        figures.decimals(a.score(), 1),
                        a.vector(),
                        "(" + a.origin() + ")",
                        a.scenario()));
        more(sheet, all.size());
        decisions.stream()
                .limit(MOST)
                .forEach(ssvc -> sheet.item(say(
                        "ssvc",
                        decided(ssvc.exploitation()),
                        decided(ssvc.automatable()),
                        decided(ssvc.technicalImpact()),
                        ssvc.timestamp().map(CveSheet::day).orElse(""))));
    }

    /** A value of a decision in the user's language; one that is not known is shown as the record has it. */
    private String decided(String value) {
        Messages words = messages.bundle("dossier");
        return words.knows("page.ssvc." + value) ? words.get("page.ssvc." + value) : value;
    }

    private void evidence(Sheet sheet, List<DossierQuery.KeptEvidence> all) {
        if (!all.isEmpty()) {
            sheet.heading(say("evidence"));
            all.stream()
                    .limit(MOST)
                    .forEach(e -> sheet.item(
                            day(e),
                            say("kind." + (e.statement() ? "stated" : e.kind())),
                            SourceNames.of(e.source()),
                            e.url().isEmpty() ? e.ref() : e.url(),
                            e.withdrawn()
                                    .map(day -> say("evidence.withdrawn", day))
                                    .orElse("")));
            more(sheet, all.size());
        }
    }

    private String day(DossierQuery.KeptEvidence evidence) {
        String given = evidence.given()
                .map(day -> " " + say("date.false", day.toString()))
                .orElse("");
        return days.of(evidence.known()) + given;
    }

    private void publications(Sheet sheet, List<DossierQuery.Citation> citations) {
        if (!citations.isEmpty()) {
            sheet.heading(say("publications"));
            citations.stream()
                    .limit(MOST)
                    .forEach(c -> sheet.item(c.published().toString(), c.ref().toString(), c.title()));
            more(sheet, citations.size());
        }
    }

    private void more(Sheet sheet, int size) {
        if (size > MOST) {
            sheet.item(say("more", size - MOST));
        }
    }

    private String say(String key, Object... values) {
        return messages.get("sheet." + key, values);
    }
}
