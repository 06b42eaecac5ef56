package vigie.source;

/** A record that cannot be used; its file goes on. The message says why, for a person. */
final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1;

    Malformed(String message) {
        super(message, null, false, false);
    }
}
