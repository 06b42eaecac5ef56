package vigie.finding;

import java.io.IOException;

/** A format of reports. One class implements it for each, and {@code vigie.finding.format.Formats} lists them all. */
public interface Format {

    /** Its name for {@code --from} and in messages: small letters, digits and dashes, {@code trivy}, {@code nessus-csv}. */
    String name();

    /** Whether a file that begins so has this format. Its name is not asked for. Formats earlier in the list are asked first. */
    boolean recognises(Head head);

    /** Whether its files are bills of materials, of which nothing says that anybody looked for vulnerabilities. */
    default boolean isBill() {
        return false;
    }

    /**
     * Reads a file as a stream: memory must not grow with its length. What is broken within an entry goes to {@link
     * Out#refused}; what ends the file is thrown.
     *
     * @throws IOException if the file cannot be read further
     * @throws tools.jackson.core.JacksonException if it is no JSON
     * @throws MalformedReportException if it is broken in another way
     */
    void read(Input in, Out out) throws IOException;
}
