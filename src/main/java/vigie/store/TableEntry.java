package vigie.store;

import java.time.LocalDate;
import java.util.Optional;
import vigie.model.BulletinRef;
import vigie.model.CveId;

/**
 * A publication and one of its CVEs.
 *
 * @param bulletin key of the publication, for its document
 * @param ref reference of the publication
 * @param title title as written
 * @param published day of its first version
 * @param cve the CVE, empty for a publication without one
 * @param summary what stands for the CVE
 */
public record TableEntry(
        long bulletin, BulletinRef ref, String title, LocalDate published, Optional<CveId> cve, CveSummary summary) {}
