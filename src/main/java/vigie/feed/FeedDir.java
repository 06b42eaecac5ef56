package vigie.feed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of a feed, locked against other publications as long as it is open. */
final class FeedDir implements AutoCloseable {

    /** Its lock is the lock; its being there says that the directory is a feed's, even before the first manifest. */
    static final String MARK = ".vigie-feed";

    private final Path dir;
    private final FileChannel lock;
    private final Optional<Manifest> manifest;

    private FeedDir(Path dir, FileChannel lock, Optional<Manifest> manifest) {
        this.dir = dir;
        this.lock = lock;
        this.manifest = manifest;
    }

    /**
     * Opens a directory, making it if it is missing.
     *
     * @throws FeedException if it holds something else, a feed of a newer version, or is being published into
     */
    static FeedDir open(Path dir) throws IOException {
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            throw new FeedException(FeedException.Reason.NOT_A_FEED, dir.toString());
        }
        Files.createDirectories(dir);
        byte[] held = Staging.read(dir.resolve(Manifest.NAME));
        if (Manifest.newer(held)) {
            throw new FeedException(FeedException.Reason.NEWER, dir.toString());
        }
        if (!Files.exists(dir.resolve(MARK)) && Manifest.read(held).isEmpty() && !empty(dir)) {
            throw new FeedException(FeedException.Reason.NOT_A_FEED, dir.toString());
        }
        FileChannel channel = FileChannel.open(dir.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = lock(channel).isPresent();
            if (!taken) {
                throw new FeedException(FeedException.Reason.BUSY, dir.toString());
            }
            // Only now: whoever held the lock until a moment ago may have changed it.
            return new FeedDir(dir, channel, Manifest.read(Staging.read(dir.resolve(Manifest.NAME))));
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /** A repository without files is empty. */
    private static boolean empty(Path dir) throws IOException {
        try (Stream<Path> entries = Files.list(dir)) {
            return entries.allMatch(entry -> entry.getFileName().toString().equals(".git"));
        }
    }

    Path path() {
        return dir;
    }

    /** The manifest of the feed that is there; empty if there is none that can be read. */
    Optional<Manifest> manifest() {
        return manifest;
    }

    /** What the manifest says of a file, if it says so rightly as far as its size tells. */
    Optional<FeedFile> listed(String name) {
        return manifest.map(all -> all.files().get(name))
                .map(Manifest.Dated::file)
                .filter(file -> dir.resolve(name).toFile().length() == file.size());
    }

    /** The bytes of a file that are those of the manifest; empty if they are not. */
    Optional<byte[]> sound(String name) throws IOException {
        Optional<FeedFile> said = listed(name);
        if (said.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Staging.read(dir.resolve(name))).filter(said.get()::is);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
