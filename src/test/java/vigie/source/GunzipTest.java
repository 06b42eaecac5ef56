package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GunzipTest {

    private static final int LIMIT = 3 << 20;

    @Test
    void aFileOfTheLimitIsWhole() throws IOException {
        assertThat(Gunzip.of(packed(LIMIT), LIMIT).readAllBytes()).hasSize(LIMIT);
    }

    @Test
    void aByteMoreFails() {
        assertThatThrownBy(() -> Gunzip.of(packed(LIMIT + 1), LIMIT).readAllBytes())
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("gzip bomb: the file inflates to more than 3 MB");
    }

    @Test
    void aByteMoreFailsWhereBytesAreReadOneByOne() throws IOException {
        try (InputStream in = Gunzip.of(packed(LIMIT + 1), LIMIT)) {
            assertThatThrownBy(() -> {
                        while (in.read() >= 0) {}
                    })
                    .hasMessageStartingWith("gzip bomb");
        }
    }

    @Test
    void aCutFileAndAnotherFormatFail() throws IOException {
        byte[] whole = packed(1000).readAllBytes();
        InputStream cut = new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Gunzip.of(cut, LIMIT).readAllBytes()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> Gunzip.of(new ByteArrayInputStream("<html>not gzip</html>".getBytes()), LIMIT))
                .isInstanceOf(ZipException.class);
    }

    private static InputStream packed(int bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[bytes]);
        }
        return new ByteArrayInputStream(out.toByteArray());
    }
}
