package vigie.channel;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import vigie.alert.Alert;
import vigie.channel.ChannelSettings.Target;
import vigie.text.Figures;
import vigie.text.PlainText;
import vigie.text.Program;

/**
 * Events for a SIEM: CEF in syslog (RFC 5424), one for each alert, over UDP (RFC 5426), TCP (RFC 6587, octet counting) or TLS (RFC
 * 5425). Each is at most 2,048 octets, which every receiver takes. A packet has one event a line; none has a line break within. By hand,
 * as libraries for it bring a logging framework.
 */
final class SyslogChannel extends TargetChannel {

    static final Kind KIND =
            new Kind("syslog", Set.of("host", "transport"), Set.of("port"), Set.of(), SyslogChannel::new);

    /** The ways to send, and the usual port of each. */
    static final Map<String, Integer> PORTS = Map.of("udp", 514, "tcp", 601, "tls", 6514);

    /** Octets of an event. */
    static final int LIMIT = 2_048;

    /** Events of a packet. */
    private static final int TOGETHER = 100;

    private static final int TITLE = 300;
    private static final int NAMES = 200;
    private static final int TEXT = 160;

    /** Facility local0; severities of syslog. */
    private static final int LOCAL0 = 16 * 8;

    private static final int CRITICAL = 2;
    private static final int WARNING = 4;

    private static final int MOST = 10;
    private static final int MIDDLE = 5;

    SyslogChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    List<byte[]> bodies(LetterText letter) {
        List<String> events = new ArrayList<>();
        letter.letter().alerts().forEach(alert -> events.add(event(letter, alert)));
        if (events.isEmpty()) {
            events.add(frame(
                    letter,
                    WARNING,
                    letter.letter().occasion().name(),
                    cef("MESSAGE", letter.subject(), 0, Map.of("msg", shorten(letter.opening(), TITLE)))));
        }
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < events.size(); from += TOGETHER) {
            bodies.add(String.join("\n", events.subList(from, Math.min(events.size(), from + TOGETHER)))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return bodies;
    }

    private static String event(LetterText letter, Alert alert) {
        Alert.Facts facts = alert.facts();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("rt", String.valueOf(alert.at().toEpochMilli()));
        fields.put("externalId", String.valueOf(alert.event()));
        fields.put("cat", alert.kind().name());
        fields.put("cs1Label", "matter");
        fields.put("cs1", shorten(alert.matter(), TEXT));
        fields.put("cs2Label", "list");
        fields.put("cs2", shorten(alert.list(), TEXT));
        fields.put("cs3Label", "products");
        fields.put("cs3", shorten(String.join(", ", facts.products()), NAMES));
        alert.why().stream().findFirst().ifPresent(why -> {
            fields.put("cs4Label", "line");
            fields.put("cs4", shorten(why.line().text(), TEXT));
            fields.put("cs5Label", "matched");
            fields.put("cs5", shorten(why.shown() + " (" + why.origin() + ")", TEXT));
        });
        facts.score().now().ifPresent(score -> {
            fields.put("cfp1Label", "vigie score");
            fields.put("cfp1", Figures.exact(score));
        });
        facts.epss().now().ifPresent(epss -> {
            fields.put("cfp2Label", "epss");
            fields.put("cfp2", Figures.exact(epss));
        });
        facts.cvss().ifPresent(cvss -> {
            fields.put("cfp3Label", "cvss");
            fields.put("cfp3", Figures.exact(cvss));
        });
        letter.page(alert).ifPresent(page -> fields.put("request", shorten(page.url(), NAMES)));
        fields.put("msg", shorten(String.join(" ", letter.entry(alert).what()) + " " + letter.title(alert), TITLE));
        int severity = facts.cvss().isPresent()
                ? (int) Math.round(facts.cvss().getAsDouble())
                : alert.urgent() ? MOST : MIDDLE;
        return frame(
                letter,
                alert.urgent() ? CRITICAL : WARNING,
                alert.kind().name(),
                cef(
                        alert.kind().name(),
                        alert.matter() + " " + letter.entry(alert).kind(),
                        severity,
                        fields));
    }

    private static String frame(LetterText letter, int severity, String kind, String message) {
        return "<" + (LOCAL0 + severity) + ">1 " + letter.letter().at().truncatedTo(ChronoUnit.MILLIS) + " - vigie - "
                + kind + " - " + message;
    }

    private static String cef(String kind, String name, int severity, Map<String, String> fields) {
        StringBuilder event = new StringBuilder("CEF:0|Vigie|Vigie|")
                .append(header(Program.version()))
                .append('|')
                .append(kind)
                .append('|')
                .append(header(shorten(name, TEXT)))
                .append('|')
                .append(severity)
                .append('|');
        fields.forEach((key, value) -> event.append(event.charAt(event.length() - 1) == '|' ? "" : " ")
                .append(key)
                .append('=')
                .append(value.replace("\\", "\\\\").replace("=", "\\=")));
        return event.toString();
    }

    private static String header(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|");
    }

    /** On one line, as many characters as fit into so many octets with their escapes. */
    private static String shorten(String text, int octets) {
        String line = PlainText.line(text);
        int used = 0;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            used += c == '\\' || c == '=' || c == '|'
                    ? 2
                    : Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (used > octets - 3) {
                return line.substring(0, i) + "…";
            }
            i += Character.charCount(c);
        }
        return line;
    }

    @Override
    Outcome send(Packet packet, Target target) throws IOException {
        try {
            return send(packet, target, target.value("host"));
        } catch (IOException e) {
            throw failed(target.value("host"), e);
        }
    }

    private Outcome send(Packet packet, Target target, String host) throws IOException {
        String transport = target.value("transport");
        int port = target.values().containsKey("port") ? Integer.parseInt(target.value("port")) : PORTS.get(transport);
        List<byte[]> events = new String(packet.body(), StandardCharsets.UTF_8)
                .lines()
                .map(event -> event.getBytes(StandardCharsets.UTF_8))
                .toList();
        InetAddress to = surroundings().check().resolve(host, transport.equals("tls"))[0];
        InetSocketAddress address = new InetSocketAddress(to, port);
        if (transport.equals("udp")) {
            try (DatagramSocket socket = new DatagramSocket()) {
                for (byte[] event : events) {
                    socket.send(new DatagramPacket(event, event.length, address));
                }
            }
            return new Outcome.Sent("sent to " + host + "; UDP confirms nothing");
        }
        try (Socket socket = connected(host, address, transport, target)) {
            write(socket.getOutputStream(), events);
        }
        return new Outcome.Sent("sent to " + host + "; syslog confirms nothing");
    }

    /** After the first octet nobody knows how much has arrived. */
    private static void write(OutputStream out, List<byte[]> events) throws Http.Unanswered {
        try {
            for (byte[] event : events) {
                out.write((event.length + " ").getBytes(StandardCharsets.US_ASCII));
                out.write(event);
            }
            out.flush();
        } catch (IOException e) {
            throw new Http.Unanswered(e);
        }
    }

    private static Socket connected(String host, InetSocketAddress address, String transport, Target target)
            throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(address, (int) target.limits().connect().toMillis());
            plain.setSoTimeout((int) target.limits().read().toMillis());
            return transport.equals("tls") ? encrypted(plain, host, address.getPort()) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
