package vigie.model;

import java.time.Instant;
import java.util.Optional;

/**
 * An event of the record of changes: one thing that changed, with its old and new value. Written in the transaction of the change
 * itself; never altered.
 *
 * @param id its number, greater than that of every event that was committed before: the cursor of whoever reads along
 * @param at the moment at which this installation saw it
 * @param cve the CVE; empty for an event of a publication
 * @param publication the publication; empty for an event of a CVE
 * @param what what changed
 * @param source name of the source that said so; {@code vigie} for the Vigie score
 */
public record Change(
        long id, Instant at, Optional<CveId> cve, Optional<BulletinRef> publication, Difference what, String source) {

    /** The name of the CVE or the publication. */
    public String subject() {
        return cve.map(CveId::toString)
                .orElseGet(() -> publication.map(BulletinRef::text).orElse(""));
    }
}
