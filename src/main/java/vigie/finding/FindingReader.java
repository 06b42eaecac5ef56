package vigie.finding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Reads reports of scanners, bills of materials and VEX documents: files, folders, streams; also packed with gzip, xz, zstd or
 * zip. What a file is, its content tells. A file that cannot be read is reported and does not end the reading.
 */
public final class FindingReader {

    /** What is kept of a stream in memory; the rest goes to a temporary file. */
    private static final int IN_MEMORY = 8 << 20;

    private static final int MOST_MEMBERS = 10_000;
    private static final int LONGEST_REASON = 300;

    private final List<Format> formats;
    private final Optional<Format> asked;

    /**
     * A reader that recognises formats.
     *
     * @param formats in the order in which they are asked
     */
    public FindingReader(List<Format> formats) {
        this.formats = List.copyOf(formats);
        this.asked = Optional.empty();
    }

    private FindingReader(List<Format> formats, Format asked) {
        this.formats = formats;
        this.asked = Optional.of(asked);
    }

    /** A reader that takes every file for one of this format, whatever is in it. */
    public FindingReader as(Format format) {
        return new FindingReader(formats, format);
    }

    /**
     * Reads a file, or all files below a folder, in the order of their names. Hidden ones in folders are left out.
     *
     * @param each told of each file when it is done
     */
    public void read(Path path, Sink sink, Consumer<Reading> each) {
        if (!Files.isDirectory(path)) {
            file(path, sink, each);
            return;
        }
        try (Stream<Path> below = Files.walk(path)) {
            below.filter(one -> !one.equals(path) && !hidden(path.relativize(one)))
                    .filter(one -> !Files.isDirectory(one))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList()
                    .forEach(one -> file(one, sink, each));
        } catch (IOException | java.io.UncheckedIOException e) {
            each.accept(refused(path.toString(), "", new Out(path.toString(), sink), unreadable(e)));
        }
    }

