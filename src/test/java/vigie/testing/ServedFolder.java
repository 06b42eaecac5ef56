package vigie.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vigie.io.Sha256;

/**
 * Serves {@code FOLDER/HOST/PATH} on the loopback as {@code https://HOST/PATH}: a path that ends in "/" is its file
 * {@code index}; {@code NAME.status} beside a file holds another status, {@code NAME.headers} further headers.
 */
public final class ServedFolder implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Path folder;

    public ServedFolder(Path folder) {
        this.folder = folder;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Serves another folder from now on. */
    public void serve(Path other) {
        folder = other;
        asked.clear();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often a path that ends so was asked for since the folder was set. */
    public long asked(String end) {
        return asked.stream().filter(path -> path.endsWith(end)).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            asked.add(uri.getPath());
            Path file =
                    folder.resolve(uri.getPath().substring(1) + (uri.getPath().endsWith("/") ? "index" : ""));
            int status = 404;
            byte[] body = "not here".getBytes(StandardCharsets.UTF_8);
            if (Files.isRegularFile(file)) {
                body = Files.readAllBytes(file);
                Path other = file.resolveSibling(file.getFileName() + ".status");
                status = Files.exists(other)
                        ? Integer.parseInt(Files.readString(other).strip())
                        : 200;
                headers(exchange, file.resolveSibling(file.getFileName() + ".headers"));
            }
            String tag = '"' + Sha256.hex(new String(body, StandardCharsets.ISO_8859_1)) + '"';
            if (status == 200) {
                exchange.getResponseHeaders().set("ETag", tag);
                if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                    exchange.sendResponseHeaders(304, -1);
                    return;
                }
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void headers(HttpExchange exchange, Path file) throws IOException {
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                exchange.getResponseHeaders().set(line.split(": ")[0], line.split(": ")[1]);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
