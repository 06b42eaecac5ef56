package vigie.finding;

/**
 * A package, product or file as a report names it. What is not said is empty.
 *
 * @param name name without version, with its namespace where the report writes one ({@code org.acme:core})
 * @param version installed version
 * @param purl package URL as written
 * @param type kind of package as the report says ({@code deb}, {@code npm}, {@code maven}, {@code library})
 * @param path file or folder where it was found; port or service for a scan over the network
 */
public record Component(String name, String version, String purl, String type, String path) {

    /** Nothing is said of it. */
    public static final Component NONE = new Component("", "", "", "", "");
}
