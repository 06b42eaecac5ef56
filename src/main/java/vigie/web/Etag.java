package vigie.web;

/** Tells two contents apart. */
final class Etag {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Etag() {}

    /** A digest of 64 bits in hexadecimal: FNV-1a, made for telling versions of one thing apart, not for security. */
    static String of(byte[] content) {
        long hash = FNV_OFFSET;
        for (byte b : content) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return Long.toHexString(hash);
    }
}
