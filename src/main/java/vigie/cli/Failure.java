package vigie.cli;

/** A command could not do its work; the message says why, in one line. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    Failure(String message) {
        super(message);
    }
}
