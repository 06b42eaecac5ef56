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

    /** The body has not changed. */
    record Unchanged() implements Fetched {}

    /** The server does not have it (404 or 410). */
    record Absent() implements Fetched {}

    /**
     * No usable response after all retries.
     *
     * @param reason what happened, for a person
     */
    record Failed(String reason) implements Fetched {}
}
