package vigie.feed;

import java.util.Optional;
import vigie.model.BandRecord;

/**
 * The model that computed the scores, published with them.
 *
 * @param id its identifier, which names its files: letters, digits, {@code . _ -} only
 * @param model the model file
 * @param card what is to be known of the model, JSON
 * @param bands what the bands of its scores held on past days; empty if its card does not say
 */
public record FeedModel(String id, byte[] model, byte[] card, Optional<BandRecord> bands) {

    static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]*";

    /** Refuses an identifier that is not a valid file name. */
    public FeedModel {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException("no identifier of a model: " + id);
        }
    }

    /** Where models are kept. */
    public interface Source {

        /**
         * The model of that identifier.
         *
         * @throws RuntimeException if there is none, or it is refused; with a message for a person
         */
        FeedModel model(String id);
    }
}
