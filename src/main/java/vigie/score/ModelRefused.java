package vigie.score;

/** A model that is not used, with the reason; the one in use stays. */
public final class ModelRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    ModelRefused(String model, String reason) {
        super("the model " + model + " is refused: " + reason);
    }
}
