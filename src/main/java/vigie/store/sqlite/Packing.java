package vigie.store.sqlite;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import vigie.model.CveRecord;
import vigie.store.DamagedException;
import vigie.text.JsonTexts;

/**
 * Packs JSON documents small: Zstandard (RFC 8878) with a dictionary of what documents of their form have in common, so
 * that even a short one shrinks to a quarter.
 */
final class Packing implements AutoCloseable {

    /** The forms of documents. The place in the list is the first byte of a packed document: append only. */
    enum Form {
        PLAIN(""),
        CVE_RECORD("packing-cve.txt"),
        NVD_RECORD("packing-nvd.txt");

        /** More threads than that are not long at once in here. */
        private static final int KEPT = 8;

        private final byte[] dictionary;
        /** To make one takes twice as long as to unpack a record with it. */
        private final Queue<ZstdDecompressCtx> idle = new ArrayBlockingQueue<>(KEPT);

        Form(String file) {
            dictionary = file.isEmpty() ? new byte[0] : load(file);
        }

        private ZstdDecompressCtx unpacker() {
            ZstdDecompressCtx kept = idle.poll();
            if (kept != null) {
                return kept;
            }
            ZstdDecompressCtx made = new ZstdDecompressCtx();
            if (dictionary.length > 0) {
                made.loadDict(dictionary);
            }
            return made;
        }

        /** Memory of the C library, which the garbage collector does not see: what is not kept is given back. */
        private void keep(ZstdDecompressCtx unpacker) {
            if (!idle.offer(unpacker)) {
                unpacker.close();
            }
        }

        /** The form of records of a source. */
        static Form of(CveRecord.Source source) {
            return source == CveRecord.Source.CVE_LIST ? CVE_RECORD : NVD_RECORD;
        }

        private static byte[] load(String file) {
            try (InputStream in = Packing.class.getResourceAsStream("/vigie/store/" + file)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The fastest of the ordinary levels: higher ones save a few per cent. */
    private static final int LEVEL = 1;

    /** Above any document that is taken in; a damaged length must not be believed. */
    private static final long LONGEST = 1 << 28;

    private final Map<Form, ZstdCompressCtx> contexts = new EnumMap<>(Form.class);
    private final int level;
    private final boolean checksum;
    private byte[] buffer = new byte[1 << 16];

    Packing() {
        this(LEVEL, false);
    }

    /**
     * @param level how hard to try, 1 to 19
     * @param checksum whether four bytes more tell every damage
     */
    Packing(int level, boolean checksum) {
        this.level = level;
        this.checksum = checksum;
    }

    /** Packs the first bytes of an array. */
    byte[] pack(Form form, byte[] json, int length) {
        int bound = 1 + (int) Zstd.compressBound(length);
        if (buffer.length < bound) {
            buffer = new byte[bound * 2];
        }
        buffer[0] = (byte) form.ordinal();
        int size = contexts.computeIfAbsent(form, this::context)
                .compressByteArray(buffer, 1, buffer.length - 1, json, 0, length);
        return Arrays.copyOf(buffer, 1 + size);
    }

    private ZstdCompressCtx context(Form form) {
        ZstdCompressCtx context = new ZstdCompressCtx();
        context.setLevel(level).setContentSize(true).setChecksum(checksum).setDictID(false);
        if (form.dictionary.length > 0) {
            context.loadDict(form.dictionary);
        }
        return context;
    }

    /** Gives back memory that the garbage collector does not see. */
    @Override
    public void close() {
        contexts.values().forEach(ZstdCompressCtx::close);
        contexts.clear();
    }

    /**
     * The document that {@link #pack} packed.
     *
     * @throws DamagedException if the bytes are damaged
     */
    static byte[] unpack(byte[] packed) {
        if (packed.length < 2 || packed[0] < 0 || packed[0] >= Form.values().length) {
            throw new DamagedException("a stored document is compressed in a way that this version does not know");
        }
        long length = Zstd.getFrameContentSize(packed, 1, packed.length - 1);
        if (length < 0 || length > LONGEST) {
            throw new DamagedException("a stored document is damaged: its length is not there");
        }
        Form form = Form.values()[packed[0]];
        byte[] document = new byte[(int) length];
        ZstdDecompressCtx unpacker = form.unpacker();
        try {
            int size = unpacker.decompressByteArray(document, 0, document.length, packed, 1, packed.length - 1);
            if (size != length) {
                throw new DamagedException("a stored document is damaged: it is cut");
            }
            return document;
        } catch (ZstdException e) {
            throw new DamagedException("a stored document is damaged: " + e.getMessage(), e);
        } finally {
            form.keep(unpacker);
        }
    }

    /** Told of the texts of a document: names and values, as they are written between their quotation marks. */
    interface Texts {

        void text(byte[] json, int from, int end);
    }

    /**
     * Copies a well-formed document without the white space outside its texts.
     *
     * @param json the document, UTF-8
     * @param out takes the copy; as long as the document or longer
     * @param texts told of each text on the way: a second walk through all bytes would take as long as this one
     * @return length of the copy
     */
    static int minify(byte[] json, byte[] out, Texts texts) {
        int size = 0;
        int i = 0;
        while (i < json.length) {
            byte b = json[i];
            if (b == '"') {
                int quote = JsonTexts.end(json, i + 1, json.length);
                int end = Math.min(quote + 1, json.length);
                System.arraycopy(json, i, out, size, end - i);
                texts.text(json, i + 1, quote);
                size += end - i;
                i = end;
            } else if (b > ' ' || b < 0) {
                out[size++] = b;
                i++;
            } else {
                i = endOfSpace(json, i + 1);
            }
        }
        return size;
    }

    private static int endOfSpace(byte[] json, int from) {
        int i = from;
        while (i < json.length && json[i] >= 0 && json[i] <= ' ') {
            i++;
        }
        return i;
    }
}
