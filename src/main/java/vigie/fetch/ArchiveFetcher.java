package vigie.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Serves bodies out of a zip whose entries are named {@code HOST/PATH}, {@code …/index} for a path that ends in "/". */
public final class ArchiveFetcher implements Fetcher {

    private final Map<String, byte[]> bodies = new HashMap<>();
    private final Path folder;

    /**
     * Reads the whole archive.
     *
     * @param archive the zip
     * @param folder where bodies lie until they are read; made if missing
     */
    public ArchiveFetcher(InputStream archive, Path folder) {
        this.folder = folder;
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                bodies.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the archive cannot be read", e);
        }
    }

    @Override
    public Fetched fetch(Request request, Pace pace, LongConsumer received) {
        byte[] body = bodies.get(name(request.uri()));
        if (body == null) {
            return new Fetched.Absent();
        }
        CRC32 crc = new CRC32();
        crc.update(body);
        Optional<String> etag = Optional.of("\"" + Long.toHexString(crc.getValue()) + "\"");
        if (request.held().etag().equals(etag)) {
            return new Fetched.Unchanged();
        }
        try {
            PartFile part = new PartFile(Files.createDirectories(folder), request.uri());
            Files.write(part.part(), body);
            Path file = part.finish();
            received.accept(body.length);
            return new Fetched.Body(file, body.length, new Validators(etag, Optional.empty()));
        } catch (IOException e) {
            return new Fetched.Failed("cannot write below " + folder + ": " + e.getMessage());
        }
    }

    private static String name(URI uri) {
        String path = uri.getHost() + uri.getPath();
        return path.endsWith("/") ? path + "index" : path;
    }
}
