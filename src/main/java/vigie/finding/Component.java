package vigie.finding;

/**
 * A package, product or file as a report names it. What is not said is empty.
 *
 * @param name name without version, with its namespace where the report writes one ({@code org.acme:core})
 * @param version installed version
 * @param purl package URL as written
 * @param type kind of package as the report says ({@code deb}, {@code npm}, {@code maven}, {@code library})
 * @param path file or folder where it was found; port or service for a scan over the network
 * @param check title of the check that found it, as scanners of networks have; their users know a finding by it
 */
public record Component(String name, String version, String purl, String type, String path, String check) {

    /** Nothing is said of it. */
    public static final Component NONE = new Component("", "", "", "", "");

    /** One that no check of its own title found. */
    public Component(String name, String version, String purl, String type, String path) {
        this(name, version, purl, type, path, "");
    }
}
