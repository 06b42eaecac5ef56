package vigie.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Compresses bodies in tests. */
final class Packed {

    private Packed() {}

    static byte[] gzip(byte[] plain) {
        return bytes(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(plain);
            }
        });
    }

    static byte[] gzip(String plain) {
        return gzip(plain.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] zip(Map<String, byte[]> entries) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
        });
    }

    static byte[] zip(String name, String text) {
        return zip(Map.of(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A zip with one entry of so many megabytes of zeros. */
    static byte[] bomb(String name, int megabytes) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                zeros(zip, megabytes);
            }
        });
    }

    /** So many megabytes of zeros. */
    static byte[] gzippedZeros(int megabytes) {
        return bytes(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                zeros(gzip, megabytes);
            }
        });
    }

    private static void zeros(OutputStream out, int megabytes) throws IOException {
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < megabytes; i++) {
            out.write(megabyte);
        }
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
