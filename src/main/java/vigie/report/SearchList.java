package vigie.report;

import java.util.List;
import java.util.Locale;
import vigie.explain.Standing;
import vigie.facts.CveLine;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.Sheet;

/** CVEs that were found, as text. */
public final class SearchList {

    private final Messages messages;
    private final Figures figures;
    private final Standing standing;
    private final int width;

    /**
     * @param messages the user's language
     * @param width characters in a line
     */
    public SearchList(Messages messages, int width) {
        this.messages = messages;
        this.figures = new Figures(messages.locale());
        this.standing = new Standing(messages);
        this.width = Math.max(80, width);
    }

    /** Two lines a CVE: its figures, and what it is about. */
    public String text(List<CveLine> lines) {
        StringBuilder text = new StringBuilder();
        for (CveLine cve : lines) {
            String severity = cve.severity()
                    .map(band -> figures.decimals(cve.cvss().orElseThrow(), 1) + " "
                            + messages.get("sheet.severity." + band))
                    .orElse("–");
            String line = String.format(
                    Locale.ROOT,
                    "%-16s Vigie %-22s CVSS %-13s EPSS %s",
                    cve.id(),
                    standing.line(cve.exploitation().isPresent(), cve.score(), cve.scorePercentile())
                            .orElse("–"),
                    severity,
                    cve.epss().map(figures::percent).orElse("–"));
            text.append(line.stripTrailing()).append('\n');
            text.append("    ").append(Sheet.shorten(headline(cve), width - 4)).append('\n');
        }
        return text.toString();
    }

    private String headline(CveLine cve) {
        String headline = CveLine.unmarked(cve.headline());
        return cve.disputed() ? "(" + messages.get("sheet.tag.disputed") + ") " + headline : headline;
    }
}
