package vigie.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replaces files so that, at any moment and after a power cut, a file is whole: as it was or as it is to be. The new
 * content is written beside the file and forced to the disk, takes the file's place by a rename, and the directory is
 * forced to the disk too, so that what was reported as written is there. By hand because the JDK has the four steps but
 * not the whole, and the libraries that offer it (Guava, commons-io) leave out the forcing.
 */
public final class AtomicFile {

    /** {@link Files#write} writes eight kilobytes at a time. */
    private static final int PART = 1 << 20;

    /** From so many files on, one pass over the file system is faster than forcing each. */
    private static final int MANY = 64;

    private static final int FORCING_THREADS = 16;

    /** Tells apart what one process writes at once. */
    private static final AtomicLong WRITES = new AtomicLong();

    private AtomicFile() {}

    /**
     * What writes the new content.
     *
     * @param <T> what it has to say afterwards
     */
    @FunctionalInterface
    public interface Content<T> {

        /**
         * Writes the content.
         *
         * @param part the file to make, in the directory of the one that it is to replace
         * @throws IOException if that fails; the file is then as it was
         */
        T writeTo(Path part) throws IOException;
    }

    /**
     * Replaces a file, or makes it. Through a symbolic link the file that it leads to is replaced.
     *
     * @return what the content had to say
     * @throws IOException if it cannot be written; the file is then as it was
     */
    public static <T> T write(Path file, Content<T> content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        String unique = ProcessHandle.current().pid() + "-" + WRITES.incrementAndGet();
        Path part = target.resolveSibling("." + target.getFileName() + "." + unique + ".part");
        try {
            T said = content.writeTo(part);
            move(part, target);
            return said;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Removes what writes of a file that were killed have left beside it.
     *
     * @param file the file; its directory must be there
     */
    public static void tidy(Path file) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Pattern part =
                Pattern.compile(Pattern.quote("." + target.getFileName() + ".") + "([0-9]{1,18})-[0-9]+\\.part.*");
        List<Path> left;
        try (Stream<Path> all = Files.list(target.getParent())) {
            left = all.filter(one -> abandoned(one, part)).toList();
        }
        for (Path one : left) {
            Files.deleteIfExists(one);
        }
    }

    /** Whether the process that wrote a part is gone; one of the same number may have begun since. */
    private static boolean abandoned(Path file, Pattern part) {
        Matcher matcher = part.matcher(String.valueOf(file.getFileName()));
        return matcher.matches()
                && ProcessHandle.of(Long.parseLong(matcher.group(1)))
                        .flatMap(process -> process.info().startInstant())
                        .filter(started -> !started.isAfter(modified(file)))
                        .isEmpty();
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.MAX;
        }
    }

    /** Replaces a file, or makes it, as {@link #write(Path, Content)}. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, part -> {
            writeNew(part, bytes);
            return bytes.length;
        });
    }

    /**
     * Puts a file that is written in the place of another of the same directory or file system.
     *
     * @throws IOException if that fails; the target is then as it was
     */
    public static void move(Path part, Path target) throws IOException {
        force(part);
        rename(part, target);
        forceDirectory(target.toAbsolutePath().getParent());
    }

    /** As {@link #move}, but a power cut may undo it or leave the file empty: for what is used up at once. */
    public static void rename(Path part, Path target) throws IOException {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes a file that must not be there yet. It is not forced to the disk. */
    public static void writeNew(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int at = 0; at < bytes.length; at += PART) {
                ByteBuffer part = ByteBuffer.wrap(bytes, at, Math.min(PART, bytes.length - at));
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
        }
    }

    /** Returns when the bytes of a file are on the disk. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * Returns when all files and names below a directory are on the disk. One by one, 166,000 files of 600 bytes took 13
     * minutes (ext4, virtual disk); one pass over their file system took 7 seconds. Java has no call for such a pass, so it
     * is asked of the program {@code sync}; where that is missing, several threads force the files, so that their waits
     * overlap.
     *
     * @param files how many files there are
     */
    public static void forceTree(Path directory, long files) throws IOException {
        if (files >= MANY && syncFileSystem(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> below = Files.walk(directory)) {
            all = below.toList();
        }
        Map<Boolean, List<Path>> named =
                all.stream().collect(Collectors.partitioningBy(path -> Files.isDirectory(path)));
        forceEach(named.get(false));
        named.get(true).forEach(AtomicFile::forceDirectory);
    }

    private static void forceEach(List<Path> files) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(FORCING_THREADS, files.size())));
        try {
            List<Future<Void>> forced = new ArrayList<>();
            for (Path file : files) {
                forced.add(threads.submit(() -> {
                    force(file);
                    return null;
                }));
            }
            for (Future<Void> one : forced) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were forced to the disk");
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs {@code sync -f}, as coreutils and busybox have it; false if that is not to be had or fails. */
    private static boolean syncFileSystem(Path directory) throws InterruptedIOException {
        try {
            Process sync = new ProcessBuilder(
                            "sync", "-f", directory.toAbsolutePath().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return sync.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were forced to the disk");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns when the names in a directory are on the disk. Where a directory cannot be opened or forced, as on Windows
     * and some network file systems, that is the file system's own business.
     */
    public static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }
}
