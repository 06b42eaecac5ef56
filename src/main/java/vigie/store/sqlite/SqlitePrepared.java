package vigie.store.sqlite;

import java.util.Set;
import vigie.model.Bulletin;
import vigie.model.Observation;
import vigie.store.Prepared;

/** An observation with the work done that needs no database, and without what the database does not keep. */
sealed interface SqlitePrepared extends Prepared {

    /** An observation as it is. */
    record Plain(Observation observation) implements SqlitePrepared {}

    /** A publication and its document. */
    record Publication(Bulletin bulletin, Document document) implements SqlitePrepared {}

    /**
     * A CVE record and its document.
     *
     * @param advisories other names of advisories that it refers to
     */
    record Record(CveRow row, Document document, Set<String> advisories) implements SqlitePrepared {}

    /**
     * A document as it is kept.
     *
     * @param packed see {@link Packing}
     * @param hash 64 bits that change with the document, white space apart
     */
    record Document(byte[] packed, long hash) {}
}
