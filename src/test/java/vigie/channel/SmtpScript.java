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
import java.util.concurrent.CopyOnWriteArrayList;

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
    private final List<String> lines = new CopyOnWriteArrayList<>();

    SmtpScript(Map<String, String> answers) throws IOException {
        this.answers = answers;
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
        BufferedReader in =
                new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = one.getOutputStream();
        boolean data = false;
        if (!say(out, answers.getOrDefault("hello", "220 here"))) {
            return;
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            String verb = data ? line : line.split(" ")[0].toUpperCase(java.util.Locale.ROOT);
            if (data && !line.equals(".")) {
                continue;
            }
            String answer = answers.getOrDefault(verb, USUAL.getOrDefault(verb, "502 what"));
            if (answer.equals("silent")) {
                continue;
            }
            if (!say(out, answer)) {
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
