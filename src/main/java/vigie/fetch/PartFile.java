package vigie.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vigie.io.AtomicFile;
import vigie.io.Sha256;

/**
 * A partial download: the bytes so far and their validator, so that
 * another process can resume it.
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

    /** The number of bytes received, 0 without a validator. */
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

    /** The whole file. It is not forced to the disk: {@link DownloadFolder#tidy} deletes what a run left unread. */
    Path finish() throws IOException {
        Files.deleteIfExists(tag);
        AtomicFile.rename(part, whole);
        return whole;
    }

    void discard() throws IOException {
        Files.deleteIfExists(tag);
        Files.deleteIfExists(part);
    }

    private static String name(URI uri) {
        String path = uri.getPath().replaceAll("[^A-Za-z0-9.]+", "_");
        String last = path.substring(Math.max(0, path.length() - 60));
        return Sha256.hex(uri.toString()).substring(0, 16) + last;
    }
}
