package vigie.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vigie.channel.ChannelSettings.Limits;
import vigie.channel.ChannelSettings.Login;
import vigie.channel.ChannelSettings.SecretPlace;
import vigie.channel.ChannelSettings.Security;

/** Mail over TLS, to servers with certificates that are made for the test. */
@Timeout(120)
class MailEncryptionTest {

    private static final String ALICE = "alice@example.org";
    private static final String PASSWORD = "changeit";

    /** Offered before and after the encryption begins. */
    private static final Map<String, String> OFFERED = Map.of(
            "EHLO", "250-here\r\n250-STARTTLS\r\n250 8BITMIME",
            "STARTTLS", "220 go on",
            "EHLO secured", "250-here\r\n250 AUTH PLAIN",
            "AUTH secured", "235 welcome");

    @TempDir
    private static Path dir;

    private static SSLContext usual;

    /** Of the name localhost, and trusted. */
    private static SSLContext good;

    /** Trusted, of another name. */
    private static SSLContext other;

    /** Of the name localhost, and not trusted. */
    private static SSLContext stranger;

    @BeforeAll
    static void makeCertificates() throws Exception {
        good = certificate("good", "dns:localhost");
        other = certificate("other", "dns:other.example");
        stranger = certificate("stranger", "dns:localhost");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String name : List.of("good", "other")) {
            trusted.setCertificateEntry(name, kept(name).getCertificate("key"));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        usual = SSLContext.getDefault();
        SSLContext.setDefault(client);
    }

    @AfterAll
    static void restore() {
        SSLContext.setDefault(usual);
    }

    private static KeyStore kept(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(dir.resolve(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext certificate(String name, String of) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + of,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        dir.resolve(name).toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(kept(name), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static Outcome send(int port, Security security) {
        ChannelSettings settings = new ChannelSettings(
                Optional.of(new ChannelSettings.Mail(
                        "localhost",
                        port,
                        security,
                        Optional.of(new Login("vigie", new SecretPlace(true, "PASSWORD"))),
                        "Vigie <vigie@example.org>",
                        Optional.empty(),
                        new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20)),
                        6_000_000)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of("127.0.0.1", "::1"));
        Channel channel = Channels.of(settings, Map.of("PASSWORD", "s3cret"), Clock.systemUTC())
                .of("mail:" + ALICE)
                .orElseThrow();
        return channel.send(
                channel.prepare(Letters.letter(Locale.ENGLISH, 1), ALICE).get(0));
    }

    private static Stream<String> verbs(List<String> lines) {
        return lines.stream().map(line -> line.split(" ")[0]).filter(verb -> verb.matches("[A-Z]{4,8}"));
    }

    @Test
    void afterStarttlsLoginAndMailAreEncrypted() throws Exception {
        try (SmtpScript server = new SmtpScript(OFFERED, Optional.of(good), false)) {
            assertThat(send(server.port(), Security.STARTTLS)).isEqualTo(new Outcome.Sent("250 kept as 17"));
            assertThat(verbs(server.lines())).containsExactly("EHLO", "STARTTLS");
            assertThat(verbs(server.encrypted())).startsWith("EHLO", "AUTH", "MAIL", "RCPT", "DATA");
            String login = server.encrypted().stream()
                    .filter(line -> line.startsWith("AUTH PLAIN "))
                    .findFirst()
                    .orElseThrow()
                    .substring(11);
            assertThat(new String(Base64.getDecoder().decode(login), StandardCharsets.UTF_8))
                    .endsWith("\0vigie\0s3cret");
        }
    }

    @Test
    void withTlsEverythingIsEncryptedFromTheBeginning() throws Exception {
        try (SmtpScript server = new SmtpScript(OFFERED, Optional.of(good), true)) {
            assertThat(send(server.port(), Security.TLS)).isInstanceOf(Outcome.Sent.class);
            assertThat(server.lines()).isEmpty();
            assertThat(verbs(server.encrypted())).startsWith("EHLO", "AUTH", "MAIL", "RCPT", "DATA");
        }
    }

    @Test
    void toACertificateOfAStrangerOrOfAnotherNameNothingIsSaid() throws Exception {
        for (boolean fromTheBeginning : new boolean[] {false, true}) {
            for (SSLContext bad : List.of(stranger, other)) {
                try (SmtpScript server = new SmtpScript(OFFERED, Optional.of(bad), fromTheBeginning)) {
                    Outcome outcome = send(server.port(), fromTheBeginning ? Security.TLS : Security.STARTTLS);
                    assertThat(outcome).isInstanceOf(Outcome.Later.class);
                    assertThat(outcome.toString()).contains("localhost").doesNotContain("s3cret");
                    assertThat(verbs(server.lines())).doesNotContain("AUTH", "MAIL", "DATA");
                    assertThat(server.encrypted()).isEmpty();
                }
            }
        }
    }

    @Test
    void aServerThatOffersStarttlsAndRefusesItGetsNothing() throws Exception {
        Map<String, String> refusing = Map.of(
                "EHLO", "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN",
                "STARTTLS", "454 not now",
                "AUTH", "235 welcome");
        try (SmtpScript server = new SmtpScript(refusing, Optional.of(good), false)) {
            assertThat(send(server.port(), Security.STARTTLS)).isInstanceOf(Outcome.Later.class);
            assertThat(verbs(server.lines())).doesNotContain("AUTH", "MAIL", "DATA");
        }
    }

    @Test
    void aLoginThatIsRefusedOverTlsLetsTheMailWait() throws Exception {
        Map<String, String> refusing = new java.util.HashMap<>(OFFERED);
        refusing.put("AUTH secured", "535 no");
        try (SmtpScript server = new SmtpScript(refusing, Optional.of(good), false)) {
            Outcome outcome = send(server.port(), Security.STARTTLS);
            assertThat(outcome).isInstanceOf(Outcome.Later.class);
            assertThat(outcome.toString()).doesNotContain("s3cret");
            assertThat(verbs(server.encrypted())).doesNotContain("MAIL", "DATA");
        }
    }
}
