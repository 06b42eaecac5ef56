package vigie.feed;

import vigie.io.Sha256;

/**
 * The manifest entry of a file.
 *
 * @param sha256 SHA-256 of its bytes, in hexadecimal
 * @param size bytes
 * @param count CVEs in it, or files for a list of files; 0 where neither makes sense
 */
record FeedFile(String sha256, long size, long count) {

    static FeedFile of(byte[] bytes, long count) {
        return new FeedFile(Sha256.hex(bytes), bytes.length, count);
    }

    boolean is(byte[] bytes) {
        return bytes.length == size && Sha256.hex(bytes).equals(sha256);
    }
}
