package vigie.cli;

/** A command was called in a way that makes no sense; the message says what would. */
final class WrongUse extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongUse(String message) {
        super(message);
    }
}
