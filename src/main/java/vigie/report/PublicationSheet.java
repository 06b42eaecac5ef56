package vigie.report;

import java.util.ArrayList;
import java.util.List;
import vigie.explain.Standing;
import vigie.facts.CveLine;
import vigie.facts.PublicationFacts;
import vigie.model.Bulletin;
import vigie.model.CveState;
import vigie.model.Severity;
import vigie.text.DayWords;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;
import vigie.text.SourceNames;

/** A publication as a page of text, the most urgent of its CVEs first. */
public final class PublicationSheet {

    private static final int MOST = 30;

    private final Messages messages;
    private final DayWords days;
    private final Figures figures;
    private final Standing standing;
    private final int width;

    /**
     * @param messages the user's language
     * @param width characters in a line
     */
    public PublicationSheet(Messages messages, int width) {
        this.messages = messages;
        this.days = new DayWords(messages);
        this.figures = new Figures(messages.locale());
        this.standing = new Standing(messages);
        this.width = width;
    }

    /** The page of a publication. */
    public String of(PublicationFacts facts) {
        Bulletin bulletin = facts.bulletin();
        Sheet sheet = new Sheet(width);
        sheet.heading(bulletin.ref().toString(), bulletin.title());
        sheet.value(say("published"), days.of(bulletin.first()));
        if (!bulletin.revised().equals(bulletin.published())) {
            sheet.value(say("revised"), bulletin.revised().toString());
        }
        sheet.value(say("closed"), bulletin.closed().map(Object::toString).orElse(""));
        sheet.value(say("risks"), String.join("; ", bulletin.risks()));
        sheet.value(say("link"), bulletin.link());
        sheet.heading(say("summary")).paragraphs(PlainText.unmarked(bulletin.summary()));
        List<CveLine> ranked = facts.cves();
        if (!ranked.isEmpty()) {
            sheet.heading(say("cves", ranked.size()));
            ranked.stream().limit(MOST).forEach(r -> sheet.item(parts(r)));
            if (ranked.size() > MOST) {
                sheet.item(say("more", ranked.size() - MOST));
            }
        }
        list(
                sheet,
                "systems",
                bulletin.systems().stream().map(PublicationSheet::system).toList());
        list(
                sheet,
                "advisories",
                bulletin.advisories().stream()
                        .map(a -> List.of(a.title(), a.url()))
                        .toList());
        list(
                sheet,
                "revisions",
                bulletin.revisions().stream()
                        .map(r -> List.of(r.day().map(Object::toString).orElseGet(() -> misdated(r)), r.description()))
                        .toList());
        return sheet.toString();
    }

    private String misdated(Bulletin.Revision revision) {
        return revision.said().isEmpty() ? "" : say("date.false", PlainText.line(revision.said()));
    }

    private void list(Sheet sheet, String key, List<List<String>> lines) {
        if (!lines.isEmpty()) {
            sheet.heading(say(key));
            lines.stream().limit(MOST).forEach(line -> sheet.item(line.toArray(String[]::new)));
            if (lines.size() > MOST) {
                sheet.item(say("more", lines.size() - MOST));
            }
        }
    }

    private static List<String> system(Bulletin.AffectedSystem system) {
        String name = (system.vendor() + " " + system.product()).strip();
        return List.of(name.isEmpty() || system.description().isEmpty() ? name : name + ":", system.description());
    }

    private String[] parts(CveLine cve) {
        List<String> parts = new ArrayList<>();
        parts.add(cve.id().toString());
        cve.state().filter(state -> state != CveState.PUBLISHED).ifPresent(state -> parts.add(say("state." + state)));
        standing.line(cve.exploitation().isPresent(), cve.score(), cve.scorePercentile())
                .ifPresent(line -> parts.add("Vigie " + line));
        cve.cvss()
                .ifPresent(score ->
                        parts.add("CVSS " + figures.decimals(score, 1) + " " + say("severity." + Severity.of(score))));
        cve.epss().ifPresent(score -> parts.add("EPSS " + figures.percent(score)));
        cve.exploitation()
                .ifPresent(known ->
                        parts.add(say("exploited.short", days.on(known.day()), SourceNames.all(known.sources()))));
        cve.exploit().ifPresent(day -> parts.add(say("exploit.since", days.since(day))));
        return parts.toArray(String[]::new);
    }

    private String say(String key, Object... values) {
        return messages.get("sheet." + key, values);
    }
}
