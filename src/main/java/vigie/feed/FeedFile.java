package vigie.feed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the manifest says of a file.
 *
 * @param sha256 SHA-256 of its bytes, in hexadecimal
 * @param size bytes
 * @param count CVEs in it, or files for a list of files; 0 where neither makes sense
 */
record FeedFile(String sha256, long size, long count) {

    static FeedFile of(byte[] bytes, long count) {
        return new FeedFile(sha256(bytes), bytes.length, count);
    }

    boolean is(byte[] bytes) {
        return bytes.length == size && sha256(bytes).equals(sha256);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