    private static boolean hidden(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private void file(Path path, Sink sink, Consumer<Reading> each) {
        String name = path.toString();
        try {
            if (!Files.exists(path)) {
                throw new MalformedReportException("there is no such file");
            }
            if (!Files.isRegularFile(path)) {
                throw new MalformedReportException("it is not a file");
            }
            packed(
                    new Source(name, Files.size(path), 0, () -> Files.newInputStream(path), Optional.of(path)),
                    sink,
                    each);
        } catch (IOException | MalformedReportException e) {
            each.accept(refused(name, "", new Out(name, sink), fault(e)));
        }
    }

    /**
     * Reads a stream to its end, such as standard input.
     *
     * @param name what it is called in results
     */
    public void read(String name, InputStream in, Sink sink, Consumer<Reading> each) {
        try (Spool spool = Spool.of(in)) {
            packed(new Source(name, spool.size(), 0, spool::open, spool.path()), sink, each);
        } catch (IOException | MalformedReportException e) {
            each.accept(refused(name, "", new Out(name, sink), fault(e)));
        }
    }

    /**
     * Something that may be packed.
     *
     * @param packed bytes that it takes packed
     * @param depth packings that it has come out of
     * @param path where it lies as it is, if it does
     */
    private record Source(String name, long packed, int depth, Input.Opener opener, Optional<Path> path) {}

    private void packed(Source source, Sink sink, Consumer<Reading> each) throws IOException {
        byte[] bytes;
        try (InputStream in = source.opener().open()) {
            bytes = in.readNBytes(Head.LENGTH);
        }
        Unpacking.Packing packing = Unpacking.Packing.of(bytes);
        Head head = new Head(packing == Unpacking.Packing.NONE ? bytes : new byte[0], bytes.length < Head.LENGTH);
        Optional<String> wrapped = Envelope.field(head);
        if (packing == Unpacking.Packing.NONE && wrapped.isEmpty()) {
            one(new Input(source.name(), head, source.opener()), sink, each);
            return;
        }
        if (source.depth() >= Unpacking.DEEPEST) {
            throw new MalformedReportException("packed too many times");
        }
        if (wrapped.isPresent()) {
            unwrapped(source, head, wrapped.get(), sink, each);
            return;
        }
        if (packing == Unpacking.Packing.ZIP) {
            members(source, sink, each);
        } else {
            Input.Opener inner = () -> Unpacking.open(packing, source.opener().open(), source.packed());
            packed(new Source(source.name(), source.packed(), source.depth() + 1, inner, Optional.empty()), sink, each);
        }
    }

    private void unwrapped(Source source, Head head, String field, Sink sink, Consumer<Reading> each)
            throws IOException {
        Path file = Files.createTempFile("vigie-report", "");
        try {
            if (!Envelope.unwrap(new Input(source.name(), head, source.opener()), field, file)) {
                throw new MalformedReportException("the envelope is empty");
            }
            packed(
                    new Source(
                            source.name(),
                            Math.max(1, Files.size(file)),
                            source.depth() + 1,
                            () -> Files.newInputStream(file),
                            Optional.of(file)),
                    sink,
                    each);
        } catch (JacksonException e) {
            each.accept(refused(source.name(), "", new Out(source.name(), sink), fault(e)));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void members(Source source, Sink sink, Consumer<Reading> each) throws IOException {
        if (source.path().isEmpty()) {
            try (InputStream in = source.opener().open();
                    Spool spool = Spool.toFile(in)) {
                Source lying = new Source(source.name(), source.packed(), source.depth(), spool::open, spool.path());
                members(lying, sink, each);
            }
            return;
        }
        try (ZipFile zip = new ZipFile(source.path().get().toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            if (entries.size() > MOST_MEMBERS) {
                throw new MalformedReportException("the archive has more than " + MOST_MEMBERS + " members");
            }
            if (entries.stream().anyMatch(entry -> entry.getName().equals("[Content_Types].xml"))) {
                throw new MalformedReportException("a workbook or document of an office program");
            }
            // The same bytes can be in many members.
            Unpacking.Budget shared = new Unpacking.Budget(source::packed);
            for (ZipEntry entry : entries) {
                member(zip, entry, source, shared, sink, each);
            }
        }
    }

    private void member(
            ZipFile zip, ZipEntry entry, Source source, Unpacking.Budget shared, Sink sink, Consumer<Reading> each) {
        String name = source.name() + "!/" + entry.getName();
        long packed = Math.max(1, entry.getCompressedSize());
        Input.Opener opener = () -> new Unpacking.Limited(zip.getInputStream(entry), shared);
        try {
            packed(new Source(name, packed, source.depth() + 1, opener, Optional.empty()), sink, each);
        } catch (IOException | MalformedReportException e) {
            each.accept(refused(name, "", new Out(name, sink), fault(e)));
        }
    }

    private void one(Input input, Sink sink, Consumer<Reading> each) {
        Out out = new Out(input.name(), sink);
        Optional<Format> format = asked.or(() -> recognised(input.head()));
        String name = format.map(Format::name).orElse("");
        try {
            if (input.head().text().isBlank() && input.head().whole()) {
                throw new MalformedReportException("the file is empty");
            }
            if (format.isEmpty() && input.head().isWebPage()) {
                throw new MalformedReportException("a web page and not a report");
            }
            if (format.isEmpty()) {
                throw new MalformedReportException("its format is not known");
            }
            format.get().read(input, out);
            each.accept(new Reading.Read(input.name(), name, out.counts(), out.faults()));
        } catch (IOException | JacksonException | MalformedReportException e) {
            each.accept(refused(input.name(), name, out, fault(e)));
        }
    }

    private Optional<Format> recognised(Head head) {
        return formats.stream().filter(format -> format.recognises(head)).findFirst();
    }

    private static Reading refused(String file, String format, Out out, Fault fault) {
        return new Reading.Refused(file, format, out.counts(), fault, out.faults());
    }

    private static Fault fault(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof MalformedReportException)) {
            cause = cause.getCause();
        }
        if (cause instanceof MalformedReportException malformed) {
            return new Fault(malformed.position(), shorten(malformed.getMessage()));
        }
        if (e instanceof JacksonException json) {
            TokenStreamLocation at = json.getLocation();
            Position position = at == null ? Position.NOWHERE : new Position(at.getLineNr(), at.getColumnNr());
            return new Fault(position, reason(json));
        }
        return unreadable(e);
    }

    private static String reason(JacksonException json) {
        if (json instanceof UnexpectedEndOfInputException || json.getMessage().contains("end-of-input")) {
            return "the file ends too early";
        }
        if (json instanceof StreamConstraintsException) {
            return "too deep or too long: " + shorten(json.getOriginalMessage());
        }
        return "broken JSON: " + shorten(json.getOriginalMessage());
    }

    private static Fault unreadable(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        boolean early = e instanceof java.io.EOFException;
        return new Fault(Position.NOWHERE, early ? "the file ends too early" : "cannot be read: " + shorten(message));
    }

    private static String shorten(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    /** A stream that can be read again. */
    private static final class Spool implements AutoCloseable {

        private final byte[] memory;
        private final Optional<Path> path;
        private final long size;

        private Spool(byte[] memory, Optional<Path> path, long size) {
            this.memory = memory;
            this.path = path;
            this.size = size;
        }

        static Spool of(InputStream in) throws IOException {
            byte[] first = in.readNBytes(IN_MEMORY);
            if (first.length < IN_MEMORY && Unpacking.Packing.of(first) != Unpacking.Packing.ZIP) {
                return new Spool(first, Optional.empty(), first.length);
            }
            return toFile(new java.io.SequenceInputStream(new ByteArrayInputStream(first), in));
        }

        static Spool toFile(InputStream in) throws IOException {
            Path file = Files.createTempFile("vigie-report", "");
            try (OutputStream out = Files.newOutputStream(file)) {
                return new Spool(new byte[0], Optional.of(file), in.transferTo(out));
            } catch (IOException | MalformedReportException e) {
                Files.delete(file);
                throw e;
            }
        }

        InputStream open() throws IOException {
            return path.isPresent() ? Files.newInputStream(path.get()) : new ByteArrayInputStream(memory);
        }

        Optional<Path> path() {
            return path;
        }

        long size() {
            return size;
        }

        @Override
        public void close() throws IOException {
            if (path.isPresent()) {
                Files.deleteIfExists(path.get());
            }
        }
    }
}
