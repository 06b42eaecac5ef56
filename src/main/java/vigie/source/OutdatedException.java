package vigie.source;

import java.io.IOException;

/** A body is not the version that another feed announced: one of them changed between the two requests. */
public final class OutdatedException extends IOException {

    private static final long serialVersionUID = 1;

    OutdatedException(String message) {
        super(message);
    }
}
