package vigie.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.channel.Channel.Packet;
import vigie.text.Program;

/** What holds for every channel. A new one is held against it by standing in the list of {@link Channels}, and needs a fixture. */
class ChannelContractTest {

    private static final Path FIXTURES = Path.of("src/test/resources/vigie/channel");

    /** Bytes of a packet, at most. */
    private static final Map<String, Integer> LIMITS = Map.ofEntries(
            Map.entry("webhook", 260_000),
            Map.entry("command", 260_000),
            Map.entry("slack", 60_000),
            Map.entry("mattermost", 65_536),
            Map.entry("teams", 20_000),
            Map.entry("matrix", 65_536),
            Map.entry("ntfy", 8_192),
            Map.entry("syslog", 100 * 2_049),
            Map.entry("gitlab", 65_536),
            Map.entry("github", 65_536),
            Map.entry("jira", 65_536));

    private HttpSink sink;

    @BeforeEach
    void open() throws IOException {
        sink = new HttpSink(200);
    }

    @AfterEach
    void close() {
        sink.close();
    }

    static List<String> kinds() {
        return Channels.kinds();
    }

    static List<String> overHttp() {
        return kinds().stream()
                .filter(kind -> !List.of("syslog", "command").contains(kind))
                .toList();
    }

    /** Those that ask nothing before they write. */
    static List<String> atOnce() {
        return overHttp().stream()
                .filter(kind -> !List.of("gitlab", "github", "jira").contains(kind))
                .toList();
    }

    private List<Packet> packets(String kind, Letter letter) {
        return Kinds.channel(kind, sink.url()).prepare(letter, Kinds.NAME);
    }

    private static String text(Packet packet) {
        return new String(packet.body(), StandardCharsets.UTF_8);
    }

