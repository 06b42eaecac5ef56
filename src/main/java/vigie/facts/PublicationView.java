package vigie.facts;

import java.util.List;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.text.PlainText;
import vigie.text.SafeMarkup;
import vigie.text.WebLink;

/**
 * The texts of a publication of CERT-FR as a page shows them.
 *
 * @param title the title in one line, safe to print
 * @param summary summary as safe HTML
 * @param content body as safe HTML
 * @param systemsText remarks on the affected systems as safe HTML
 */
public record PublicationView(
        Bulletin bulletin,
        String title,
        String summary,
        String content,
        String systemsText,
        List<Link> advisories,
        List<Link> links) {

    /**
     * A document that the publication points to.
     *
     * @param web where it leads, empty if that is no link that a page may offer
     */
    public record Link(String title, Optional<WebLink> web, String day) {}

    /** The texts of a publication. */
    public static PublicationView of(Bulletin bulletin) {
        return new PublicationView(
                bulletin,
                PlainText.line(bulletin.title()),
                SafeMarkup.of(bulletin.summary()),
                SafeMarkup.of(bulletin.content()),
                SafeMarkup.of(bulletin.systemsText()),
                links(bulletin.advisories()),
                links(bulletin.links()));
    }

    private static List<Link> links(List<Bulletin.Link> links) {
        return links.stream()
                .map(link -> new Link(
                        PlainText.line(link.title()),
                        WebLink.of(link.url()),
                        link.day().map(Object::toString).orElse("")))
                .toList();
    }
}
