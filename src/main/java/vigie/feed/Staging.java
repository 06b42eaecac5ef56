package vigie.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vigie.io.AtomicFile;

/**
 * Changed files are first written to a staging directory, and then moved into place one by one
 * with a rename. A full disk fails in the first phase, which does not touch the feed. Thread-safe for adding files.
 */
final class Staging implements AutoCloseable {

    /** Within the directory of the feed, because a rename works within one file system only. */
    static final String NAME = ".vigie-staging";

    private final Path feed;
    private final Path stage;
    private final Consumer<String> watch;
    private final Set<Path> made = ConcurrentHashMap.newKeySet();
    /** Directories of the feed in which names come or go. */
    private final Set<Path> touched = new LinkedHashSet<>();

    private final Set<String> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong size = new AtomicLong();

    /**
     * Starts empty: files left by a killed run are deleted.
     *
     * @param watch told the name of each file before it is written, put in its place or deleted
     */
    Staging(Path feed, Consumer<String> watch) throws IOException {
        this.feed = feed;
        this.stage = feed.resolve(NAME);
        this.watch = watch;
        clear();
        Files.createDirectories(stage);
    }

    /**
     * Stages a file, unless the feed holds it with these very bytes.
     *
     * @param name path within the feed, with slashes
     */
    boolean put(String name, byte[] bytes) {
        try {
            Path target = feed.resolve(name);
            if (target.toFile().length() == bytes.length && Arrays.equals(read(target), bytes)) {
                return false;
            }
            watch.accept(name);
            Path staged = stage.resolve(name);
            if (made.add(staged.getParent())) {
                Files.createDirectories(staged.getParent());
            }
            AtomicFile.writeNew(staged, bytes);
            files.incrementAndGet();
            size.addAndGet(bytes.length);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a file; none if there is no such file. */
    static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /** Marks a file for deletion from the feed. */
    void remove(String name) {
        leaving.add(name);
    }

    /** How many files are staged. */
    long files() {
        return files.get();
    }

    /** Their bytes. */
    long size() {
        return size.get();
    }

    /**
     * Moves all staged files into place, then deletes the marked files, then moves the last file, if it is staged. Bytes
     * are on the disk before their names are, and both before the last file, so that after a power cut, too, all is there
     * that it names.
     *
     * @param last path within the feed
     */
    void promote(String last) throws IOException {
        AtomicFile.forceTree(stage, files.get());
        List<Path> staged = entries(stage);
        for (Path entry : staged) {
            if (!entry.getFileName().toString().equals(last)) {
                move(entry);
            }
        }
        for (String name : leaving.stream().sorted().toList()) {
            watch.accept(name);
            Path file = feed.resolve(name);
            Files.deleteIfExists(file);
            touched.add(file.getParent());
            deleteEmpty(file.getParent());
        }
        touched.forEach(AtomicFile::forceDirectory);
        if (Files.exists(stage.resolve(last))) {
            move(stage.resolve(last));
            AtomicFile.forceDirectory(feed);
        }
    }

    /** A directory missing from the feed is moved as a whole. */
    private void move(Path entry) throws IOException {
        Path name = stage.relativize(entry);
        Path target = feed.resolve(name);
        if (Files.isDirectory(entry) && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            for (Path inner : entries(entry)) {
                move(inner);
            }
            return;
        }
        watch.accept(name.toString());
        AtomicFile.rename(entry, target);
        touched.add(target.getParent());
    }

    private static List<Path> entries(Path dir) throws IOException {
        try (Stream<Path> entries = Files.list(dir)) {
            return entries.sorted().toList();
        }
    }

    private void deleteEmpty(Path dir) throws IOException {
        if (!dir.equals(feed) && Files.isDirectory(dir) && entries(dir).isEmpty()) {
            Files.delete(dir);
            deleteEmpty(dir.getParent());
        }
    }

    private void clear() throws IOException {
        if (!Files.exists(stage)) {
            return;
        }
        try (Stream<Path> all = Files.walk(stage)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        clear();
    }
}
