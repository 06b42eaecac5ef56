package vigie.learn;

import java.io.IOException;

/** A model file that cannot be used. The message says what is wrong with it, for a person. */
public final class ModelFileException extends IOException {

    private static final long serialVersionUID = 1;

    ModelFileException(String message) {
        super(message);
    }

    ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
