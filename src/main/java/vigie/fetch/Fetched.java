package vigie.fetch;

import java.nio.file.Path;

/** The answer to a request. */
public sealed interface Fetched {

    /**
     * The whole body, checked, in a file that the caller deletes.
     *
     * @param file the file
     * @param bytes its size
     * @param validators what makes the next request conditional
     */
    record Body(Path file, long bytes, Validators validators) implements Fetched {}

    /** The body is the one that is held already. */
    record Unchanged() implements Fetched {}

    /** The server knows no such thing (404 or 410). */
    record Absent() implements Fetched {}

    /**
     * No answer of use, after all retries.
     *
     * @param reason what happened, for a person
     */
    record Failed(String reason) implements Fetched {}
}
