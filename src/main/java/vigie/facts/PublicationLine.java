package vigie.facts;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import vigie.index.CveIndex;
import vigie.index.Publication;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.store.NewsQuery;
import vigie.text.PlainText;

/**
 * One line of a list of publications.
 *
 * @param title the title in one line, safe to print
 * @param cves how many CVEs it cites
 * @param exploited how many of them are known to be exploited
 * @param cvss highest CVSS base score of them
 * @param score highest score of ours of them
 * @param scorePercentile its percentile, 0 to 1
 */
public record PublicationLine(
        BulletinRef ref,
        Bulletin.Kind kind,
        String title,
        LocalDate published,
        LocalDate revised,
        int cves,
        int exploited,
        Optional<Double> cvss,
        Optional<Double> score,
        Optional<Double> scorePercentile) {

    /** The line of a publication. */
    public static PublicationLine of(Publication publication, CveIndex cves) {
        int[] rows = publication.cves();
        return new PublicationLine(
                publication.ref(),
                publication.kind(),
                PlainText.line(publication.title()),
                publication.published(),
                publication.revised(),
                rows.length,
                (int) Arrays.stream(rows).filter(cves::isExploited).count(),
                highest(Arrays.stream(rows)
                        .mapToDouble(cves::cvss)
                        .filter(x -> !Double.isNaN(x))
                        .max()),
                highest(Arrays.stream(rows)
                        .mapToDouble(cves::score)
                        .filter(x -> !Double.isNaN(x))
                        .max()),
                highest(Arrays.stream(rows)
                        .mapToDouble(cves::scorePercentile)
                        .filter(x -> !Double.isNaN(x))
                        .max()));
    }

    /** The line of one that is new or was revised. */
    public static PublicationLine of(NewsQuery.Publication news) {
        return new PublicationLine(
                news.ref(),
                news.kind(),
                PlainText.line(news.title()),
                news.published(),
                news.revised(),
                news.cves(),
                news.exploited(),
                news.cvss(),
                news.score(),
                news.scorePercentile());
    }

    private static Optional<Double> highest(OptionalDouble number) {
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }

    /** The address of the publication at CERT-FR. */
    public String link() {
        return link(ref);
    }

    /** The address of a publication at CERT-FR. */
    public static String link(BulletinRef ref) {
        return "https://www.cert.ssi.gouv.fr/" + ref.kind() + "/" + ref + "/";
    }

    /** Whether it was revised after its first day. */
    public boolean wasRevised() {
        return revised.isAfter(published);
    }

    /** Whether it is an alerte. */
    public boolean alert() {
        return kind == Bulletin.Kind.ALERTE;
    }
}
