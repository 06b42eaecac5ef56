package vigie.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;

class GzipTest {

    private static final int TRAILER = 8;

    private static LineFile.Content content(int cves, String words) {
        Random random = new Random(cves);
        TreeMap<Long, byte[]> lines = new TreeMap<>();
        for (int i = 0; i < cves; i++) {
            CveId cve = new CveId(1999 + i % 28, 1 + 37L * i);
            lines.put(cve.key(), (cve + "," + words + random.nextInt()).getBytes(US_ASCII));
        }
        return LineFile.LINES.merge(new byte[0], lines, key -> false);
    }

    private static byte[] packed(LineFile.Content content) {
        return Gzip.pack(content, new byte[0], Set.of());
    }

    @Test
    void theFileIsOneMember() throws Exception {
        LineFile.Content content = content(5000, "words ");
        byte[] packed = packed(content);
        int extra = 12 + (packed[10] & 0xFF | (packed[11] & 0xFF) << 8);
        Inflater inflater = new Inflater(true);
        inflater.setInput(packed, extra, packed.length - extra);
        byte[] bytes = new byte[content.bytes().length + 1];
        assertThat(inflater.inflate(bytes)).isEqualTo(content.bytes().length);
        inflater.inflate(bytes, bytes.length - 1, 1);
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isEqualTo(TRAILER);
        inflater.end();
        assertThat(Gzip.unpack(packed)).isEqualTo(content.bytes());
    }

    @Test
    void javaReadsItToItsEndOverANetworkThatPauses() throws Exception {
        LineFile.Content content = content(3000, "words ");
        byte[] packed = packed(content);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int at = 0; at < packed.length; at += 1000) {
                    out.write(packed, at, Math.min(1000, packed.length - at));
                    out.flush();
                }
            }
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = new GZIPInputStream(new NothingAtHand(answer.body()))) {
                assertThat(in.readAllBytes()).isEqualTo(content.bytes());
            }
        } finally {
            server.stop(0);
        }
    }

    /** A stream of which nothing can be read without waiting, and little at once. */
    private static final class NothingAtHand extends InputStream {

        private final InputStream in;

        NothingAtHand(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, Math.min(length, 17));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Test
    void whatHasNotChangedIsCopiedAndTheFileIsAsIfPackedAnew() {
        LineFile.Content before = content(4000, "words ");
        CveId cve = new CveId(2020, 1 + 37L * 21);
        TreeMap<Long, byte[]> line = new TreeMap<>();
        line.put(cve.key(), (cve + ",changed").getBytes(US_ASCII));
        LineFile.Content after = LineFile.LINES.merge(before.bytes(), line, key -> false);
        byte[] old = packed(before);
        byte[] packed = Gzip.pack(after, old, Set.of(LineFile.piece(cve.key())));
        assertThat(packed).isEqualTo(packed(after));
        byte[] damaged = old.clone();
        Arrays.fill(damaged, 16, 60, (byte) 0x85);
        assertThat(Gzip.pack(after, damaged, Set.of())).isEqualTo(packed);
    }

    @Test
    void aFileOfMorePiecesThanItsHeaderCanTellIsWholeAllTheSame() throws Exception {
        LineFile.Content content = content(20_000, "");
        assertThat(content.pieces()).hasSizeGreaterThan(7000);
        byte[] packed = packed(content);
        assertThat(Gzip.unpack(packed)).isEqualTo(content.bytes());
        assertThat(Gzip.pack(content, packed, Set.of())).isEqualTo(packed);
    }
}
