package vigie.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/**
 * Compresses a file of lines piece by piece into one gzip member (RFC 1952): Java's own reader stops after the first member where
 * a network has no more bytes at hand. Each piece is compressed without knowledge of those before it and ends at a byte, with
 * zlib's full flush, so that a piece that has not changed is copied from the packed file as it was. The same bytes always give the
 * same file: the header has no name and no time. An extra field in it (2.3.1.1, identifier {@code Vp}) tells where the pieces are.
 * By hand because no library writes a member whose parts can be found again.
 */
final class Gzip {

    /** Measured on a year file: level 6 takes twice the time for 5 % less. */
    private static final int LEVEL = 4;

    /** Magic number, deflate, an extra field, no time, no flags, of no system. */
    private static final byte[] HEAD = {31, (byte) 139, 8, 4, 0, 0, 0, 0, 0, (byte) 255};

    private static final short MARK = 'V' | 'p' << 8;
    /** The head, the length of the extra field, the mark and its length. */
    private static final int TO_INDEX = HEAD.length + 6;

    private static final int LONGEST_INDEX = 0xFFFF - 4;
    /** An empty last block, in zlib's fixed code. */
    private static final byte[] END = {3, 0};

    private Gzip() {}

    /**
     * A compressed piece.
     *
     * @param key the piece of the file of lines
     * @param crc checksum of its lines
     * @param length length of its lines, in bytes
     * @param packed a buffer of what it is compressed to
     */
    private record Piece(long key, int crc, int length, ByteBuffer packed) {}

    /**
     * The packed file.
     *
     * @param content the lines
     * @param old the packed file as it was; empty if there was none
     * @param changed pieces that are not to be taken from it
     */
    static byte[] pack(LineFile.Content content, byte[] old, Set<Long> changed) {
        Map<Long, Piece> held = pieces(old);
        held.keySet().removeAll(changed);
        byte[] bytes = content.bytes();
        List<Piece> pieces = new ArrayList<>(content.pieces().size());
        byte[] room = new byte[1 << 16];
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            for (int i = 0; i < content.pieces().size(); i++) {
                LineFile.Piece piece = content.pieces().get(i);
                int end = i + 1 < content.pieces().size()
                        ? content.pieces().get(i + 1).from()
                        : bytes.length;
                int length = end - piece.from();
                int crc = crc(bytes, piece.from(), length);
                Piece part = held.get(piece.key());
                if (part == null || part.crc() != crc || part.length() != length) {
                    // More than deflate needs for anything, so that one call ends with the flush.
                    int enough = length + length / 1000 + 64;
                    room = room.length < enough ? new byte[2 * enough] : room;
                    deflater.reset();
                    deflater.setInput(bytes, piece.from(), length);
                    int packed = deflater.deflate(room, 0, room.length, Deflater.FULL_FLUSH);
                    part = new Piece(piece.key(), crc, length, ByteBuffer.wrap(Arrays.copyOf(room, packed)));
                }
                pieces.add(part);
            }
        } finally {
            deflater.end();
        }
        return file(pieces, crc(bytes, 0, bytes.length), bytes.length);
    }

    private static byte[] file(List<Piece> pieces, int crc, int length) {
        byte[] index = index(pieces);
        int size = TO_INDEX + index.length + END.length + 8;
        for (Piece piece : pieces) {
            size += piece.packed().remaining();
        }
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(HEAD).putShort((short) (index.length + 4)).putShort(MARK).putShort((short) index.length);
        file.put(index);
        pieces.forEach(piece -> file.put(piece.packed().duplicate()));
        return file.put(END).putInt(crc).putInt(length).array();
    }

    /**
     * For each piece the difference of its key to the one before, its two lengths and its checksum. If the field is too short for
     * all, the pieces at the end are left out, and are compressed anew each time.
     */
    private static byte[] index(List<Piece> pieces) {
        ByteBuffer index = ByteBuffer.allocate(LONGEST_INDEX + 40).order(ByteOrder.LITTLE_ENDIAN);
        long key = 0;
        int end = 0;
        for (Piece piece : pieces) {
            number(index, piece.key() - key);
            number(index, piece.packed().remaining());
            number(index, piece.length());
            index.putInt(piece.crc());
            if (index.position() > LONGEST_INDEX) {
                break;
            }
            key = piece.key();
            end = index.position();
        }
        byte[] bytes = new byte[end];
        index.get(0, bytes);
        return bytes;
    }

    /** Seven bits a byte, the lowest first; the highest bit tells that more follow. */
    private static void number(ByteBuffer out, long number) {
        long left = number;
        while (left > 0x7F) {
            out.put((byte) (left | 0x80));
            left >>>= 7;
        }
        out.put((byte) left);
    }

    private static long number(ByteBuffer in) {
        long number = 0;
        int shift = 0;
        byte next = in.get();
        while (next < 0) {
            number |= (long) (next & 0x7F) << shift;
            shift += 7;
            next = in.get();
        }
        return number | (long) next << shift;
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** The pieces of a packed file by their keys; a file of another program gives none. */
    private static Map<Long, Piece> pieces(byte[] packed) {
        if (!ours(packed)) {
            return Map.of();
        }
        ByteBuffer file = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        int end = TO_INDEX + Short.toUnsignedInt(file.getShort(TO_INDEX - 2));
        Map<Long, Piece> pieces = new HashMap<>();
        try {
            ByteBuffer index = file.duplicate()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .position(TO_INDEX)
                    .limit(end);
            long key = 0;
            int at = end;
            while (index.hasRemaining()) {
                key += number(index);
                int size = (int) number(index);
                int length = (int) number(index);
                pieces.put(key, new Piece(key, index.getInt(), length, ByteBuffer.wrap(packed, at, size)));
                at += size;
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Map.of();
        }
        return pieces;
    }

    /** Whether a packed file was written in this way. */
    static boolean ours(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ours(in.readNBytes(TO_INDEX));
        }
    }

    private static boolean ours(byte[] packed) {
        return packed.length >= TO_INDEX
                && packed[3] == HEAD[3]
                && ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getShort(HEAD.length + 2) == MARK;
    }

    /** The bytes of a packed file. */
    static byte[] unpack(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
            return in.readAllBytes();
        }
    }
}
