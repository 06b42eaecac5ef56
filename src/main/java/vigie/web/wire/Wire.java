package vigie.web.wire;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Connection settings of the server: sizes, timeouts, and isolation of
 * slow clients.
 *
 * @param headers put on every answer, whatever it is
 * @param patience how long a connection may be silent
 * @param deadline how long a request may take to arrive whole
 */
public record Wire(Map<String, String> headers, Duration patience, Duration deadline) {

    /** Bytes of a request line with all headers. */
    public static final int MOST_HEADERS = 16 << 10;

    /** Bytes of a request body: 5,000 identifiers take 80 KB, as a form 120 KB, in the report of a scanner more. */
    public static final int MOST_BODY = 1 << 20;

    /** Bodies of more bytes than this, and of an unknown number, are taken a few at a time. */
    static final int LARGE_BODY = 64 << 10;

    /** Large bodies that are held at the same time: with these, all bodies stay below 100 MB. */
    static final int LARGE_BODIES = 16;

    private static final int CONNECTIONS = 1000;
    private static final int THREADS = 64;
    private static final int QUEUE = 128;

    /**
     * Bytes that the system keeps for a slow reader. It reports progress about each third of that, and who makes none
     * within the patience is cut off: that is the least rate at which an answer must be read.
     */
    private static final int SEND_BUFFER = 128 << 10;

    /** The defaults; tests use others. */
    public static Wire of(Map<String, String> headers) {
        return new Wire(headers, Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    /**
     * Sets up the server.
     *
     * @param inner what stands right before the routes, the first outermost
     */
    public void configure(JavalinConfig config, String host, int port, Handler.Wrapper... inner) {
        config.http.maxRequestSize = MOST_BODY;
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(Wire::limit);
        RequestTimeout arrivals = new RequestTimeout(deadline);
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = connector(server, http, host, port);
            connector.addBean(arrivals);
            return connector;
        });
        config.jetty.modifyServer(server -> handlers(server, arrivals, inner));
    }

    /** With a queue of the JDK: Jetty's own asks the management beans for the size of cache lines, which delays the start. */
    private static QueuedThreadPool threads() {
        return new QueuedThreadPool(THREADS, 8, 60_000, new LinkedBlockingQueue<>());
    }

    private static void limit(HttpConfiguration http) {
        http.setRequestHeaderSize(MOST_HEADERS);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        // Redirects as written: made absolute, they would repeat whatever Host the client named.
        http.setRelativeRedirectAllowed(true);
    }

    private ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        ServerConnector connector =
                new ServerConnector(server, new org.eclipse.jetty.server.HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(patience.toMillis());
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        connector.setAcceptQueueSize(QUEUE);
        return connector;
    }

    private void handlers(Server server, RequestTimeout arrivals, Handler.Wrapper... inner) {
        // A request that is read completely before it gets a thread cannot block one.
        Handler.Wrapper eager =
                new EagerContentHandler(new EagerContentHandler.RetainedContentLoaderFactory(2L * MOST_BODY, 0, true));
        Handler.Wrapper last = arrivals.whole();
        eager.setHandler(last);
        for (Handler.Wrapper next : inner) {
            last.setHandler(next);
            last = next;
        }
        server.setHandler(new OuterHandler(headers, arrivals, eager));
        server.setErrorHandler(new PlainErrors(headers));
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
    }
}
