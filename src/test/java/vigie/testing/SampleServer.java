package vigie.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A mirror of the sources that holds the sample inside the program. */
public final class SampleServer implements AutoCloseable {

    private final Map<String, byte[]> bodies = new HashMap<>();
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String down = "/none";

    public SampleServer() {
        try (ZipInputStream zip = new ZipInputStream(open())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                bodies.put("/" + entry.getName(), zip.readAllBytes());
            }
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private static InputStream open() {
        return SampleServer.class.getResourceAsStream("/vigie/sample.zip");
    }

    /** Where it listens. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on addresses that begin so, {@code /HOST/PATH}, give an answer that is of no use. */
    public void down(String prefix) {
        down = prefix;
    }

    /** The addresses that were asked for since the last time that this was asked, {@code /HOST/PATH}. */
    public List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            if (path.startsWith(down)) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            byte[] body = bodies.get(path.endsWith("/") ? path + "index" : path);
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            CRC32 crc = new CRC32();
            crc.update(body);
            String etag = "\"" + Long.toHexString(crc.getValue()) + "\"";
            exchange.getResponseHeaders().set("ETag", etag);
            if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
