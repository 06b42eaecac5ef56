package vigie.report.document;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.explain.Standing;
import vigie.facts.Freshness;
import vigie.report.FindingGroups;
import vigie.report.FindingText;
import vigie.ssvc.Decision;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.SsvcWords;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Templates;
import vigie.triage.Account;
import vigie.triage.Bill;
import vigie.triage.Change;
import vigie.triage.Groups;
import vigie.triage.Ranked;
import vigie.triage.Ranking;
import vigie.triage.Why;

/** Prioritised findings as one page of HTML that needs nothing else, or as a PDF: the sum, the decisions, the upgrades, the list. */
public final class FindingPage {

    /** Upgrades that the page names; the command has all. */
    private static final int UPGRADES = 20;

    private final Messages messages;
    private final Messages words;

    /** @param messages the language of the page */
    public FindingPage(Messages messages) {
        this.messages = messages;
        this.words = messages.bundle("findings");
    }

    /**
     * What the template shows.
     *
     * @param name what the runs of this scan are called
     * @param rows the first rows
     * @param total how many rows there are
     * @param upgrades sentences, those first that are worth most
     * @param bills bills of materials without vulnerabilities
     */
    public record Document(
            String style,
            String lang,
            String name,
            LocalDate made,
            Optional<String> asOf,
            Account account,
            List<Count> decisions,
            Optional<String> question,
            Optional<String> change,
            List<String> upgrades,
            List<Row> rows,
            long total,
            List<Components> bills,
            Messages words) {

        /** A sentence of the page. */
        public String say(String key, Object... values) {
            return words.get(key, values);
        }
    }

    /**
     * Components of a bill of materials.
     *
     * @param heading names its file and says how many there are
     * @param names the first of them
     */
    public record Components(String heading, List<String> names) {}

    /** How many rows there are of an outcome. */
    public record Count(String outcome, long rows) {}

    /** A row as texts. */
    public record Row(
            long rank,
            String decision,
            String due,
            String id,
            boolean cve,
            String asset,
            String component,
            String fixed,
            String score,
            String cvss,
            String change,
            String why) {}

    /** The page, for a browser. */
    public String html(Ranking ranking, Freshness freshness, String name, Why why, long most) {
        return page(ranking, freshness, name, why, most, ReportPage.Form.SCREEN);
    }

    /** The same as a PDF. */
    public void pdf(Ranking ranking, Freshness freshness, String name, Why why, long most, OutputStream to)
            throws IOException {
        String page = page(ranking, freshness, name, why, most, ReportPage.Form.PAPER);
        new HtmlPdf(messages.locale()).write(page, List.of(), ranking.today(), to);
    }

    private String page(Ranking ranking, Freshness freshness, String name, Why why, long most, ReportPage.Form form) {
        SsvcWords ssvc = new SsvcWords(messages);
        List<Row> rows = new ArrayList<>();
        Rows texts = new Rows(messages, why);
        ranking.each(most, row -> rows.add(texts.of(row)));
        List<Count> decisions = new ArrayList<>();
        for (Map.Entry<DecisionPoint.Value, Long> one : ranking.decisions().entrySet()) {
            decisions.add(new Count(ssvc.name(ranking.tree().outcome(), one.getKey()), one.getValue()));
        }
        FindingGroups groups = new FindingGroups(ranking.tree(), Groups.By.FIX, messages);
        return new Templates()
                .text(
                        "document/findings.jte",
                        new Document(
                                ReportPage.style(form),
                                messages.locale().getLanguage(),
                                PlainText.line(name),
                                ranking.today(),
                                freshness.asOf(messages),
                                ranking.account(),
                                decisions,
                                ranking.question().map(question -> question.words(messages, ranking.size())),
                                change(ranking),
                                Groups.of(ranking, Groups.By.FIX).stream()
                                        .filter(group -> !group.version().isEmpty())
                                        .limit(UPGRADES)
                                        .map(groups::sentence)
                                        .toList(),
                                rows,
                                ranking.size(),
                                ranking.bills().stream()
                                        .map(bill -> components(bill, most))
                                        .toList(),
                                words));
    }

    private Components components(Bill bill, long most) {
        return new Components(
                words.get("bill", PlainText.line(bill.file()), bill.count()),
                bill.components().stream()
                        .limit(most)
                        .map(FindingText::component)
                        .toList());
    }

    private Optional<String> change(Ranking ranking) {
        return ranking.earlier().map(before -> {
            Map<Change.State, Long> counts = ranking.changes();
            return words.get(
                    "since",
                    words.get("since.run", PlainText.line(before.label()), vigie.text.DayWords.minute(before.at())),
                    counts.getOrDefault(Change.State.NEW, 0L),
                    ranking.gone().size(),
                    counts.getOrDefault(Change.State.WORSE, 0L),
                    counts.getOrDefault(Change.State.BETTER, 0L),
                    counts.getOrDefault(Change.State.SAME, 0L),
                    counts.getOrDefault(Change.State.NOT_COMPARED, 0L));
        });
    }

    /** Rows as texts, in the user's language. For one thread at a time. */
    public static final class Rows {

        private final Messages words;
        private final SsvcWords ssvc;
        private final Standing standing;
        private final Figures figures;
        private final Why why;

        /**
         * @param messages the user's language
         * @param why the sentences
         */
        public Rows(Messages messages, Why why) {
            this.words = messages.bundle("findings");
            this.ssvc = new SsvcWords(messages);
            this.standing = new Standing(messages);
            this.figures = new Figures(messages.locale());
            this.why = why;
        }

        private String due(Decision.Due due) {
            return words.get(
                    due.from() == Decision.From.LISTED ? "due.listed" : "due.detected",
                    due.day().toString());
        }

        /** A row. */
        public Row of(Ranked row) {
            String version = row.finding().component().version();
            String name = row.packageName();
            return new Row(
                    row.rank(),
                    row.decision().map(ssvc::outcome).orElseGet(() -> words.get("decision.none")),
                    row.due().map(this::due).orElse(""),
                    PlainText.line(row.id()),
                    row.cve().isPresent(),
                    PlainText.line(row.finding().asset()),
                    PlainText.line(version.isEmpty() ? name : name + "@" + version),
                    PlainText.line(row.finding().fixed()),
                    standing.line(
                                    row.known().summary().exploited().isPresent(),
                                    row.known().summary().score(),
                                    row.known().summary().scorePercentile())
                            .orElse(""),
                    row.known()
                            .summary()
                            .cvssScore()
                            .map(score -> figures.decimals(score, 1))
                            .orElseGet(() -> PlainText.line(row.finding().severity())),
                    why.change(row),
                    why.of(row));
        }
    }
}
