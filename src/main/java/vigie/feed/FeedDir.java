package vigie.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The directory of a feed, locked against concurrent publications while it is open. */
final class FeedDir implements AutoCloseable {

    /** The lock file; its presence marks the directory as a feed, even before the first manifest. */
    static final String MARK = ".vigie-feed";

    private final Path dir;
    private final FileChannel lock;
    private final Optional<Manifest> manifest;
    private final FileTime checked;

    private FeedDir(Path dir, FileChannel lock, Optional<Manifest> manifest, FileTime checked) {
        this.dir = dir;
        this.lock = lock;
        this.manifest = manifest;
        this.checked = checked;
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
            // Read after locking: the previous holder of the lock may have changed it.
            return new FeedDir(
                    dir,
                    channel,
                    Manifest.read(Staging.read(dir.resolve(Manifest.NAME))),
                    Files.getLastModifiedTime(dir.resolve(MARK)));
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

    /** A directory that contains only a Git repository counts as empty. */
    private static boolean empty(Path dir) throws IOException {
        try (Stream<Path> entries = Files.list(dir)) {
            return entries.allMatch(entry -> entry.getFileName().toString().equals(".git"));
        }
    }

    Path path() {
        return dir;
    }

    /** The manifest of the existing feed; empty if there is no readable one. */
    Optional<Manifest> manifest() {
        return manifest;
    }

    /**
     * What the manifest says of a file, if the file has that size and these bytes. The bytes are read only where the file
     * was written after the last publication had ended.
     */
    Optional<FeedFile> listed(String name) throws IOException {
        Optional<FeedFile> said = said(name);
        if (said.isEmpty()) {
            return said;
        }
        return switch (look(name, said.get().size())) {
            case AS_LEFT -> said;
            case WRITTEN_SINCE -> said.filter(file -> sound(name, file).isPresent());
            case OTHER_SIZE -> Optional.empty();
        };
    }

    /** What the manifest says of a file; nothing of one that an older version packed into several gzip members. */
    private Optional<FeedFile> said(String name) throws IOException {
        Path file = dir.resolve(name);
        return name.endsWith(".gz") && Files.exists(file) && !Gzip.ours(file)
                ? Optional.empty()
                : manifest.map(all -> all.files().get(name)).map(Manifest.Dated::file);
    }

    /** The bytes of a file that are those of the manifest; empty if they are not. */
    Optional<byte[]> sound(String name) throws IOException {
        Optional<FeedFile> said = said(name);
        return said.isEmpty() ? Optional.empty() : sound(name, said.get());
    }

    private Optional<byte[]> sound(String name, FeedFile said) {
        try {
            return Optional.of(Staging.read(dir.resolve(name))).filter(said::is);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file has that size and these bytes; they are read only where it was written after the last publication. */
    boolean holds(String name, long size, Supplier<byte[]> bytes) throws IOException {
        return switch (look(name, size)) {
            case AS_LEFT -> true;
            case WRITTEN_SINCE -> Arrays.equals(Staging.read(dir.resolve(name)), bytes.get());
            case OTHER_SIZE -> false;
        };
    }

    private enum Look {
        AS_LEFT,
        WRITTEN_SINCE,
        OTHER_SIZE
    }

    private Look look(String name, long size) throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(dir.resolve(name), BasicFileAttributes.class);
            if (!file.isRegularFile() || file.size() != size) {
                return Look.OTHER_SIZE;
            }
            return file.lastModifiedTime().compareTo(checked) < 0 ? Look.AS_LEFT : Look.WRITTEN_SINCE;
        } catch (NoSuchFileException e) {
            return Look.OTHER_SIZE;
        }
    }

    /** Records that all files match the manifest: the time of the mark, by the clock of the file system, is the time of that check. */
    void checked() throws IOException {
        lock.write(ByteBuffer.wrap(new byte[1]), 0);
        lock.truncate(0);
        lock.force(true);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
