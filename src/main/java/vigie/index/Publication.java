package vigie.index;

import java.time.LocalDate;
import java.util.Set;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;

/**
 * A publication of CERT-FR as lists and charts need it.
 *
 * @param ref its reference
 * @param kind avis or alerte
 * @param title title as written
 * @param published day of the first version
 * @param revised day of the last version
 * @param cves rows of the CVEs that it cites and that are held (see {@link CveIndex}), ascending
 * @param vendorKeys keys of the vendors of the systems that it names ({@code vigie.text.Names})
 */
public record Publication(
        BulletinRef ref,
        Bulletin.Kind kind,
        String title,
        LocalDate published,
        LocalDate revised,
        int[] cves,
        Set<String> vendorKeys) {}
