package vigie.web.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import vigie.io.AtomicFile;
import vigie.web.access.TokenFileException.Reason;

/**
 * The text file that says which API tokens there are: one {@link Token} a line, blank lines and what follows a {@code #}
 * left alone. Read in Latin-1, so that comments in any encoding stay as they are.
 */
public final class TokenFile {

    private static final List<String> HEAD = List.of(
            "# API tokens of Vigie. One a line: name, SHA-256 of the token, day made, last day (optional).",
            "# Made by 'vigie token new'; deleting a line revokes its token at once.");

    private final Path file;

    public TokenFile(Path file) {
        this.file = file;
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /**
     * The tokens, in the order of the file.
     *
     * @throws TokenFileException if the file is missing, cannot be read, or has a line that is no token
     */
    public List<Token> read() {
        List<Token> tokens = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = withoutComment(lines.get(i));
            if (!line.isBlank()) {
                int number = i + 1;
                tokens.add(Token.parse(line)
                        .orElseThrow(() -> new TokenFileException(Reason.MALFORMED, file, String.valueOf(number))));
            }
        }
        return List.copyOf(tokens);
    }

    /**
     * Adds a token; makes the file, readable by its owner only, if it is missing.
     *
     * @throws TokenFileException as {@link #read}, if the name is taken, or if the file cannot be written
     */
    public void add(Token token) {
        change(before -> {
            if (read(before, token.name()).isPresent()) {
                throw new TokenFileException(Reason.TAKEN, file, token.name());
            }
            List<String> after = new ArrayList<>(before.isEmpty() ? HEAD : before);
            after.add(token.line());
            return after;
        });
    }

    /** Takes out the tokens of that name; returns whether there was any. Throws as {@link #add}. */
    public boolean revoke(String name) {
        if (read().stream().noneMatch(token -> token.name().equals(name))) {
            return false;
        }
        change(before -> before.stream()
                .filter(line -> Token.parse(withoutComment(line))
                        .filter(token -> token.name().equals(name))
                        .isEmpty())
                .toList());
        return true;
    }

    private static Optional<Token> read(List<String> lines, String name) {
        return lines.stream()
                .flatMap(line -> Token.parse(withoutComment(line)).stream())
                .filter(token -> token.name().equals(name))
                .findFirst();
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf('#');
        return comment < 0 ? line : line.substring(0, comment);
    }

    private List<String> lines() {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
        } catch (NoSuchFileException e) {
            throw new TokenFileException(Reason.MISSING, file, "");
        } catch (IOException e) {
            throw new TokenFileException(Reason.UNREADABLE, file, why(e));
        }
    }

    private void change(UnaryOperator<List<String>> change) {
        try (Replacement replacement = Replacement.of(file)) {
            boolean there = Files.exists(file);
            if (there) {
                // What nobody can read must not be passed on by rewriting it.
                read();
            }
            List<String> after = change.apply(there ? lines() : List.of());
            replacement.write(String.join("\n", after) + "\n");
        } catch (Replacement.Busy e) {
            throw new TokenFileException(Reason.BUSY, file, e.getMessage());
        } catch (NoSuchFileException e) {
            throw new TokenFileException(Reason.NO_FOLDER, file, "");
        } catch (IOException e) {
            throw new TokenFileException(Reason.UNWRITABLE, file, why(e));
        }
    }

    private static String why(IOException e) {
        return e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e.getClass().getSimpleName().replace("Exception", "");
    }

    /**
     * The next content of a file: written beside it and put into its place whole. As long as it is there, nobody else can
     * begin one for the same file.
     */
    private static final class Replacement implements AutoCloseable {

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
}
