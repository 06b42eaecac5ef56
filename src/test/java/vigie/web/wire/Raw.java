package vigie.web.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server answers to bytes that no well-behaved client would send.
 *
 * @param status of the answer; 0 if there was none
 * @param head the status line and the headers
 * @param body what followed
 */
public record Raw(int status, String head, String body) {

    private static final int PATIENCE = 10_000;

    /** Sends a request as it is written, with {@code Connection: close} added to its headers. */
    public static Raw send(int port, String request) {
        int end = request.indexOf("\r\n\r\n");
        String closing = request.substring(0, end) + "\r\nConnection: close" + request.substring(end);
        try (Socket socket = open(port)) {
            socket.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
            return of(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A GET with some headers, each {@code Name: value}. */
    public static Raw get(int port, String target, String... headers) {
        return send(port, request("GET", target, "", headers));
    }

    /** A POST of a form. */
    public static Raw post(int port, String target, String form, String... headers) {
        return send(port, request("POST", target, form, headers));
    }

    /** A request of any method; for {@code Host: localhost} unless a header names another. */
    public static String request(String method, String target, String form, String... headers) {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
            text.append("Host: localhost\r\n");
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!form.isEmpty()) {
            text.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                    .append(form.length())
                    .append("\r\n");
        }
        return text.append("\r\n").append(form).toString();
    }

    /** A connection. */
    public static Socket open(int port) throws IOException {
        Socket socket = new Socket();
        // Before connecting: the window is agreed on with the first packets.
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE);
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    /** Reads an answer until the server closes. */
    public static Raw of(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[1 << 16];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // Reset: what came before counts.
        }
        String text = all.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Raw(0, text, "");
        }
        return new Raw(status(text), text.substring(0, end), text.substring(end + 4));
    }

    private static int status(String text) {
        return Integer.parseInt(text.substring(text.indexOf(' ') + 1, text.indexOf(' ') + 4));
    }

    /** A header of the answer. */
    public Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }
}
