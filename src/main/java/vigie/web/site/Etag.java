package vigie.web.site;

/**
 * Entity tags (RFC 9110, 8.8.3). Not Jetty's {@code EtagUtils}: it makes tags of files and their dates, not of contents,
 * and compares one tag with one tag, where {@code If-None-Match} has a list.
 */
public final class Etag {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final String WEAK = "W/";

    private Etag() {}

    /** A digest of 64 bits in hexadecimal: FNV-1a, made for telling versions of one thing apart, not for security. */
    public static String of(byte[] content) {
        long hash = FNV_OFFSET;
        for (byte b : content) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return Long.toHexString(hash);
    }

    /** The entity tag of a content that may be sent in several encodings: {@code W/"…"}. */
    public static String weak(byte[] content) {
        return WEAK + '"' + of(content) + '"';
    }

    /**
     * Whether what a client has is what it would be sent (RFC 9110, 13.1.2: compared weakly).
     *
     * @param held its header {@code If-None-Match}, a list of tags or {@code *}; null if it has none
     * @param tag the entity tag of the answer
     */
    public static boolean matches(String held, String tag) {
        if (held == null) {
            return false;
        }
        for (String one : held.split(",")) {
            String stripped = one.strip();
            if (stripped.equals("*") || opaque(stripped).equals(opaque(tag))) {
                return true;
            }
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }
}
