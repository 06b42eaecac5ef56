package vigie.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.channel.Channel.Packet;
import vigie.channel.ChannelSettings.Limits;
import vigie.channel.ChannelSettings.Security;

class MailChannelTest {

    private static final String ALICE = "alice@example.org";

    @TempDir
    private Path dir;

    private static ChannelSettings settings(int port, Security security, Optional<ChannelSettings.Login> login) {
        return settings(port, security, login, List.of("127.0.0.1"), 6_000_000);
    }

    private static ChannelSettings settings(
            int port, Security security, Optional<ChannelSettings.Login> login, List<String> allowed, int attachments) {
        return settings("127.0.0.1", port, security, login, allowed, attachments);
    }

    private static ChannelSettings settings(
            String host,
            int port,
            Security security,
            Optional<ChannelSettings.Login> login,
            List<String> allowed,
            int attachments) {
        Limits limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(5));
        return new ChannelSettings(
                Optional.of(new ChannelSettings.Mail(
                        host,
                        port,
                        security,
                        login,
                        "Vigie <vigie@example.org>",
                        Optional.of("soc@example.org"),
                        limits,
                        attachments)),
                List.of(),
                Optional.of(java.net.URI.create("https://vigie.example.org")),
                Optional.of(new ChannelSettings.SecretPlace(true, "LINK_KEY")),
                allowed);
    }

    private static Channel plain(int port) {
        return channel(settings(port, Security.NONE, Optional.empty()));
    }

    private static Channel channel(ChannelSettings settings) {
        return Channels.of(settings, Map.of(), java.time.Clock.systemUTC())
                .of("mail:" + ALICE)
                .orElseThrow();
    }

    private static Packet only(Channel channel, Letter letter) {
        List<Packet> packets = channel.prepare(letter, ALICE);
        assertThat(packets).hasSize(1);
        return packets.get(0);
    }

    /** The machine may be busy. */
    private static ServerSetup patient(ServerSetup setup) {
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    private static MimeMessage parsed(byte[] body) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(body));
    }

    private static String text(Packet packet) {
        return new String(packet.body(), StandardCharsets.ISO_8859_1);
    }

    /** The parts without any multipart, in their order. */
    private static List<jakarta.mail.Part> parts(jakarta.mail.Part part) throws Exception {
        if (!(part.getContent() instanceof Multipart many)) {
            return List.of(part);
        }
        List<jakarta.mail.Part> all = new java.util.ArrayList<>();
        for (int i = 0; i < many.getCount(); i++) {
            all.addAll(parts(many.getBodyPart(i)));
        }
        return all;
    }

    @Test
    void aMailReachesAServerWithALoginAsItWasKept() throws Exception {
        GreenMail server = new GreenMail(patient(ServerSetupTest.SMTP.port(0)));
        server.setUser("vigie", "vigie", "s3cret");
        server.start();
        try {
            Path password = Files.writeString(dir.resolve("password"), "s3cret\n");
            // GreenMail has no STARTTLS: the login is sent in the clear here, which the settings themselves do not
            // allow.
            Channel channel = channel(settings(
                    server.getSmtp().getPort(),
                    Security.NONE,
                    Optional.of(new ChannelSettings.Login(
                            "vigie", new ChannelSettings.SecretPlace(false, password.toString())))));
            Packet packet = only(channel, Letters.letter(Locale.FRENCH, 3));
            assertThat(channel.send(packet)).isInstanceOf(Outcome.Sent.class);
            assertThat(text(packet)).doesNotContain("s3cret");
            MimeMessage received = server.getReceivedMessages()[0];
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            received.writeTo(bytes, new String[] {"Return-Path", "Received"});
            assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).isEqualToIgnoringNewLines(text(packet));
            assertThat(received.getSubject()).contains("3 alertes", "perimeter");
        } finally {
            server.stop();
        }
    }

    @Test
    void nothingIsSentWithoutTheEncryptionThatWasAskedFor() throws Exception {
        try (SmtpScript server = new SmtpScript(Map.of())) {
            Channel channel = channel(settings(server.port(), Security.STARTTLS, Optional.empty()));
            Outcome outcome = channel.send(only(channel, Letters.letter(Locale.ENGLISH, 1)));
            assertThat(outcome).isInstanceOf(Outcome.Later.class).asString().contains("STARTTLS");
            assertThat(server.lines()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsRefusedWithOrWithoutStarttls() throws Exception {
        GreenMail server = new GreenMail(patient(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)));
        server.start();
        try {
            Channel channel = channel(settings(server.getSmtps().getPort(), Security.TLS, Optional.empty()));
            Outcome outcome = channel.send(only(channel, Letters.letter(Locale.ENGLISH, 1)));
            assertThat(outcome).isInstanceOf(Outcome.Later.class).asString().contains("127.0.0.1", "certificate");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hello, 421 busy, Later",
        "hello, 554 not you, Later",
        "hello, close, Later",
        "hello, silent, Later",
        "MAIL, 451 later, Later",
        "MAIL, 550 no, Refused",
        "RCPT, 450 greylisted, Later",
        "RCPT, 550 no such user, Refused",
        "DATA, 452 full, Later",
        "DATA, close, Later",
        "., 451 later, Later",
        "., 552 too large, Refused",
        "., close, Unknown",
        "., silent, Unknown",
        "QUIT, close, Sent"
    })
    void theAnswerOfTheServerDecides(String verb, String answer, String outcome) throws Exception {
        try (SmtpScript server = new SmtpScript(Map.of(verb, answer))) {
            Channel channel = plain(server.port());
            Outcome found = channel.send(only(channel, Letters.letter(Locale.ENGLISH, 1)));
            assertThat(found.getClass().getSimpleName()).as(found.toString()).isEqualTo(outcome);
            if (Character.isDigit(answer.charAt(0))) {
                assertThat(found.toString()).contains(answer);
            }
        }
    }

    @Test
    void aWrongPasswordLetsTheMailWait() throws Exception {
        try (SmtpScript server =
                new SmtpScript(Map.of("EHLO", "250-here\r\n250 AUTH PLAIN", "AUTH", "535 wrong password"))) {
            ChannelSettings.SecretPlace place = new ChannelSettings.SecretPlace(true, "MAIL_PASSWORD");
            ChannelSettings settings =
                    settings(server.port(), Security.NONE, Optional.of(new ChannelSettings.Login("vigie", place)));
            Channel channel = Channels.of(settings, Map.of("MAIL_PASSWORD", "s3cret"), java.time.Clock.systemUTC())
                    .of("mail")
                    .orElseThrow();
            Outcome outcome = channel.send(only(channel, Letters.letter(Locale.ENGLISH, 1)));
            assertThat(outcome)
                    .isInstanceOf(Outcome.Later.class)
                    .asString()
                    .contains("535")
                    .doesNotContain("s3cret");
            Channel without = channel(settings);
            assertThat(without.send(only(without, Letters.letter(Locale.ENGLISH, 1))))
                    .isInstanceOf(Outcome.Later.class)
                    .asString()
                    .contains("MAIL_PASSWORD");
        }
    }

    @Test
    void aServerInAPrivateNetworkMustBeAllowed() throws Exception {
        try (SmtpScript server = new SmtpScript(Map.of())) {
            Channel channel =
                    channel(settings(server.port(), Security.NONE, Optional.empty(), List.of("10.0.0.0/8"), 1));
            assertThat(channel.send(only(channel, Letters.letter(Locale.ENGLISH, 1))))
                    .isInstanceOf(Outcome.Refused.class)
                    .asString()
                    .contains("outgoing.allow");
            assertThat(server.lines()).isEmpty();
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
                "[::ffff:127.0.0.2]",
                "::ffff:7f00:2",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "fe80::1",
                "fe80::1%lo",
                "169.254.169.254",
                "100.64.0.1",
                "10.0.0.1"
            })
    void aHostileServerIsRefusedWhenItIsSent(String host) throws Exception {
        try (SmtpScript server = new SmtpScript(Map.of())) {
            for (Security security : Security.values()) {
                Channel channel =
                        channel(settings(host, server.port(), security, Optional.empty(), List.of("127.0.0.1"), 1));
                assertThat(channel.send(only(channel, Letters.letter(Locale.ENGLISH, 1))))
                        .isInstanceOf(Outcome.Refused.class);
            }
            assertThat(server.lines()).isEmpty();
        }
    }

    @Test
    void aServerWhoseNameChangesItsAddressIsNotReachedThere() throws Exception {
        try (SmtpScript server = new SmtpScript(Map.of())) {
            AtomicInteger asked = new AtomicInteger();
            AddressCheck check = new AddressCheck(Kinds.LOCAL, host ->
                    new InetAddress[] {InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1")});
            ChannelSettings settings =
                    settings("rebinding.test", server.port(), Security.NONE, Optional.empty(), List.of("127.0.0.1"), 1);
            Channel channel = Channels.of(settings, Map.of(), java.time.Clock.systemUTC(), check)
                    .of("mail:" + ALICE)
                    .orElseThrow();
            Packet packet = only(channel, Letters.letter(Locale.ENGLISH, 1));
            assertThat(channel.send(packet)).isInstanceOf(Outcome.Sent.class);
            assertThat(asked).hasValue(1);
            int lines = server.lines().size();
            assertThat(channel.send(packet)).isInstanceOf(Outcome.Refused.class);
            assertThat(server.lines()).hasSize(lines);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "alice@", "a@b, c@d", "a@b\r\nBcc: c@d", "é@example.org", "a b@c"})
    void whatIsNoAddressIsRefused(String address) {
        Channel channel = plain(1);
        Packet packet =
                channel.prepare(Letters.letter(Locale.ENGLISH, 1), address).get(0);
        assertThat(channel.send(packet)).isInstanceOf(Outcome.Refused.class);
        assertThat(text(packet)).doesNotContain("Bcc:", "c@d");
    }

    @Test
    void theSameLetterIsTheSameMail() throws Exception {
        Channel channel = plain(1);
        Packet first = only(channel, Letters.letter(Locale.ENGLISH, 12));
        Packet second = only(channel, Letters.letter(Locale.ENGLISH, 12));
        assertThat(first.body()).isEqualTo(second.body());
        MimeMessage mail = parsed(first.body());
        assertThat(mail.getMessageID()).isEqualTo("<perimeter-12@example.org>");
        assertThat(mail.getHeader("Date")).containsExactly("Fri, 30 Jan 2026 12:00:00 +0000");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("In-Reply-To")).isNull();
    }

    @Test
    void oneClickPausesTheListAndTheLinkTellsNothing() throws Exception {
        ChannelSettings settings = settings(1, Security.NONE, Optional.empty());
        Map<String, String> environment = Map.of("LINK_KEY", "k3y");
        Channel channel = Channels.of(settings, environment, java.time.Clock.systemUTC())
                .of("mail")
                .orElseThrow();
        MimeMessage mail =
                parsed(only(channel, Letters.letter(Locale.ENGLISH, 1)).body());
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        String link = mail.getHeader("List-Unsubscribe")[0].replaceAll("\\s", "");
        assertThat(link)
                .matches("<https://vigie\\.example\\.org/unsubscribe/[A-Za-z0-9_-]{43}>")
                .doesNotContain("perimeter");
        String token = link.substring(link.lastIndexOf('/') + 1, link.length() - 1);
        MailLinks links = MailLinks.of(settings, environment).orElseThrow();
        List<String> lists = List.of("other", "perimeter");
        assertThat(links.list(token, lists)).contains("perimeter");
        assertThat(links.list(token, List.of("other"))).isEmpty();
        assertThat(links.list(token.substring(1), lists)).isEmpty();
        assertThat(links.list("", lists)).isEmpty();
        assertThat(MailLinks.of(settings, Map.of("LINK_KEY", "another"))
                        .orElseThrow()
                        .list(token, lists))
                .isEmpty();
        assertThat((String) parts(mail).get(0).getContent()).contains("/unsubscribe/");
    }

    @Test
    void withoutAKeyTheMailNamesTheCommandThatPausesTheList() throws Exception {
        MimeMessage mail =
                parsed(only(plain(1), Letters.letter(Locale.ENGLISH, 1)).body());
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
        assertThat((String) parts(mail).get(0).getContent()).contains("vigie watch pause perimeter");
    }

    @Test
    void aFurtherLetterOfAThreadAnswersTheFirst() throws Exception {
        Letter letter = Letters.letter(Locale.ENGLISH, 1);
        Letter next = new Letter(
                "other",
                Optional.of(letter.id()),
                letter.list(),
                letter.to(),
                letter.at(),
                letter.occasion(),
                letter.alerts());
        MimeMessage mail = parsed(only(plain(1), next).body());
        assertThat(mail.getHeader("In-Reply-To")).containsExactly("<perimeter-1@example.org>");
        assertThat(mail.getHeader("References")).containsExactly("<perimeter-1@example.org>");
    }

    @Test
    void whatRecordsHoldStaysText() throws Exception {
        Packet packet = only(plain(1), Letters.hostile());
        MimeMessage mail = parsed(packet.body());
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(text(packet).split("\r?\n\r?\n", 2)[0]).doesNotContain("\nBcc");
        List<jakarta.mail.Part> parts = parts(mail);
        assertThat(parts).hasSize(4);
        String html = (String) parts.get(1).getContent();
        assertThat(html).doesNotContain("<script", "javascript:", "<!channel>").contains("&lt;script");
        String csv = new String(parts.get(3).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv).contains("'=cmd");
    }

    @Test
    void everyLineIsShortAndTheSubjectTells() throws Exception {
        for (Letter letter :
                List.of(Letters.hostile(), Letters.letter(Locale.FRENCH, 1), Letters.letter(Locale.ENGLISH, 25))) {
            Packet packet = only(plain(1), letter);
            assertThat(text(packet).lines()).allMatch(line -> line.length() <= 200);
            assertThat(parsed(packet.body()).getSubject().length()).isBetween(20, 78);
        }
        assertThat(parsed(only(plain(1), Letters.letter(Locale.ENGLISH, 1)).body())
                        .getSubject())
                .isEqualTo("CVE-2026-1001: known exploited – Fortinet FortiOS");
    }

    @Test
    void twoThousandAlertsAreOneMailOfAFewMegabytes() throws Exception {
        Packet packet = only(plain(1), Letters.letter(Locale.FRENCH, 1987));
        assertThat(packet.body().length).isLessThan(10_000_000);
        List<jakarta.mail.Part> parts = parts(parsed(packet.body()));
        for (int i = 0; i < 2; i++) {
            String text = (String) parts.get(i).getContent();
            assertThat(text).contains("CVE-2026-1001", "CVE-2026-2987");
        }
        String csv = new String(parts.get(3).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(csv.lines()).hasSize(1988);
    }

    @Test
    void attachmentsThatAreTooLargeAreLeftOutAndThatIsSaid() throws Exception {
        Channel channel = channel(settings(1, Security.NONE, Optional.empty(), List.of(), 100));
        List<jakarta.mail.Part> parts =
                parts(parsed(only(channel, Letters.letter(Locale.ENGLISH, 5)).body()));
        assertThat(parts).hasSize(2);
        assertThat((String) parts.get(0).getContent()).contains("not attached");
    }

    @Test
    void attachmentsThatAreTooLargeAreBehindALinkWhereThereCanBeOne() throws Exception {
        ChannelSettings settings = settings(1, Security.NONE, Optional.empty(), List.of(), 100);
        Map<String, String> environment = Map.of("LINK_KEY", "k3y");
        Channel channel = Channels.of(settings, environment, java.time.Clock.systemUTC())
                .of("mail")
                .orElseThrow();
        List<jakarta.mail.Part> parts =
                parts(parsed(only(channel, Letters.letter(Locale.ENGLISH, 5)).body()));
        assertThat(parts).hasSize(2);
        String text = (String) parts.get(0).getContent();
        assertThat(text).contains("Until 2026-03-01");
        java.util.regex.Matcher link = java.util.regex.Pattern.compile(
                        "https://vigie\\.example\\.org/letters/perimeter-5/(2026-03-01)/([A-Za-z0-9_-]{43})/alerts\\.pdf")
                .matcher(text);
        assertThat(link.find()).isTrue();
        MailLinks links = MailLinks.of(settings, environment).orElseThrow();
        assertThat(links.leadsTo(link.group(2), "perimeter-5", "2026-03-01")).isTrue();
        assertThat(links.leadsTo(link.group(2), "perimeter-5", "2026-03-02")).isFalse();
        assertThat(links.leadsTo(link.group(2), "perimeter-6", "2026-03-01")).isFalse();
    }

    @Test
    void aTestMessageHasNothingToPause() throws Exception {
        Letter letter = new Letter(
                "trial-1",
                Optional.empty(),
                "test",
                Letters.to(Locale.ENGLISH),
                Letters.AT,
                Letter.Occasion.TRIAL,
                List.of());
        Channel channel = Channels.of(
                        settings(1, Security.NONE, Optional.empty()),
                        Map.of("LINK_KEY", "k3y"),
                        java.time.Clock.systemUTC())
                .of("mail")
                .orElseThrow();
        MimeMessage mail = parsed(only(channel, letter).body());
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
        assertThat((String) parts(mail).get(0).getContent()).doesNotContain("unsubscribe", "watch pause");
    }

    @Test
    void twoPeopleShareNoRow() throws Exception {
        List<vigie.alert.Alert> of = Arrays.asList(Letters.alert(1), Letters.alert(2));
        String one = text(only(plain(1), Letters.letter(Locale.ENGLISH, of.subList(0, 1))));
        String other = text(only(plain(1), Letters.letter(Locale.ENGLISH, of.subList(1, 2))));
        assertThat(one).contains("CVE-2026-1001").doesNotContain("CVE-2026-1002");
        assertThat(other).contains("CVE-2026-1002").doesNotContain("CVE-2026-1001");
    }

    @Test
    void aMailSaysWhatWhyHowUrgentAndWhatToDo() throws IOException, Exception {
        String text = (String) parts(
                        parsed(only(plain(1), Letters.letter(Locale.FRENCH, 1)).body()))
                .get(0)
                .getContent();
        assertThat(text.replace('\u00a0', ' ').replace('\u202f', ' ').replaceAll("\\s+", " "))
                .contains(
                        "« fortigate » correspond à « Fortinet FortiOS » (CERT-FR)",
                        "Exploitation connue depuis le 2026-01-29 (CISA KEV, EU KEV)",
                        "Échéance fixée par la CISA : 2026-02-19",
                        "Score Vigie de 0,800 % à 9,00 %",
                        "+1,7",
                        "+0,8",
                        "EPSS 42,0 %",
                        "CVSS 9,8 (Critique)",
                        "https://vendor.example/advisory?id=1&x=2",
                        "https://vigie.example.org/cves/CVE-2026-1001");
    }
}
