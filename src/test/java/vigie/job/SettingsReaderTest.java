package vigie.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.channel.ChannelSettings;
import vigie.model.Retention;
import vigie.model.Staleness;
import vigie.model.Thinning;
import vigie.text.Messages;

class SettingsReaderTest {

    @TempDir
    private Path dir;

    private Settings read(String toml) {
        try {
            return SettingsReader.read(
                    Optional.of(Files.writeString(dir.resolve("vigie.toml"), toml)), dir.resolve("none"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What is said, in English. */
    private static String refusal(ThrowingCallable reading) {
        return catchThrowableOfType(SettingsException.class, reading).sentence(new Messages("en"));
    }

    @Test
    void everyKeyHasADefault() {
        assertThat(SettingsReader.read(Optional.empty(), dir.resolve("config.toml")))
                .isEqualTo(Settings.DEFAULT);
        assertThat(read("")).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void everyKeyIsRead() {
        Settings settings = read("""
                mirror = "http://127.0.0.1:8099"
                [certfr]
                since = 2000-01-01
                [epss]
                history = ["2026-01-01", 2026-01-02]
                [evidence]
                files = ["own.csv", "/elsewhere/other.csv"]
                earlier = ["added.csv"]
                [score]
                since = "2020-01-01"
                threads = 3
                [feed]
                dir = "/srv/feed"
                [http]
                attempts = 2
                read-timeout-seconds = 3
                [lock]
                wait-seconds = 4
                [status]
                stale-after-hours = 5
                [schedule]
                zone = "Europe/Paris"
                reconcile-day = "monday"
                reconcile-at = 02:30:00
                retrain-at = "05:00"
                retrain-heap-mb = 3000
                [schedule.every-minutes]
                certfr-listings = 90
                poc-in-github = 720
                [log]
                format = "json"
                [retention]
                daily-days = 40
                weekly-days = 50
                past-days = 60
                changes-days = 70
                runs-days = 80
                downloads-days = 9
                findings-days = 100
                """);
        assertThat(settings)
                .isEqualTo(new Settings(
                        Optional.of("http://127.0.0.1:8099"),
                        Optional.of(LocalDate.of(2000, 1, 1)),
                        java.util.List.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2)),
                        java.util.List.of(dir.toAbsolutePath().resolve("own.csv"), Path.of("/elsewhere/other.csv")),
                        java.util.List.of(dir.toAbsolutePath().resolve("added.csv")),
                        LocalDate.of(2020, 1, 1),
                        3,
                        Optional.of(Path.of("/srv/feed")),
                        2,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        new Staleness(Duration.ofHours(5)),
                        new Settings.Schedule(
                                java.util.Map.of(
                                        "certfr-listings",
                                        Duration.ofMinutes(90),
                                        "poc-in-github",
                                        Duration.ofMinutes(720)),
                                java.time.ZoneId.of("Europe/Paris"),
                                java.time.DayOfWeek.MONDAY,
                                java.time.LocalTime.of(2, 30),
                                java.time.LocalTime.of(5, 0),
                                3000),
                        true,
                        new Retention(new Thinning(40, 50, 60), 70, 80, 9, 100),
                        ChannelSettings.NONE));
    }

    @Test
    void mailIsEncryptedUnlessToldOtherwise() {
        String mail = """
                dashboard.address = "https://vigie.example.org/"
                outgoing.allow = ["10.0.0.0/8", "::1"]
                [mail]
                host = "smtp.example.org"
                from = "Vigie <vigie@example.org>"
                """;
        ChannelSettings channels = read(mail).channels();
        assertThat(channels.dashboard()).contains(java.net.URI.create("https://vigie.example.org"));
        ChannelSettings.Mail found = channels.mail().orElseThrow();
        assertThat(found.security()).isEqualTo(ChannelSettings.Security.STARTTLS);
        assertThat(found.port()).isEqualTo(587);
        assertThat(read(mail + "security = \"tls\"")
                        .channels()
                        .mail()
                        .orElseThrow()
                        .port())
                .isEqualTo(465);
        assertThat(refusal(() -> read(mail + "security = \"none\"\nuser = \"v\"\npassword-file = \"p\"")))
                .contains("mail.security");
        assertThat(refusal(() -> read(mail + "user = \"v\""))).contains("mail.password-file");
        assertThat(refusal(() -> read(mail + "password-file = \"p\"\npassword-variable = \"P\"")))
                .contains("mail.password-variable");
        assertThat(refusal(() -> read(mail + "pasword-file = \"p\""))).contains("mail.password-file");
        assertThat(refusal(() -> read(mail + "port = 65536"))).contains("mail.port");
        assertThat(refusal(() -> read("mail.host = \"h\""))).contains("mail.from");
        assertThat(refusal(() -> read("mail.host = \"h\"\nmail.from = \"nobody\"")))
                .contains("mail.from");
        assertThat(refusal(() -> read("outgoing.allow = [\"10.0.0.0/33\"]"))).contains("outgoing.allow");
        assertThat(refusal(() -> read("outgoing.allow = [\"intranet\"]"))).contains("outgoing.allow");
        assertThat(refusal(() -> read("dashboard.address = \"ftp://x\""))).contains("dashboard.address");
    }

    @Test
    void aChannelHasWhatItsKindNeedsAndNothingElse() {
        ChannelSettings.Target slack = read("""
                        [channels.soc]
                        kind = "slack"
                        url-file = "slack-url"
                        read-timeout-seconds = 5
                        """).channels().targets().get(0);
        assertThat(slack.name()).isEqualTo("soc");
        assertThat(slack.secrets().get("url").name())
                .isEqualTo(dir.toAbsolutePath().resolve("slack-url").toString());
        assertThat(slack.limits().read()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read("[channels.siem]\nkind = \"syslog\"\nhost = \"h\"\ntransport = \"udp\"\nport = 5514")
                        .channels()
                        .targets())
                .hasSize(1);
        assertThat(refusal(() -> read("[channels.soc]\nkind = \"slak\""))).contains("channels.soc.kind");
        assertThat(refusal(() -> read("[channels.soc]\nurl-file = \"f\""))).contains("channels.soc.kind");
        assertThat(refusal(() -> read("[channels.soc]\nkind = \"slack\""))).contains("channels.soc.url-file");
        assertThat(refusal(() -> read("[channels.soc]\nkind = \"slack\"\nurl = \"https://s.example/x\"")))
                .contains("channels.soc.url");
        assertThat(refusal(() -> read("[channels.soc]\nkind = \"slack\"\nurl-file = \"f\"\nroom = \"r\"")))
                .contains("channels.soc.room");
        assertThat(refusal(() -> read("[channels.soc]\nkind = \"slack\"\nurl-fil = \"f\"")))
                .contains("channels.soc.url-fil", "channels.NAME.url-file");
        assertThat(refusal(() -> read("[channels.\"a b\"]\nkind = \"command\"\nprogram = [\"x\"]")))
                .contains("a b");
        assertThat(refusal(() -> read("[channels.x]\nkind = \"syslog\"\nhost = \"h\"\ntransport = \"dtls\"")))
                .contains("channels.x.transport");
        assertThat(
                        refusal(
                                () -> read(
                                        "[channels.x]\nkind = \"github\"\nurl = \"https://a.example\"\ntoken-file = \"t\"\nproject = \"../x\"")))
                .contains("channels.x.project");
        assertThat(refusal(() ->
                        read("[channels.x]\nkind = \"webhook\"\nurl = \"gopher://a.example\"\nsecret-file = \"t\"")))
                .contains("channels.x.url");
    }

    @Test
    void agesOfWhatIsKeptGrow() {
        assertThat(read("retention.daily-days = 400").retention().past()).isEqualTo(new Thinning(400, 400, 1095));
        assertThat(refusal(() -> read("retention.daily-days = 31"))).contains("retention.daily-days", "31");
        assertThat(refusal(() -> read("retention.weekly-days = 80"))).contains("retention.weekly-days", "80");
        assertThat(refusal(() -> read("[retention]\nweekly-days = 800\npast-days = 700")))
                .contains("retention.past-days", "700");
        assertThat(refusal(() -> read("retention.changes-days = 0"))).contains("retention.changes-days");
    }

    @ParameterizedTest
    @CsvSource({
        "mirorr, mirror",
        "certfr.sinse, certfr.since",
        "evidence.file, evidence.files",
        "http.attempt, http.attempts",
        "htpp.attempts, http.attempts",
        "stale-after-hours, status.stale-after-hours"
    })
    void anUnknownKeyIsRefusedWithTheNearestKnownOne(String key, String nearest) {
        assertThat(refusal(() -> read(key + " = 1")))
                .contains("unknown key '" + key + "'; did you mean '" + nearest + "'?")
                .contains("vigie.toml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mirror = 1",
                "mirror = [\"http://x\"]",
                "certfr.since = \"yesterday\"",
                "certfr.since = 2026",
                "epss.history = \"2026-01-01\"",
                "epss.history = [\"2026-13-01\"]",
                "evidence.files = \"own.csv\"",
                "evidence.files = [1]",
                "http.attempts = \"2\"",
                "http.attempts = 1.5",
                "http.attempts = 0",
                "lock.wait-seconds = -1",
                "status.stale-after-hours = 0",
                "http = 1",
                "http.attempts = 99999999999999999999",
                "status.stale-after-hours = 9999999999"
            })
    void aValueOfTheWrongKindIsRefused(String line) {
        String key = line.substring(0, line.indexOf(' '));
        assertThat(refusal(() -> read(line))).contains("wrong value for '" + key + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror", "mirror =", "[http", "mirror = \"a\"\nmirror = \"b\""})
    void aFileThatIsNoTomlIsRefusedWithTheLine(String text) {
        assertThat(refusal(() -> read("# settings\n" + text)))
                .contains("vigie.toml")
                .containsPattern("line [23]: \\S");
    }

    @Test
    void aFileThatIsNotThereIsRefusedIfItWasAskedFor() {
        assertThat(refusal(() -> SettingsReader.read(Optional.of(dir.resolve("none.toml")), dir.resolve("usual"))))
                .contains("the file does not exist");
    }
}
