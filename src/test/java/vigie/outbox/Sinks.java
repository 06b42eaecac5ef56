package vigie.outbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import vigie.channel.ChannelSettings;
import vigie.channel.ChannelSettings.Limits;
import vigie.channel.ChannelSettings.Mail;
import vigie.channel.ChannelSettings.SecretPlace;
import vigie.channel.ChannelSettings.Security;
import vigie.channel.ChannelSettings.Target;
import vigie.channel.Channels;

/** A mail server and a receiver of webhooks that take everything, and think for a moment between the end of it and their answer. */
final class Sinks implements AutoCloseable {

    /** The lists of a test, each of which may have a webhook of its own. */
    static final int LISTS = 3;

    final List<Arrived> mails = new CopyOnWriteArrayList<>();
    final List<Arrived> hooks = new CopyOnWriteArrayList<>();
    private final ServerSocket mail;
    private final HttpServer web;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "sink");
        thread.setDaemon(true);
        return thread;
    });
    private final IntSupplier thinking;

    /**
     * All of it came, whether or not that could be said.
     *
     * @param id Message-ID without its host, or webhook-id
     * @param bytes what came
     * @param nanos when it was answered, or was to be, by {@link System#nanoTime}
     */
    record Arrived(String id, byte[] bytes, long nanos) {}

    /** @param thinking milliseconds */
    Sinks(IntSupplier thinking) throws IOException {
        this(0, thinking);
    }

    /** As above, on a port of mail. */
    Sinks(int port, IntSupplier thinking) throws IOException {
        this.thinking = thinking;
        mail = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        web.createContext("/", this::hook);
        web.setExecutor(threads);
        web.start();
        threads.execute(this::accept);
    }

    int mailPort() {
        return mail.getLocalPort();
    }

    int webPort() {
        return web.getAddress().getPort();
    }

    /** Mail to a port of this machine, and webhooks {@code sink0} and so on to another one. */
    static Channels channels(int mailPort, int webPort, Clock clock) {
        ChannelSettings none = ChannelSettings.NONE;
        return Channels.of(
                new ChannelSettings(
                        Optional.of(new Mail(
                                "127.0.0.1",
                                mailPort,
                                Security.NONE,
                                Optional.empty(),
                                "Vigie <vigie@vigie.example>",
                                Optional.empty(),
                                Limits.USUAL,
                                1_000_000)),
                        Stream.iterate(0, i -> i + 1)
                                .limit(LISTS)
                                .map(i -> new Target(
                                        "sink" + i,
                                        "webhook",
                                        Map.of("url", "http://127.0.0.1:" + webPort + "/" + i),
                                        Map.of("secret", new SecretPlace(true, "SECRET")),
                                        List.of(),
                                        Limits.USUAL))
                                .toList(),
                        none.dashboard(),
                        none.linkKey(),
                        List.of("127.0.0.0/8")),
                Map.of("SECRET", "secret"),
                clock);
    }

    private void hook(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        think();
        hooks.add(new Arrived(id, body, System.nanoTime()));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void think() {
        try {
            Thread.sleep(thinking.getAsInt());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = mail.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            say(out, "220 sink");
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.startsWith("DATA")) {
                    say(out, "354 go on");
                    data(in, out);
                } else if (line.startsWith("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // The other side was killed.
        }
    }

    private void data(InputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String id = "";
        while (true) {
            String line = line(in);
            if (line.isEmpty()) {
                return;
            }
            if (line.equals(".\r\n")) {
                break;
            }
            if (line.regionMatches(true, 0, "Message-ID: ", 0, 12)) {
                id = line.replaceAll("(?s).*<([^@>]*)@.*", "$1");
            }
            all.write(line.getBytes(ISO_8859_1));
        }
        think();
        mails.add(new Arrived(id, all.toByteArray(), System.nanoTime()));
        say(out, "250 taken");
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    /** A line with its end; empty at the end of all. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n') {
                return line.toString(ISO_8859_1);
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        mail.close();
        web.stop(0);
        threads.shutdownNow();
    }
}
