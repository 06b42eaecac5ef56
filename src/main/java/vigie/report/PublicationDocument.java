package vigie.report;

import java.util.LinkedHashMap;
import java.util.Map;
import vigie.facts.PublicationFacts;
import vigie.model.Bulletin;
import vigie.text.PlainText;

/** All that is known of a publication as one JSON object. */
public final class PublicationDocument {

    private PublicationDocument() {}

    /** The object; its CVEs have the shape of items of a list. */
    public static Map<String, Object> of(PublicationFacts facts) {
        Bulletin bulletin = facts.bulletin();
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
                bulletin.advisories().stream().map(PublicationDocument::link).toList());
        object.put(
                "links",
                bulletin.links().stream().map(PublicationDocument::link).toList());
        object.put(
                "revisions",
                bulletin.revisions().stream().map(PublicationDocument::revision).toList());
        object.put("cves", facts.cves().stream().map(ListJson::cve).toList());
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
}
