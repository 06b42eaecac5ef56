package vigie.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;

/** Publications that are new or were revised, with what weighs most among their CVEs. */
public interface PublicationNews {

    /**
     * A publication.
     *
     * @param cves how many CVEs it cites
     * @param exploited how many of them are known to be exploited
     * @param cvss highest CVSS base score of them, 0 to 10
     * @param score highest score of them, 0 to 1
     */
    record News(
            BulletinRef ref,
            Bulletin.Kind kind,
            String title,
            LocalDate published,
            LocalDate revised,
            int cves,
            int exploited,
            Optional<Double> cvss,
            Optional<Double> score) {}

    /** Publications whose last version is of a day or later, the latest first. */
    List<News> since(LocalDate day, int limit);
}
