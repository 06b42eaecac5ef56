package vigie.learn;

import java.io.IOException;

/** An unusable model file. The message says what is wrong. */
public final class ModelFileException extends IOException {

    private static final long serialVersionUID = 1;

    ModelFileException(String message) {
        super(message);
    }

    ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
