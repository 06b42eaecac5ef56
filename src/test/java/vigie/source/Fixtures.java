package vigie.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fixture folder of a source. It has the paths of the source's addresses, {@code index} for a path that ends in
 * "/"; a file {@code *.gz} holds plain text and a folder {@code *.zip} (or {@code *.zip.zip}, with a folder {@code
 * *.zip} in it) plain files, so that all of them can be read and compared; they are packed here.
 */
public final class Fixtures {

    private final Path folder;
    private final Map<String, byte[]> bodies = new TreeMap<>();
    private final Set<String> unread = new TreeSet<>();

    Fixtures(String source) {
        URL found = Fixtures.class.getResource("/vigie/source/" + source);
        if (found == null) {
            throw new AssertionError("the source " + source + " has no fixture folder");
        }
        try {
            folder = Path.of(found.toURI());
            collect(folder);
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
        unread.addAll(bodies.keySet());
    }

    Path folder() {
        return folder;
    }

    /** The body at that address, empty where the host knows none. */
    Optional<byte[]> body(URI address) {
        String path = address.getScheme().equals("file")
                ? folder.relativize(Path.of(address)).toString()
                : address.getPath().substring(1);
        String name = path.endsWith("/") ? path + "index" : path;
        unread.remove(name);
        return Optional.ofNullable(bodies.get(name));
    }

    /** Files that nobody asked for. */
    Set<String> unread() {
        return unread;
    }

    private void collect(Path at) throws IOException {
        for (Path child : children(at)) {
            if (Files.isDirectory(child) && !child.toString().endsWith(".zip")) {
                collect(child);
            } else {
                bodies.put(folder.relativize(child).toString(), pack(child));
            }
        }
    }

    private static byte[] pack(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            Map<String, byte[]> entries = new TreeMap<>();
            entries(path, path, entries);
            return Packed.zip(entries);
        }
        byte[] plain = Files.readAllBytes(path);
        return path.toString().endsWith(".gz") ? Packed.gzip(plain) : plain;
    }

    private static void entries(Path zip, Path at, Map<String, byte[]> entries) throws IOException {
        for (Path child : children(at)) {
            if (Files.isDirectory(child) && !child.toString().endsWith(".zip")) {
                entries(zip, child, entries);
            } else {
                entries.put(zip.relativize(child).toString(), pack(child));
            }
        }
    }

    private static Set<Path> children(Path folder) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
