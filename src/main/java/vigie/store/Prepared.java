package vigie.store;

import java.util.Optional;
import vigie.model.Observation;

/**
 * An observation with the work done that needs no database.
 *
 * @param observation what was seen; its document is given up once it is packed
 * @param document the document to keep, for observations that have one
 */
public record Prepared(Observation observation, Optional<Document> document) {

    /**
     * A document as it is kept.
     *
     * @param packed see {@link Packing}
     * @param hash 64 bits that change with the document, white space apart
     */
    record Document(byte[] packed, long hash) {}
}
