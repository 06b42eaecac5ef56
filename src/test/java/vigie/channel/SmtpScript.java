package vigie.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that answers as it is told; the answer {@code close} ends the connection, {@code silent} answers nothing. */
final class SmtpScript implements AutoCloseable {

    private static final Map<String, String> USUAL = Map.of(
            "EHLO",
            "250-here\r\n250 8BITMIME",
            "MAIL",
            "250 ok",
            "RCPT",
            "250 ok",
            "DATA",
            "354 go",
            ".",
            "250 kept as 17",
            "QUIT",
            "221 bye");

    private final ServerSocket socket;
    private final Map<String, String> answers;
    private final Optional<SSLContext> tls;
    private final boolean fromTheBeginning;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> encrypted = new CopyOnWriteArrayList<>();

    SmtpScript(Map<String, String> answers) throws IOException {
        this(answers, Optional.empty(), false);
    }

    /**
     * One with encryption.
     *
     * @param tls its certificate; encryption begins after STARTTLS is answered with 220
     * @param fromTheBeginning whether it begins at once instead
     */
    SmtpScript(Map<String, String> answers, Optional<SSLContext> tls, boolean fromTheBeginning) throws IOException {
        this.answers = answers;
        this.tls = tls;
        this.fromTheBeginning = fromTheBeginning;
        this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What was said to it. */
    List<String> lines() {
        return lines;
    }

    /** What was said to it over TLS. */
    List<String> encrypted() {
        return encrypted;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket one = socket.accept()) {
                talk(one);
            } catch (IOException e) {
                // The other side has gone, or the test is over.
            }
        }
    }

    private void talk(Socket one) throws IOException {
        if (fromTheBeginning) {
            try (SSLSocket secure = secure(one)) {
                talk(secure, true, true);
            }
        } else {
            talk(one, false, true);
        }
    }

    private SSLSocket secure(Socket one) throws IOException {
        SSLSocket secure =
                (SSLSocket) tls.orElseThrow().getSocketFactory().createSocket(one, "localhost", one.getPort(), true);
        secure.setUseClientMode(false);
        return secure;
    }

    private void talk(Socket one, boolean secured, boolean hello) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = one.getOutputStream();
        boolean data = false;
        if (hello && !say(out, answers.getOrDefault("hello", "220 here"))) {
            return;
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            (secured ? encrypted : lines).add(line);
            String verb = data ? line : line.split(" ")[0].toUpperCase(java.util.Locale.ROOT);
            if (data && !line.equals(".")) {
                continue;
            }
            String answer = answers.getOrDefault(
                    secured ? verb + " secured" : verb,
                    answers.getOrDefault(verb, USUAL.getOrDefault(verb, "502 what")));
            if (answer.equals("silent")) {
                continue;
            }
            if (!say(out, answer)) {
                return;
            }
            if (verb.equals("STARTTLS") && answer.startsWith("220")) {
                try (SSLSocket secure = secure(one)) {
                    talk(secure, true, false);
                }
                return;
            }
            data = answer.startsWith("354");
        }
    }

    private static boolean say(OutputStream out, String answer) throws IOException {
        if (answer.equals("close")) {
            return false;
        }
        out.write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
