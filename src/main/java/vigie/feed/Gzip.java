package vigie.feed;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/**
 * Compresses a file of lines piece by piece, each as its own gzip member: RFC 1952, 2.2, allows it, and every
 * program decompresses them as one file. A piece that has not changed is copied from the packed file as it was. Members carry no name
 * and no time, so that the same bytes always give the same file; an extra field of their header (2.3.1.1, identifier
 * {@code Vg}) tells their length and their piece. By hand because no library writes members that can be found again.
 */
final class Gzip {

    /** Measured on a year file: level 6 takes twice the time for 5 % less. */
    private static final int LEVEL = 4;

    /** Magic number, deflate, an extra field, no time, no flags, of no system. */
    private static final byte[] HEAD = {31, (byte) 139, 8, 4, 0, 0, 0, 0, 0, (byte) 255};

    private static final int EXTRA = 16;
    private static final int HEADER = HEAD.length + 2 + EXTRA;
    private static final int TRAILER = 8;
    private static final short MARK = 'V' | 'g' << 8;

    private Gzip() {}

    /**
     * The packed file.
     *
     * @param content the lines
     * @param old the packed file as it was; empty if there was none
     * @param changed pieces that are not to be taken from it
     */
    static byte[] pack(LineFile.Content content, byte[] old, Set<Long> changed) {
        Map<Long, ByteBuffer> held = members(old);
        held.keySet().removeAll(changed);
        byte[] bytes = content.bytes();
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 5 + 1024);
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            byte[] room = new byte[1 << 16];
            for (int i = 0; i < content.pieces().size(); i++) {
                LineFile.Piece piece = content.pieces().get(i);
                int end = i + 1 < content.pieces().size()
                        ? content.pieces().get(i + 1).from()
                        : bytes.length;
                int crc = crc(bytes, piece.from(), end);
                ByteBuffer member = held.get(piece.key());
                if (member != null && same(member, crc, end - piece.from())) {
                    packed.write(member.array(), member.position(), member.remaining());
                } else {
                    room = room.length < end - piece.from() + HEADER ? new byte[(end - piece.from()) * 2] : room;
                    member(packed, deflater, piece.key(), bytes, piece.from(), end, crc, room);
                }
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static void member(
            ByteArrayOutputStream packed,
            Deflater deflater,
            long key,
            byte[] bytes,
            int from,
            int to,
            int crc,
            byte[] room) {
        deflater.reset();
        deflater.setInput(bytes, from, to - from);
        deflater.finish();
        int length = 0;
        ByteArrayOutputStream body = new ByteArrayOutputStream(room.length);
        while (!deflater.finished()) {
            int more = deflater.deflate(room);
            body.write(room, 0, more);
            length += more;
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(HEAD).putShort((short) EXTRA).putShort(MARK).putShort((short) (EXTRA - 4));
        header.putInt(HEADER + length + TRAILER).putLong(key);
        packed.writeBytes(header.array());
        packed.writeBytes(body.toByteArray());
        packed.writeBytes(ByteBuffer.allocate(TRAILER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(crc)
                .putInt(to - from)
                .array());
    }

    private static int crc(byte[] bytes, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    private static boolean same(ByteBuffer member, int crc, int length) {
        return member.getInt(member.limit() - TRAILER) == crc && member.getInt(member.limit() - 4) == length;
    }

    /** The members of a packed file by their pieces; a file of another program gives none. */
    private static Map<Long, ByteBuffer> members(byte[] packed) {
        Map<Long, ByteBuffer> members = new HashMap<>();
        int at = 0;
        while (at + HEADER + TRAILER <= packed.length) {
            ByteBuffer member = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
            int length = member.getInt(at + HEAD.length + 6);
            if (member.getShort(at + HEAD.length + 2) != MARK || length <= 0 || length > packed.length - at) {
                return Map.of();
            }
            members.put(
                    member.getLong(at + HEAD.length + 10), member.position(at).limit(at + length));
            at += length;
        }
        return members;
    }

    /** The bytes of a packed file. */
    static byte[] unpack(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
            return in.readAllBytes();
        }
    }
}
