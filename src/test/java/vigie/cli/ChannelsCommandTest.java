package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ChannelsCommandTest {

    @TempDir
    private Path home;

    private Path kept;

    @BeforeEach
    void configure() throws IOException {
        kept = home.resolve("kept.json");
        Files.writeString(home.resolve("config.toml"), """
                [mail]
                host = "127.0.0.1"
                from = "vigie@example.org"
                [channels.own]
                kind = "command"
                program = ["/usr/bin/tee", "%s"]
                [channels.broken]
                kind = "command"
                program = ["/bin/false"]
                """.formatted(kept));
    }

    @Test
    void theChannelsOfTheSettingsAreShown() {
        assertThat(Ran.on(home, "channels").out())
                .contains("127.0.0.1:587 (starttls), from vigie@example.org", "command:own", "command:broken");
    }

    @Test
    void aTestMessageArrivesInTheLanguageAskedFor() throws IOException {
        Ran ran = Ran.on(home, "--lang", "fr", "channels", "try", "command:own");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("command:own", "arrivé");
        assertThat(JsonMapper.shared()
                        .readTree(Files.readAllBytes(kept))
                        .path("data")
                        .path("text")
                        .asString())
                .startsWith("Ceci est un message de test.");
    }

    @Test
    void whatDidNotArriveIsAFailureWithItsReason() {
        Ran broken = Ran.on(home, "channels", "try", "command:broken");
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.err()).contains("command:broken: refused: the program of broken ended with 1");
        Ran mail = Ran.on(home, "--lang", "fr", "channels", "try", "mail:alice@example.org");
        assertThat(mail.status()).isEqualTo(1);
        assertThat(mail.err()).contains("n’est pas publique, et outgoing.allow ne l’autorise pas");
    }

    @Test
    void anUnknownChannelIsWrongUse() {
        Ran ran = Ran.on(home, "channels", "try", "slack:soc");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("slack:soc");
    }

    @Test
    void withoutAnyThatIsSaid() throws IOException {
        Files.delete(home.resolve("config.toml"));
        assertThat(Ran.on(home, "channels").err()).contains("docs/channels.md");
    }
}
