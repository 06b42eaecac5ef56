package vigie.watch;

/**
 * One line of a watch list: something that its owner uses or asks about.
 *
 * @param kind what the text names
 * @param text as the owner wrote it
 */
public record WatchLine(Kind kind, String text) {

    /** What a line names. The names are part of the stored form. */
    public enum Kind {
        /** A vendor, a product or both, with or without a version, as people write it: {@code MS Windows Server 2019}. */
        NAME,
        /** A vendor, whatever the product. */
        VENDOR,
        /** A product, whatever the vendor. */
        PRODUCT,
        /** A CPE name, 2.2 or 2.3, its parts wildcards or not. */
        CPE,
        /** A package URL. */
        PURL,
        /** Words of a title, a description or a publication. */
        WORDS,
        /** A CVE identifier, also a reserved one. */
        CVE,
        /** Everything of a type of publication: {@code alertes}. */
        PUBLICATIONS,
        /** The CVEs that the last kept run of that name found: {@code vigie prioritise --name nginx}. */
        RUN,
        /** Everything. */
        ALL
    }
}
