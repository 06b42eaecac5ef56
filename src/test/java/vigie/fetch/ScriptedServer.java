package vigie.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A host on this machine that gives one answer after the other, the last one again and again. */
final class ScriptedServer implements AutoCloseable {

    /** What a request gets. */
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    /** A request as it came in. */
    record Asked(URI uri, HttpExchange exchange, long nanos) {
        Optional<String> header(String name) {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private volatile List<Answer> answers = List.of();

    ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int number;
        synchronized (this) {
            number = asked.size();
            asked.add(new Asked(exchange.getRequestURI(), exchange, System.nanoTime()));
        }
        peak.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            answers.get(Math.min(number, answers.size() - 1)).give(exchange);
        } finally {
            now.decrementAndGet();
            exchange.close();
        }
    }

    void answers(Answer... script) {
        answers = List.of(script);
    }

    List<Asked> asked() {
        return asked;
    }

    /** Most requests that were being answered at the same time. */
    int peak() {
        return peak.get();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static Answer status(int status, String... headers) {
        return exchange -> {
            headers(exchange, headers);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Answer body(String text, String... headers) {
        return exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            headers(exchange, headers);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** The first bytes of a body, and then the connection breaks. */
    static Answer cut(String text, int sent, String... headers) {
        return exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            headers(exchange, headers);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, sent);
            exchange.getResponseBody().flush();
        };
    }

    /** The rest of a body from where the request asks for it. */
    static Answer rest(String text, String... headers) {
        return exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            rest(text, from, headers).give(exchange);
        };
    }

    /** The rest of a body from a byte on, whatever the request asks for. */
    static Answer rest(String text, int from, String... headers) {
        return exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            headers(exchange, headers);
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
            exchange.sendResponseHeaders(206, bytes.length - from);
            exchange.getResponseBody().write(bytes, from, bytes.length - from);
        };
    }

    /** Sends a part of the body and then nothing for a while. */
    static Answer stalled(String text, int sent, long millis) {
        return exchange -> {
            cut(text, sent).give(exchange);
            sleep(millis);
        };
    }

    static Answer slow(long millis, Answer answer) {
        return exchange -> {
            sleep(millis);
            answer.give(exchange);
        };
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void headers(HttpExchange exchange, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
    }
}
