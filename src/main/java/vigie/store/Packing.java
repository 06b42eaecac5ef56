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
 * Packs JSON documents small: raw DEFLATE (RFC 1951) with a preset dictionary of what documents of their form have in
 * common, so that even a short one shrinks to a quarter. A dictionary costs time with every document: these are a few
 * kilobytes each, chosen for the size that they save.
 */
final class Packing implements AutoCloseable {

    /** The forms of documents. The place in the list is the first byte of a packed document: append only. */
    enum Form {
        PLAIN(""),
        CVE_RECORD("packing-cve.txt"),
        NVD_RECORD("packing-nvd.txt");

        private final byte[] dictionary;

        Form(String file) {
            dictionary = file.isEmpty() ? new byte[0] : load(file);
        }

        private static byte[] load(String file) {
            try (InputStream in = Packing.class.getResourceAsStream(file)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private byte[] buffer = new byte[1 << 16];

    /** Packs the first bytes of an array. */
    byte[] pack(Form form, byte[] json, int length) {
        deflater.reset();
        if (form.dictionary.length > 0) {
            deflater.setDictionary(form.dictionary);
        }
        deflater.setInput(json, 0, length);
        deflater.finish();
        buffer[0] = (byte) form.ordinal();
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
        if (packed.length == 0 || packed[0] < 0 || packed[0] >= Form.values().length) {
            throw new StoreException("a stored document is packed in a way that this version does not know");
        }
        byte[] dictionary = Form.values()[packed[0]].dictionary;
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 1, packed.length - 1);
            if (dictionary.length > 0) {
                inflater.setDictionary(dictionary);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 4);
            byte[] chunk = new byte[1 << 13];
            while (!inflater.finished()) {
                int n = inflater.inflate(chunk);
                if (n == 0 && !inflater.finished() && inflater.needsInput()) {
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
}
