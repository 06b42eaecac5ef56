package vigie.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import vigie.io.Sha256;

/**
 * Secrets of 256 random bits, and what is kept of them. A fast hash is right here: slow ones (bcrypt, Argon2) make
 * guessing the few words that a person would choose expensive, and nobody guesses 256 random bits, however fast; a slow
 * one would only let anybody keep the server busy with wrong tokens.
 */
public final class Secret {

    /** How every API token begins, so that programs that look for leaked secrets find it. */
    public static final String PREFIX = "vigie_";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secret() {}

    /** A new API token: {@value #PREFIX} and 43 characters of base64url. */
    public static String newToken() {
        return PREFIX + random();
    }

    /** 256 random bits in base64url without padding (RFC 4648, section 5). */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The SHA-256 of a secret, in 64 lower-case hexadecimal digits. */
    public static String hash(String secret) {
        return Sha256.hex(secret);
    }

    /** Whether two texts are the same; how long that takes does not tell where they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
