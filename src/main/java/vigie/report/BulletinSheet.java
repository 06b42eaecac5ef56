package vigie.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.Severity;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;
import vigie.text.SourceNames;

/** A publication as a page of text or as one JSON object, its CVEs ranked by what to look at first. */
public final class BulletinSheet {

    private static final int MOST = 30;

    private final DossierQuery dossiers;
    private final Messages messages;
    private final int width;

    /**
     * @param dossiers what is known
     * @param messages the user's language
     * @param width characters in a line
     */
    public BulletinSheet(DossierQuery dossiers, Messages messages, int width) {
        this.dossiers = dossiers;
        this.messages = messages;
        this.width = width;
    }

    private record Ranked(CveId cve, CveSummary summary) {}

    /** The page, or empty if the publication is not held. */
    public Optional<String> text(BulletinRef ref) {
        return dossiers.bulletin(ref).map(this::page);
    }

    /** The object, or empty if the publication is not held. */
    public Optional<Map<String, Object>> json(BulletinRef ref) {
        return dossiers.bulletin(ref).map(this::object);
    }

    private List<Ranked> ranked(Bulletin bulletin) {
        List<Ranked> ranked = new ArrayList<>();
        for (CveId cve : bulletin.cves()) {
            dossiers.summary(cve).ifPresent(summary -> ranked.add(new Ranked(cve, summary)));
        }
        ranked.sort(Comparator.comparing(one -> one.summary().urgency(one.cve())));
        return ranked;
    }

    private String page(Bulletin bulletin) {
        Sheet sheet = new Sheet(width);
        sheet.heading(bulletin.ref().toString(), bulletin.title());
        sheet.value(say("published"), bulletin.published().toString());
        if (!bulletin.revised().equals(bulletin.published())) {
            sheet.value(say("revised"), bulletin.revised().toString());
        }
        sheet.value(say("closed"), bulletin.closed().map(Object::toString).orElse(""));
        sheet.value(say("risks"), String.join("; ", bulletin.risks()));
        sheet.value(say("link"), bulletin.link());
        sheet.heading(say("summary")).paragraphs(PlainText.unmarked(bulletin.summary()));
        List<Ranked> ranked = ranked(bulletin);
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
                bulletin.systems().stream().map(BulletinSheet::system).toList());
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
                        .map(r -> List.of(r.day().map(Object::toString).orElse(""), r.description()))
                        .toList());
        return sheet.toString();
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

    private String[] parts(Ranked ranked) {
        CveSummary cve = ranked.summary();
        List<String> parts = new ArrayList<>();
        parts.add(ranked.cve().toString());
        cve.state().filter(state -> !state.equals("PUBLISHED")).ifPresent(state -> parts.add(say("state." + state)));
        cve.cvssScore().ifPresent(score -> parts.add("CVSS " + score + " " + say("severity." + Severity.of(score))));
        cve.epss().ifPresent(score -> parts.add("EPSS " + Figures.exact(score)));
        cve.exploited()
                .ifPresent(known -> parts.add(say("exploited.short", known.since(), SourceNames.all(known.sources()))));
        cve.exploitDate().ifPresent(day -> parts.add(say("exploit.since", day)));
        return parts.toArray(String[]::new);
    }

    private Map<String, Object> object(Bulletin bulletin) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("reference", bulletin.ref().toString());
        object.put("type", bulletin.kind().toString());
        object.put("title", bulletin.title());
        object.put("link", bulletin.link());
        object.put("published", bulletin.published().toString());
        object.put("revised", bulletin.revised().toString());
        object.put("closed", bulletin.closed().map(Object::toString).orElse(null));
        object.put("summary", PlainText.paragraphs(PlainText.unmarked(bulletin.summary())));
        object.put("content", PlainText.paragraphs(PlainText.unmarked(bulletin.content())));
        object.put("risks", bulletin.risks());
        object.put("systems", bulletin.systems());
        object.put(
                "advisories",
                bulletin.advisories().stream().map(BulletinSheet::link).toList());
        object.put("links", bulletin.links().stream().map(BulletinSheet::link).toList());
        object.put(
                "revisions",
                bulletin.revisions().stream().map(BulletinSheet::revision).toList());
        object.put("cves", ranked(bulletin).stream().map(BulletinSheet::cve).toList());
        return object;
    }

    private static Map<String, Object> link(Bulletin.Link link) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("title", link.title());
        object.put("url", link.url());
        object.put("published", link.day().map(Object::toString).orElse(null));
        return object;
    }

    private static Map<String, Object> revision(Bulletin.Revision revision) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("day", revision.day().map(Object::toString).orElse(null));
        object.put("description", revision.description());
        return object;
    }

    private static Map<String, Object> cve(Ranked ranked) {
        return SearchList.object(ranked.cve(), ranked.summary());
    }

    private String say(String key, Object... values) {
        return messages.get("sheet." + key, values);
    }
}
