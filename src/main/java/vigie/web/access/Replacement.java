package vigie.web.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import vigie.io.AtomicFile;

/**
 * The next content of a file: written beside it and put into its place whole. As long as it is there, nobody else can
 * begin one for the same file.
 */
final class Replacement implements AutoCloseable {

    /** Another process is replacing the file; the message is its lock file. */
    static final class Busy extends IOException {

        private static final long serialVersionUID = 1;

        Busy(String message) {
            super(message);
        }
    }

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private boolean moved;

    private Replacement(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    static Replacement of(Path file) throws IOException {
        // Through a link: the file that it leads to is replaced, not the link.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new Replacement(target, part, FileChannel.open(part, options, ownersOnly(part)));
        } catch (FileAlreadyExistsException e) {
            throw new Busy(part.toString());
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path file) {
        return posix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        if (Files.exists(target) && posix(target)) {
            keepOwner();
        }
        AtomicFile.move(part, target);
        moved = true;
    }

    /** A file that root changes must stay readable by the user that the server runs as. */
    private void keepOwner() throws IOException {
        PosixFileAttributes before = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributes now = Files.readAttributes(part, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        if (!before.group().equals(now.group())) {
            view.setGroup(before.group());
        }
        if (!before.owner().equals(now.owner())) {
            view.setOwner(before.owner());
        }
        view.setPermissions(before.permissions());
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!moved) {
            Files.deleteIfExists(part);
        }
    }
}
