package vigie.score;

/** There is not enough to learn from, or to be tested on; the message says what is there and what is needed. */
public final class TooLittle extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLittle(String message) {
        super(message);
    }
}
