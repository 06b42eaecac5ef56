package vigie.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.channel.Channel.Packet;
import vigie.channel.ChannelSettings.SecretPlace;
import vigie.channel.ChannelSettings.Target;

/** What each channel besides mail does in its own way. */
class TargetChannelsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path dir;

    private static Packet packet(Channel channel, int alerts) {
        return channel.prepare(Letters.letter(Locale.ENGLISH, alerts), Kinds.NAME)
                .get(0);
    }

    private static String signature(byte[] key, String signed) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static Target with(Target target, Map<String, SecretPlace> secrets, List<String> program) {
        return new Target(target.name(), target.kind(), target.values(), secrets, program, target.limits());
    }

    @Test
    void aWebhookIsSignedWithBothSecretsWhileOneIsReplaced() throws Exception {
        try (HttpSink sink = new HttpSink(200)) {
            Target target = Kinds.settings("webhook", sink.url()).targets().get(0);
            Map<String, SecretPlace> both = Map.of(
                    "secret", new SecretPlace(true, "SECRET"), "previous-secret", new SecretPlace(true, "PREVIOUS"));
            Channel channel =
                    Kinds.channel(Kinds.of(with(target, both, List.of())), sink.url(), new AddressCheck(Kinds.LOCAL));
            Packet packet = packet(channel, 1);
            assertThat(channel.send(packet)).isInstanceOf(Outcome.Sent.class);
            HttpSink.Got got = sink.got().get(0);
            String signed = packet.id() + "." + Kinds.NOW.getEpochSecond() + "." + got.body();
            assertThat(got.header("webhook-id")).isEqualTo(packet.id());
            assertThat(got.header("webhook-timestamp")).isEqualTo(String.valueOf(Kinds.NOW.getEpochSecond()));
            assertThat(got.header("webhook-signature").split(" "))
                    .containsExactly(
                            signature("S3CRET-key".getBytes(StandardCharsets.UTF_8), signed),
                            signature("S3CRET-previous".getBytes(StandardCharsets.UTF_8), signed));
            assertThat(got.header("Content-Type")).startsWith("application/json");
            assertThat(got.header("User-Agent")).startsWith("Vigie/");
            assertThat(JSON.readTree(got.body())
                            .path("data")
                            .path("alerts")
                            .get(0)
                            .path("matter")
                            .asString())
                    .isEqualTo("CVE-2026-1001");
        }
    }

    @Test
    void matrixKnowsARepetitionByItsTransaction() throws Exception {
        try (HttpSink sink = new HttpSink(200)) {
            Channel channel = Kinds.channel("matrix", sink.url());
            channel.send(packet(channel, 1));
            channel.send(packet(channel, 1));
            assertThat(sink.got())
                    .extracting(HttpSink.Got::target)
                    .containsOnly("/_matrix/client/v3/rooms/%21room%3Aexample.org/send/m.room.message/perimeter-1");
            assertThat(sink.got().get(0).method()).isEqualTo("PUT");
            assertThat(sink.got().get(0).header("Authorization")).isEqualTo("Bearer S3CRET-token");
        }
    }

    @Test
    void whatFollowsInMatrixStandsInTheThreadOfTheFirstMessage() throws Exception {
        try (HttpSink sink = new HttpSink(any -> new HttpSink.Answer(200, Map.of(), "{\"event_id\":\"$first\"}"))) {
            Channel channel = Kinds.channel("matrix", sink.url());
            Outcome.Sent first = (Outcome.Sent) channel.send(packet(channel, 1));
            assertThat(first.reference()).contains("$first");
            channel.send(packet(channel, 2), first.reference());
            assertThat(JSON.readTree(sink.got().get(0).body()).has("m.relates_to"))
                    .isFalse();
            JsonNode relation = JSON.readTree(sink.got().get(1).body()).path("m.relates_to");
            assertThat(relation.path("rel_type").asString()).isEqualTo("m.thread");
            assertThat(relation.path("event_id").asString()).isEqualTo("$first");
            assertThat(relation.path("m.in_reply_to").path("event_id").asString())
                    .isEqualTo("$first");
            sink.answer(any -> new HttpSink.Answer(200, Map.of(), "{\"event_id\":\"<evil>\"}"));
            assertThat(((Outcome.Sent) channel.send(packet(channel, 1))).reference())
                    .isEmpty();
        }
    }

    @Test
    void ntfyGetsItsTopicWhenItIsSent() throws Exception {
        try (HttpSink sink = new HttpSink(200)) {
            Channel channel = Kinds.channel("ntfy", sink.url());
            channel.send(packet(channel, 1));
            JsonNode body = JSON.readTree(sink.got().get(0).body());
            assertThat(body.path("topic").asString()).isEqualTo("S3CRET-topic");
            assertThat(body.path("priority").asInt()).isEqualTo(4);
        }
    }

    /** A tracker of tickets, as far as the three of them are asked. */
    private static HttpSink.Answer tracker(String kind, HttpSink.Got got, List<String> tickets, List<String> comments) {
        JsonNode body = got.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(got.body());
        if (got.method().equals("POST")) {
            boolean comment = got.target().endsWith("/notes")
                    || got.target().endsWith("/comments")
                    || got.target().endsWith("/comment");
            JsonNode fields = kind.equals("jira") && !comment ? body.path("fields") : body;
            (comment ? comments : tickets)
                    .add(
                            comment || kind.equals("github")
                                    ? fields.path("body").asString()
                                    : fields.path("description").asString());
            return HttpSink.Answer.of(201);
        }
        if (got.target().contains("/search/jql")) {
            return HttpSink.Answer.of(404);
        }
        boolean asksComments = got.target().contains("/notes") || got.target().contains("/comment");
        List<Map<String, Object>> found = (asksComments ? comments : tickets)
                .stream()
                        .map(text -> kind.equals("jira") && !asksComments
                                ? Map.of("key", (Object) "SOC-7", "fields", Map.of("description", text))
                                : Map.of("iid", 7, "number", 7, "body", (Object) text, "description", text))
                        .toList();
        Object answer = kind.equals("jira") ? Map.of(asksComments ? "comments" : "issues", found) : found;
        return new HttpSink.Answer(200, Map.of(), JSON.writeValueAsString(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab", "github", "jira"})
    void aTicketIsMadeOnceAndThenCommentedOn(String kind) throws Exception {
        List<String> tickets = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        try (HttpSink sink = new HttpSink(got -> tracker(kind, got, tickets, comments))) {
            Channel channel = Kinds.channel(kind, sink.url());
            Packet first = packet(channel, 1);
            assertThat(channel.send(first)).isInstanceOf(Outcome.Sent.class);
            assertThat(channel.send(first)).isInstanceOf(Outcome.Sent.class);
            assertThat(tickets).hasSize(1);
            assertThat(comments).isEmpty();
            Packet later = new Packet("perimeter-later", Kinds.NAME, first.body());
            assertThat(channel.send(later)).isInstanceOf(Outcome.Sent.class);
            assertThat(channel.send(later)).isInstanceOf(Outcome.Sent.class);
            assertThat(tickets).hasSize(1);
            assertThat(comments).hasSize(1);
            assertThat(sink.got().get(0).target()).contains(kind.equals("gitlab") ? "group%2Fproject" : "");
        }
    }

    @ParameterizedTest
    @CsvSource({"gitlab, 401, Refused", "github, 503, Later", "jira, 429, Later", "gitlab, 0, Later", "jira, 410, Gone"
    })
    void whatATrackerAnswersToTheSearchDecides(String kind, int status, String outcome) throws Exception {
        try (HttpSink sink = new HttpSink(status)) {
            Channel channel = Kinds.channel(kind, sink.url());
            Outcome found = channel.send(packet(channel, 1));
            assertThat(found.getClass().getSimpleName()).as(found.toString()).isEqualTo(outcome);
            assertThat(sink.got()).allMatch(got -> got.method().equals("GET"));
        }
    }

    @Test
    void anAnswerThatIsNoJsonMakesNoSecondTicket() throws Exception {
        try (HttpSink sink = new HttpSink(got -> new HttpSink.Answer(200, Map.of(), "<html>"))) {
            Channel channel = Kinds.channel("gitlab", sink.url());
            assertThat(channel.send(packet(channel, 1))).isInstanceOf(Outcome.Later.class);
            assertThat(sink.got()).hasSize(1);
        }
    }

    @Test
    void syslogOverTcpCountsOctets() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<List<String>> received = CompletableFuture.supplyAsync(() -> frames(server));
            Channel channel = Kinds.channel("syslog", "http://127.0.0.1:" + server.getLocalPort());
            assertThat(channel.send(packet(channel, 3))).isInstanceOf(Outcome.Sent.class);
            List<String> frames = received.get(10, TimeUnit.SECONDS);
            assertThat(frames)
                    .hasSize(3)
                    .allMatch(
                            frame -> frame.matches(
                                    "<13[02]>1 2026-01-30T12:00:00Z - vigie - KNOWN_EXPLOITED - CEF:0\\|Vigie\\|Vigie\\|[^|]+\\|KNOWN_EXPLOITED\\|.*"));
        }
    }

    private static List<String> frames(ServerSocket server) {
        List<String> frames = new ArrayList<>();
        try (Socket socket = server.accept();
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            StringBuilder count = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == ' ') {
                    frames.add(new String(in.readNBytes(Integer.parseInt(count.toString())), StandardCharsets.UTF_8));
                    count.setLength(0);
                } else {
                    count.append((char) c);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return frames;
    }

    @Test
    void syslogOverUdpIsADatagramForEachEvent() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            server.setSoTimeout(5_000);
            Target target = Kinds.settings("syslog", "http://127.0.0.1:" + server.getLocalPort())
                    .targets()
                    .get(0);
            Map<String, String> values = new java.util.HashMap<>(target.values());
            values.put("transport", "udp");
            Target udp = new Target(Kinds.NAME, "syslog", values, Map.of(), List.of(), target.limits());
            Channel channel = Kinds.channel(Kinds.of(udp), "", new AddressCheck(Kinds.LOCAL));
            assertThat(channel.send(packet(channel, 2))).isInstanceOf(Outcome.Sent.class);
            for (int i = 0; i < 2; i++) {
                DatagramPacket datagram = new DatagramPacket(new byte[4096], 4096);
                server.receive(datagram);
                assertThat(datagram.getLength()).isLessThanOrEqualTo(SyslogChannel.LIMIT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "127.1",
                "127.0.0.1.",
                "0.0.0.0",
                "::",
                "::ffff:7f00:2",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "fe80::1%lo",
                "169.254.169.254",
                "100.64.0.1"
            })
    void syslogToAHostileHostIsRefusedOverEachTransport(String host) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            for (String transport : List.of("udp", "tcp", "tls")) {
                assertThat(syslog(host, transport, server.getLocalPort(), new AddressCheck(Kinds.LOCAL)))
                        .as(transport)
                        .isInstanceOf(Outcome.Refused.class);
            }
        }
    }

    @Test
    void syslogToANameThatChangesItsAddressIsRefused() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            AtomicInteger asked = new AtomicInteger();
            AddressCheck check = new AddressCheck(Kinds.LOCAL, host ->
                    new InetAddress[] {InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1")});
            assertThat(syslog("rebinding.test", "tcp", server.getLocalPort(), check))
                    .isInstanceOf(Outcome.Sent.class);
            assertThat(asked).hasValue(1);
            assertThat(syslog("rebinding.test", "tcp", server.getLocalPort(), check))
                    .isInstanceOf(Outcome.Refused.class);
        }
    }

    private static Outcome syslog(String host, String transport, int port, AddressCheck check) {
        Target target = Kinds.settings("syslog", "http://127.0.0.1:1").targets().get(0);
        Map<String, String> values = Map.of("host", host, "transport", transport, "port", String.valueOf(port));
        Target to = new Target(Kinds.NAME, "syslog", values, Map.of(), List.of(), target.limits());
        Channel channel = Kinds.channel(Kinds.of(to), "", check);
        return channel.send(packet(channel, 1));
    }

    @Test
    void anEventOfHostileRecordsHasItsOwnFieldsOnly() {
        Channel channel = Kinds.channel("syslog", "http://127.0.0.1:1");
        String event =
                new String(channel.prepare(Letters.hostile(), Kinds.NAME).get(0).body(), StandardCharsets.UTF_8);
        assertThat(event.lines()).hasSize(1);
        assertThat(event.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(SyslogChannel.LIMIT);
        assertThat(event).doesNotContain(" a=b", "'=cmd").contains("a\\=b");
        assertThat(event.split("(?<!\\\\)\\|", 8)[6]).isEqualTo("10");
    }

    @ParameterizedTest
    @CsvSource({"exit 0, Sent", "exit 75, Later", "exit 3, Refused", "sleep 30, Unknown", "exec 0<&-; exit 0, Sent"})
    void theExitOfAProgramDecides(String script, String outcome) {
        Channel channel = command(List.of("/bin/sh", "-c", script));
        Outcome found = channel.send(packet(channel, 200));
        assertThat(found.getClass().getSimpleName()).as(found.toString()).isEqualTo(outcome);
    }

    private static Channel command(List<String> program) {
        Target target = Kinds.settings("command", "").targets().get(0);
        return Kinds.channel(Kinds.of(with(target, Map.of(), program)), "", new AddressCheck(Kinds.LOCAL));
    }

    @Test
    void aProgramGetsItsArgumentsAsTheyAreAndTheLetterOnItsInput() throws IOException {
        Path file = dir.resolve("out $(id)");
        Channel channel = command(List.of("/usr/bin/tee", file.toString()));
        Packet packet = packet(channel, 1);
        assertThat(channel.send(packet)).isInstanceOf(Outcome.Sent.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(packet.body());
    }

    @Test
    void aProgramThatIsNotThereIsRefused() {
        Channel channel = command(List.of("/nowhere/at-all"));
        assertThat(channel.send(packet(channel, 1))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aSecretIsReadFromItsFileEachTime() throws IOException {
        try (HttpSink sink = new HttpSink(200)) {
            Path file = Files.writeString(dir.resolve("url"), sink.url() + "/one\n");
            Target target = Kinds.settings("slack", "").targets().get(0);
            Channel channel = Kinds.channel(
                    Kinds.of(with(target, Map.of("url", new SecretPlace(false, file.toString())), List.of())),
                    "",
                    new AddressCheck(Kinds.LOCAL));
            channel.send(packet(channel, 1));
            Files.writeString(file, sink.url() + "/two\n");
            channel.send(packet(channel, 1));
            assertThat(sink.got()).extracting(HttpSink.Got::target).containsExactly("/one", "/two");
            Files.delete(file);
            assertThat(channel.send(packet(channel, 1))).isInstanceOf(Outcome.Later.class);
        }
    }
}
