package vigie.score;

/** There is not enough data for training or evaluation; the message says how much there is and how much is needed. */
public final class InsufficientDataException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InsufficientDataException(String message) {
        super(message);
    }
}
