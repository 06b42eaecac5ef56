package vigie.score;

/** A model was refused, with the reason; the model in use stays. */
public final class ModelRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    ModelRefused(String model, String reason) {
        super("the model " + model + " is refused: " + reason);
    }
}
