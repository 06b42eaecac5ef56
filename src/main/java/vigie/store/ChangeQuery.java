package vigie.store;

import java.time.LocalDate;
import java.util.List;
import vigie.model.BulletinRef;
import vigie.model.CveId;

/** What runs have changed, after the first load of each source. */
public interface ChangeQuery {

    /** A publication that came in or was revised. */
    record Publication(BulletinRef ref, String title, LocalDate published, boolean revised) {}

    /** Publications that came in or were revised after a place, newest first. */
    List<Publication> publications(long after);

    /** CVEs that became known to be exploited after a place and still are, newest first. */
    List<CveId> exploited(long after);

    /** How many CVEs were added or changed after a place, by any source. */
    long cves(long after);
}
