package vigie.fetch;

import java.io.IOException;

/** A body comes in too slowly. It is not asked for again in this run; what came in is kept for the next one. */
final class SlowException extends IOException {

    private static final long serialVersionUID = 1;

    SlowException(String message) {
        super(message);
    }
}