    private static String all(List<Packet> packets) {
        return packets.stream().map(ChannelContractTest::text).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSameLetterGivesTheSamePacketsWithIdsOfTheirOwn(String kind) {
        List<Packet> first = packets(kind, Letters.letter(Locale.FRENCH, 30));
        List<Packet> second = packets(kind, Letters.letter(Locale.FRENCH, 30));
        assertThat(all(first)).isEqualTo(all(second));
        assertThat(first.stream().map(Packet::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("perimeter-30"));
        assertThat(first.get(0).id()).isEqualTo("perimeter-30");
        assertThat(first).allMatch(packet -> packet.address().equals(Kinds.NAME));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLongLetterIsSplitAndNotCut(String kind) {
        List<Packet> packets = packets(kind, Letters.letter(Locale.FRENCH, 1987));
        assertThat(packets).allMatch(packet -> packet.body().length <= LIMITS.get(kind));
        String all = all(packets).replace("\\\\-", "-");
        for (int i = 1; i <= 1987; i++) {
            assertThat(all).contains("CVE-2026-" + (1000 + i));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyOccasionHasAPacket(String kind) {
        for (Letter.Occasion occasion : List.of(Letter.Occasion.NOTHING_NEW, Letter.Occasion.TRIAL)) {
            Letter letter = new Letter(
                    "trial",
                    Optional.empty(),
                    "perimeter",
                    Letters.to(Locale.ENGLISH),
                    Letters.AT,
                    occasion,
                    List.of());
            assertThat(packets(kind, letter)).hasSize(1);
        }
        for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            List<Packet> packets = packets(
                    kind,
                    new Letter(
                            "nothing",
                            Optional.empty(),
                            "perimeter",
                            Letters.to(language),
                            Letters.AT,
                            Letter.Occasion.NOTHING_NEW,
                            OptionalInt.of(13),
                            List.of()));
            assertThat(all(packets)).contains(language == Locale.FRENCH ? "13 sources sur 13" : "13 of 13 sources");
        }
        assertThat(packets(kind, Letters.hostile())).isNotEmpty().allMatch(packet -> packet.body().length < 20_000);
    }

    /** With the variable VIGIE_FIXTURES set to "write" the fixtures are written anew, to be read before they are kept. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsSentIsWhatTheFixtureSays(String kind) throws IOException {
        for (Map.Entry<String, Letter> letter : Map.of(
                        "alert-en", Letters.letter(Locale.ENGLISH, 1),
                        "digest-fr", Letters.letter(Locale.FRENCH, 12),
                        "hostile", Letters.hostile())
                .entrySet()) {
            Path file = FIXTURES.resolve(kind).resolve(letter.getKey() + ".txt");
            String found = packets(kind, letter.getValue()).stream()
                    .map(packet -> packet.id() + "\n" + text(packet).replace("|" + Program.version() + "|", "|VERSION|")
                            + "\n")
                    .collect(Collectors.joining());
            if ("write".equals(System.getenv("VIGIE_FIXTURES"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, found);
            }
            assertThat(found).isEqualTo(Files.readString(file));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noSecretIsInPacketsOrOutcomes(String kind) {
        Channel channel = Kinds.channel(kind, sink.url());
        List<Packet> packets = channel.prepare(Letters.letter(Locale.ENGLISH, 1), Kinds.NAME);
        assertThat(all(packets)).doesNotContain("S3CRET");
        for (int status : List.of(200, 400, 401, 404, 410, 500, 0)) {
            sink.answer(any -> new HttpSink.Answer(status, Map.of(), "S3CRET-path S3CRET-token"));
            assertThat(channel.send(packets.get(0)).toString()).doesNotContain("S3CRET");
        }
        sink.close();
        assertThat(channel.send(packets.get(0)).toString()).doesNotContain("S3CRET");
        assertThat(Channels.of(Kinds.settings(kind, sink.url()), Map.of(), java.time.Clock.systemUTC())
                        .all()
                        .get(0)
                        .send(packets.get(0)))
                .isNotInstanceOf(
                        kind.equals("syslog") || kind.equals("command") ? Outcome.Gone.class : Outcome.Sent.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anAddressThatTheSettingsDoNotHaveIsRefused(String kind) {
        Channel channel = Kinds.channel(kind, sink.url());
        Packet packet =
                channel.prepare(Letters.letter(Locale.ENGLISH, 1), "other").get(0);
        assertThat(channel.send(packet))
                .isInstanceOf(Outcome.Refused.class)
                .asString()
                .contains("other");
    }

    static Stream<String[]> answers() {
        return atOnce().stream()
                .flatMap(kind -> Stream.of(
                                "200 Sent",
                                "202 Sent",
                                "302 Refused",
                                "400 Refused",
                                "401 Refused",
                                "404 Refused",
                                "408 Later",
                                "410 Gone",
                                "413 Refused",
                                "425 Later",
                                "429 Later",
                                "500 Later",
                                "503 Later",
                                "0 Unknown")
                        .map(line -> (kind + " " + line).split(" ")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void theStatusOfTheAnswerDecides(String kind, String status, String outcome) {
        sink.answer(any -> new HttpSink.Answer(
                Integer.parseInt(status), Map.of("Retry-After", "120", "Location", sink.url() + "/elsewhere"), ""));
        Channel channel = Kinds.channel(kind, sink.url());
        Outcome found =
                channel.send(packets(kind, Letters.letter(Locale.ENGLISH, 1)).get(0));
        assertThat(found.getClass().getSimpleName()).as(found.toString()).isEqualTo(outcome);
        assertThat(sink.got()).hasSize(1);
        if (found instanceof Outcome.Later later) {
            assertThat(later.pause()).contains(Duration.ofSeconds(120));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Fri, 30 Jan 2026 12:05:00 GMT', 300",
        "'Fri, 30 Jan 2026 11:00:00 GMT', -1",
        "soon, -1",
        "0, 0",
        "-5, 0"
    })
    void aMomentToTryAgainIsHeldAgainstTheClockOfTheServer(String after, long seconds) {
        sink.answer(any ->
                new HttpSink.Answer(503, Map.of("Retry-After", after, "Date", "Fri, 30 Jan 2026 12:00:00 GMT"), ""));
        Outcome.Later later = (Outcome.Later) Kinds.channel("slack", sink.url())
                .send(packets("slack", Letters.letter(Locale.ENGLISH, 1)).get(0));
        // The server of the test writes a date of its own.
        assertThat(later.pause().filter(pause -> pause.toSeconds() < 100_000))
                .isEqualTo(
                        seconds < 0 || after.contains("12:05")
                                ? Optional.empty()
                                : Optional.of(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @MethodSource("overHttp")
    void aHostThatIsNotThereIsTriedAgain(String kind) {
        Channel channel = Kinds.channel(kind, sink.url());
        sink.close();
        Outcome found =
                channel.send(packets(kind, Letters.letter(Locale.ENGLISH, 1)).get(0));
        assertThat(found).isInstanceOf(Outcome.Later.class).asString().contains("127.0.0.1");
    }

    /** The name of the host, or of the setting where the address is a secret, is told; the connection goes to what was checked. */
    @ParameterizedTest
    @MethodSource("atOnce")
    void aNameThatChangesItsAddressLeadsNowhereElse(String kind) {
        AtomicInteger asked = new AtomicInteger();
        AddressCheck check = new AddressCheck(Kinds.LOCAL, host ->
                new InetAddress[] {address(asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1")});
        String url = "http://rebinding.test:" + sink.port();
        Channel channel = Kinds.channel(Kinds.settings(kind, url), url, check);
        Packet packet =
                channel.prepare(Letters.letter(Locale.ENGLISH, 1), Kinds.NAME).get(0);
        assertThat(channel.send(packet)).isInstanceOf(Outcome.Sent.class);
        assertThat(asked).hasValue(1);
        assertThat(sink.got().get(0).header("Host")).isEqualTo("rebinding.test:" + sink.port());
        assertThat(channel.send(packet)).isInstanceOf(Outcome.Refused.class);
        assertThat(sink.got()).hasSize(1);
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    /** Spellings of addresses that are not public, that hold another within, or that some program would read in another way. */
    private static final List<String> HOSTILE = List.of(
            "http://2130706433:PORT",
            "http://0x7f000001:PORT",
            "http://0x7f.0.0.1:PORT",
            "http://017700000001:PORT",
            "http://0177.0.0.1:PORT",
            "http://127.1:PORT",
            "http://127.0.1:PORT",
            "http://127.0.0.1.:PORT",
            "http://0:PORT",
            "http://0.0.0.0:PORT",
            "http://[::]:PORT",
            "http://[::ffff:127.0.0.2]:PORT",
            "http://[::ffff:7f00:2]:PORT",
            "http://[::127.0.0.1]:PORT",
            "http://[64:ff9b::7f00:1]:PORT",
            "http://[64:ff9b:1::7f00:1]:PORT",
            "http://[2002:7f00:1::]:PORT",
            "http://[2001:0:7f00:1::]:PORT",
            "http://[fe80::1%25lo]:PORT",
            "http://[fe80::5efe:7f00:1]:PORT",
            "http://\uFF11\uFF12\uFF17.0.0.1:PORT",
            "http://\u2460\u2461\u2466.0.0.1:PORT",
            "http://127\u30020\u30020\u30021:PORT",
            "http://%31%32%37.0.0.1:PORT",
            "http://user@127.0.0.1:PORT",
            "http://public.test@127.0.0.1:PORT",
            "http://public.test:80@127.0.0.1:PORT",
            "http://127.0.0.2:PORT\\@public.test",
            "http://127.0.0.2:PORT#@public.test",
            "http://169.254.169.254",
            "https://169.254.169.254",
            "https://100.64.0.1",
            "https://100.100.100.200",
            "https://10.0.0.1",
            "https://127.0.0.2:PORT",
            "https://[fe80::1]",
            "https://[fd00:ec2::254]",
            "https://[ff02::1]",
            "https://255.255.255.255");

    static Stream<String[]> hostile() {
        return overHttp().stream().flatMap(kind -> HOSTILE.stream().map(address -> new String[] {kind, address}));
    }

    /** Only the server of the test itself is allowed, by its four numbers. */
    @ParameterizedTest
    @MethodSource("hostile")
    void hostileAddressesAreRefusedWhenItIsSent(String kind, String address) {
        Channel channel = Kinds.channel(kind, address.replace("PORT", String.valueOf(sink.port())));
        Packet packet =
                channel.prepare(Letters.letter(Locale.ENGLISH, 1), Kinds.NAME).get(0);
        assertThat(channel.send(packet)).isInstanceOf(Outcome.Refused.class);
        assertThat(sink.got()).isEmpty();
    }

    static Stream<String[]> redirects() {
        return overHttp().stream()
                .flatMap(kind ->
                        Stream.of("301", "302", "303", "307", "308").map(status -> new String[] {kind, status}));
    }

    /** Not even to where it may be sent: there is one request, and its answer is told. */
    @ParameterizedTest
    @MethodSource("redirects")
    void aRedirectIsNotFollowed(String kind, String status) {
        sink.answer(got -> new HttpSink.Answer(
                Integer.parseInt(status), Map.of("Location", "http://127.0.0.1:" + sink.port() + "/x"), ""));
        Outcome found = Kinds.channel(kind, sink.url())
                .send(packets(kind, Letters.letter(Locale.ENGLISH, 1)).get(0));
        assertThat(found).isInstanceOf(Outcome.Refused.class).asString().contains(status);
        assertThat(sink.got()).hasSize(1);
    }
}
