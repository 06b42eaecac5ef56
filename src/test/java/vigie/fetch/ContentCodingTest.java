package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ContentCodingTest extends HttpFetching {

    private static final String BODY = "{\"a\":1}";

    private interface Coder {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] packed(Coder coder, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coder.over(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static ScriptedServer.Answer coded(String coding, byte[] bytes) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", coding);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    @Test
    void noCodingIsAskedFor() throws Exception {
        server.answers(ScriptedServer.body(BODY));
        assertBody(fetch(request()), BODY);
        assertThat(server.asked().get(0).header("Accept-Encoding")).contains("identity");
    }

    @Test
    void knownCodingsAreUndone() throws Exception {
        server.answers(
                coded("gzip", packed(GZIPOutputStream::new, BODY)),
                coded("X-GZip", packed(GZIPOutputStream::new, BODY)),
                coded("deflate", packed(DeflaterOutputStream::new, BODY)),
                coded("identity", BODY.getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < 4; i++) {
            assertBody(fetch(request()), BODY);
        }
    }

    @Test
    void anUnknownCodingIsNamedAndAskedForAgain() throws Exception {
        server.answers(coded("br", new byte[] {1, 2, 3}), ScriptedServer.body(BODY));
        assertBody(fetch(request()), BODY);

        server.answers(coded("zstd", new byte[] {1, 2, 3}));
        assertFailed(fetch(request()), "content coding 'zstd', which was not asked for");
    }

    @Test
    void aPackedFileWhosePackingIsNamedAsCodingStaysPacked() throws Exception {
        byte[] file = packed(GZIPOutputStream::new, BODY);
        Request request =
                new Request(server.uri("/x.csv.gz"), Format.GZIP, Validators.NONE, OptionalLong.empty(), 1 << 20);
        server.answers(coded("gzip", file));

        Fetched fetched = fetch(request);

        assertThat(((Fetched.Body) fetched).file()).hasBinaryContent(file);
    }

    @Test
    void aBodyThatInflatesBeyondItsLimitIsRefused() throws Exception {
        server.answers(coded("gzip", packed(GZIPOutputStream::new, "[" + " ".repeat(2 << 20) + "]")));
        assertFailed(fetch(request()), "more than");
        assertNothingLeft();
    }
}
