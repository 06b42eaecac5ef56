package vigie.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A download under way: the bytes so far, and beside them the validator that they belong to, so that a broken download
 * is taken up again even by another process.
 */
final class PartFile {

    private final Path part;
    private final Path tag;
    private final Path whole;

    PartFile(Path folder, URI uri) {
        String name = name(uri);
        part = folder.resolve(name + ".part");
        tag = folder.resolve(name + ".tag");
        whole = folder.resolve(name);
    }

    Path part() {
        return part;
    }

    /** How many bytes are here, 0 where they belong to no validator. */
    long bytes() throws IOException {
        return Files.exists(part) && Files.exists(tag) ? Files.size(part) : 0;
    }

    Optional<String> validator() throws IOException {
        return Files.exists(tag) ? Optional.of(Files.readString(tag)) : Optional.empty();
    }

    void begin(Optional<String> validator) throws IOException {
        discard();
        if (validator.isPresent()) {
            Files.writeString(tag, validator.get());
        }
    }

    Path finish() throws IOException {
        Files.deleteIfExists(tag);
        return Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void discard() throws IOException {
        Files.deleteIfExists(tag);
        Files.deleteIfExists(part);
    }

    private static String name(URI uri) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(uri.toString().getBytes(StandardCharsets.UTF_8));
            String path = uri.getPath().replaceAll("[^A-Za-z0-9.]+", "_");
            String last = path.substring(Math.max(0, path.length() - 60));
            return HexFormat.of().formatHex(hash, 0, 8) + last;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
