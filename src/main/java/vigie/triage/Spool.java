package vigie.triage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps pieces of bytes, which are read again in any order: the first ones in memory, the others in a temporary file that is mapped, so
 * that ten million findings need no more heap than a hundred thousand. One thread at a time may add; once nothing is added any more, any
 * number may read.
 */
final class Spool implements AutoCloseable {

    /** A piece never lies in two segments; a longer one, which no honest report has, stays in memory. */
    private static final int SEGMENT = 1 << 20;

    private static final int IN_MEMORY = 32;

    /** Before each piece stands its length. */
    private static final int HEAD = Integer.BYTES;

    private final int inMemory;
    private final List<ByteBuffer> segments = new ArrayList<>();
    private final List<byte[]> large = new ArrayList<>();
    private Path file;
    private FileChannel channel;

    Spool() {
        this(IN_MEMORY);
    }

    /** @param inMemory how many segments of 1 MB are kept in memory */
    Spool(int inMemory) {
        this.inMemory = inMemory;
    }

    /**
     * Keeps a piece.
     *
     * @param length bytes of it
     * @return where it is, for {@link #get}
     */
    long add(byte[] piece, int length) {
        if (length > SEGMENT - HEAD) {
            large.add(Arrays.copyOf(piece, length));
            return -large.size();
        }
        if (segments.isEmpty() || last().remaining() < HEAD + length) {
            segments.add(segment());
        }
        ByteBuffer to = last();
        long at = (long) (segments.size() - 1) * SEGMENT + to.position();
        to.putInt(length).put(piece, 0, length);
        return at;
    }

    private ByteBuffer last() {
        return segments.get(segments.size() - 1);
    }

    private ByteBuffer segment() {
        int number = segments.size();
        if (number < inMemory) {
            return ByteBuffer.allocate(SEGMENT);
        }
        try {
            if (channel == null) {
                file = Files.createTempFile("vigie", ".findings");
                channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, (long) (number - inMemory) * SEGMENT, SEGMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A piece, from where {@link #add} put it. */
    byte[] get(long at) {
        if (at < 0) {
            return large.get((int) (-at - 1));
        }
        ByteBuffer segment = segments.get((int) (at / SEGMENT));
        int from = (int) (at % SEGMENT);
        byte[] piece = new byte[segment.getInt(from)];
        segment.get(from + HEAD, piece);
        return piece;
    }

    @Override
    public void close() {
        segments.clear();
        large.clear();
        try {
            if (channel != null) {
                channel.close();
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
