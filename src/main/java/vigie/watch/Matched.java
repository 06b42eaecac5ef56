package vigie.watch;

import java.util.regex.Pattern;

/**
 * Why a CVE or a publication concerns a watch list: which line of it, matched where.
 *
 * @param line the line of the list
 * @param where what it matched, as the source wrote it: a product of a CNA, a system of a publication, a CPE
 * @param origin name of the source that said so
 * @param certainty how sure it is
 */
public record Matched(WatchLine line, String where, String origin, Certainty certainty) {

    /** A vendor that the product's name begins with, too. */
    private static final Pattern TWICE = Pattern.compile("^(\\S.*?) \\1(?= |$)", Pattern.CASE_INSENSITIVE);

    /** What it matched, as people are shown it: with the vendor once. */
    public String shown() {
        return TWICE.matcher(where).replaceFirst("$1");
    }

    /** How sure a match is, the surest first. The names are part of the stored form. */
    public enum Certainty {
        /** The version that the line names is affected, or the line names an identifier that is meant. */
        VERSION,
        /** Vendor and product are those of the line; the versions could not be compared, or the line names none. */
        PRODUCT,
        /** The line names a vendor, whatever its products are called. */
        VENDOR,
        /** Only a beginning of the product's name, or words match. */
        NAME
    }
}
