package vigie.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs JSON documents small: white space outside texts is dropped, then raw DEFLATE (RFC 1951) with a preset
 * dictionary of what such documents have in common, so that even a short one shrinks to a third.
 *
 * <p>The first byte names the dictionary; a new one gets a new number and the old one stays.
 */
final class Packing implements AutoCloseable {

    private static final byte FIRST = 1;
    private static final byte[] DICTIONARY = dictionary("packing-1.txt");

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private byte[] buffer = new byte[1 << 16];

    /** Packs a document. */
    byte[] pack(byte[] json, int length) {
        deflater.reset();
        deflater.setDictionary(DICTIONARY);
        deflater.setInput(json, 0, length);
        deflater.finish();
        buffer[0] = FIRST;
        int size = 1;
        while (!deflater.finished()) {
            if (size == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            size += deflater.deflate(buffer, size, buffer.length - size);
        }
        return Arrays.copyOf(buffer, size);
    }

    /** Gives back memory that the garbage collector does not see. */
    @Override
    public void close() {
        deflater.end();
    }

    /**
     * The document that {@link #pack} packed.
     *
     * @throws StoreException if the bytes are damaged
     */
    static byte[] unpack(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            if (packed.length == 0 || packed[0] != FIRST) {
                throw new StoreException("a stored document is packed in a way that this version does not know");
            }
            inflater.setInput(packed, 1, packed.length - 1);
            inflater.setDictionary(DICTIONARY);
            ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 4);
            byte[] chunk = new byte[1 << 13];
            while (!inflater.finished()) {
                int n = inflater.inflate(chunk);
                if (n == 0 && inflater.needsInput()) {
                    throw new DataFormatException("cut");
                }
                out.write(chunk, 0, n);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new StoreException("a stored document is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /** Copies the document without white space outside texts; returns the length that is left. */
    static int minify(byte[] json, byte[] out) {
        int size = 0;
        boolean inText = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (inText) {
                out[size++] = b;
                if (b == '\\' && i + 1 < json.length) {
                    out[size++] = json[++i];
                } else if (b == '"') {
                    inText = false;
                }
            } else if (b > ' ' || b < 0) {
                out[size++] = b;
                inText = b == '"';
            }
        }
        return size;
    }

    private static byte[] dictionary(String name) {
        try (InputStream in = Packing.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
