package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.JobState;
import vigie.testing.Sample;
import vigie.testing.SampleServer;
import vigie.testing.TestHome;

/** {@code vigie backup}, {@code restore} and {@code doctor}. */
class UpkeepCommandsTest {

    @TempDir
    private Path folder;

    private static Ran on(Path home, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--today", "2026-01-30"));
        all.addAll(List.of(arguments));
        return Ran.on(home, all.toArray(String[]::new));
    }

    private static JsonNode finding(Ran ran, String check) {
        JsonNode found = JsonMapper.builder().build().readTree(ran.out()).path("findings");
        for (JsonNode one : found) {
            if (one.path("check").asString("").equals(check)) {
                return one;
            }
        }
        throw new AssertionError("no " + check + " in " + ran.out() + ran.err());
    }

    private static String state(Ran ran, String check) {
        return finding(ran, check).path("state").asString();
    }

    @Test
    void whatIsBackedUpIsRestoredAndAnswersTheSame() throws Exception {
        Path home = folder.resolve("home");
        Sample.into(home);
        String file = folder.resolve("b.zip").toString();
        Ran backup = on(home, "backup", file);
        assertThat(backup.status()).as(backup.err()).isEqualTo(Exit.DONE);
        assertThat(backup.out()).isEmpty();
        assertThat(backup.err()).contains("Backup written to " + file, "1 model", "Token files are not in it");
        Path other = folder.resolve("other");
        Ran restore = on(other, "--lang", "fr", "restore", file);
        assertThat(restore.status()).as(restore.err()).isEqualTo(Exit.DONE);
        assertThat(restore.err()).contains("est restauré dans son état du 2026-01-30 12:0");
        assertThat(on(other, "show", "CVE-2026-1281", "--json").out())
                .isEqualTo(on(home, "show", "CVE-2026-1281", "--json").out());
        assertThat(on(other, "status", "--hash").out())
                .isEqualTo(on(home, "status", "--hash").out());
        Ran again = on(other, "restore", file);
        assertThat(again.status()).isEqualTo(Exit.FAILED);
        assertThat(again.err()).contains("Error: " + other + " is not empty", "--replace");
        assertThat(on(other, "restore", "--replace", file).status()).isEqualTo(Exit.DONE);
    }

    @Test
    void aBackupThatCannotBeWrittenOrReadIsToldInOneSentence() throws IOException {
        try (TestHome home = TestHome.make()) {
            assertThat(on(home.dir(), "backup", folder.resolve("no/b.zip").toString())
                            .err())
                    .contains("the directory does not exist");
            Path text = Files.writeString(folder.resolve("text"), "text");
            Ran ran = on(folder.resolve("new"), "restore", text.toString());
            assertThat(ran.status()).isEqualTo(Exit.FAILED);
            assertThat(ran.err().lines()).singleElement().asString().contains("is not a backup of Vigie");
            assertThat(on(folder.resolve("new"), "--lang", "fr", "restore", text.toString())
                            .err())
                    .contains("n’est pas une sauvegarde de Vigie");
        }
        assertThat(on(folder.resolve("none"), "backup", folder.resolve("b.zip").toString())
                        .err())
                .contains("there is no database in");
    }

    @Test
    void aHealthyInstallationIsFine() throws Exception {
        Path home = folder.resolve("home");
        Sample.into(home);
        try (SampleServer mirror = new SampleServer()) {
            Ran ran = on(home, "--mirror", mirror.address(), "doctor", "--json");
            assertThat(ran.status()).as(ran.out()).isEqualTo(Exit.DONE);
            for (String check : List.of("programs", "settings", "home", "database", "dates", "models", "source.nvd")) {
                assertThat(state(ran, check)).as(check).isEqualTo("fine");
            }
            Ran text = on(home, "--lang", "fr", "doctor", "--offline");
            assertThat(text.out()).contains("intègre, version", "non interrogées", "Aucun problème.");
        }
    }

    @Test
    void everySourceThatCannotBeReachedIsTold() {
        Ran ran = on(folder.resolve("none"), "--mirror", "http://127.0.0.1:1", "doctor", "--json");
        assertThat(ran.status()).isEqualTo(Exit.UNSOUND);
        assertThat(state(ran, "database")).isEqualTo("note");
        for (String source : List.of("certfr", "cvelist", "nvd", "epss", "kev", "eukev", "cve-services", "epss-api")) {
            assertThat(state(ran, "source." + source)).as(source).isEqualTo("wrong");
        }
        assertThat(finding(ran, "source.nvd").path("what").asString()).contains("no connection to the host");
        assertThat(finding(ran, "source.nvd").path("advice").asString()).contains("nvd.nist.gov");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void anEarlierVersionThatIsDamagedIsToldWithItsRecord() throws Exception {
        Path home = folder.resolve("home");
        Sample.into(home);
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("vigie.db"));
                Statement statement = db.createStatement()) {
            statement.execute("INSERT INTO record_version (record, part, since, origin, until, body)"
                    + " SELECT id, 'head', '2026-01-01', 0, '2026-01-02', x'0102' FROM raw LIMIT 1");
        }
        Ran ran = on(home, "doctor", "--offline", "--json");
        assertThat(state(ran, "versions")).isEqualTo("note");
        assertThat(finding(ran, "versions").path("what").asString())
                .contains("one earlier version", "the record CVE-", "damaged");
        assertThat(on(home, "--lang", "fr", "doctor", "--offline").out()).contains("une version antérieure");
    }

    @Test
    void whatIsDamagedIsToldWithWhatToDo() throws Exception {
        Path home = folder.resolve("home");
        Sample.into(home);
        Files.writeString(home.resolve("config.toml"), "[http]\nattempts = 0\n");
        Path models = Files.createDirectories(home.resolve("models"));
        Files.writeString(models.resolve("in-use"), "lost");
        Path feed = Files.createDirectories(home.resolve("feed"));
        Files.writeString(feed.resolve(".vigie-feed"), "");
        try (RandomAccessFile database =
                new RandomAccessFile(home.resolve("vigie.db").toFile(), "rw")) {
            database.setLength(database.length() / 2 / 4096 * 4096);
        }
        Ran ran = on(home, "doctor", "--offline", "--json");
        assertThat(ran.status()).isEqualTo(Exit.UNSOUND);
        for (String check : List.of("settings", "database", "models", "feed")) {
            assertThat(state(ran, check)).as(check).isEqualTo("wrong");
            assertThat(finding(ran, check).path("advice").asString(""))
                    .as(check)
                    .isNotEmpty();
        }
        assertThat(finding(ran, "settings").path("what").asString()).contains("http.attempts");
    }

    @Test
    void aPublishedFeedIsHeldAgainstItsManifest() throws Exception {
        Path home = folder.resolve("home");
        Sample.into(home);
        assertThat(on(home, "score").status()).isEqualTo(Exit.DONE);
        assertThat(on(home, "publish", "--out", home.resolve("feed").toString()).status())
                .isEqualTo(Exit.DONE);
        assertThat(state(on(home, "doctor", "--offline", "--json"), "feed")).isEqualTo("fine");
        Files.delete(home.resolve("feed/scores.csv.gz"));
        Ran ran = on(home, "doctor", "--offline", "--json");
        assertThat(ran.status()).isEqualTo(Exit.UNSOUND);
        assertThat(finding(ran, "feed").path("what").asString()).contains("scores.csv.gz");
    }

    @Test
    void whatWasReadInTheFutureIsTold() throws Exception {
        Path home = folder.resolve("home");
        Sample.into(home);
        Ran ran = Ran.on(home, "--today", "2025-01-30", "doctor", "--offline", "--json");
        assertThat(ran.status()).isEqualTo(Exit.UNSOUND);
        assertThat(finding(ran, "dates").path("what").asString()).contains("certfr");
    }

    @Test
    void aJobOfTheScheduleThatFailsIsTold() {
        try (TestHome home = TestHome.make()) {
            home.writer()
                    .keep(JobState.fresh("kev", Instant.EPOCH)
                            .ended(Instant.EPOCH, JobState.Outcome.FAILED, false, "the host refuses"));
            Ran ran = on(home.dir(), "doctor", "--offline", "--json");
            assertThat(state(ran, "job.kev")).isEqualTo("note");
            assertThat(finding(ran, "job.kev").path("what").asString()).contains("once", "the host refuses");
            assertThat(on(home.dir(), "--lang", "fr", "doctor", "--offline").out())
                    .contains("1 échec dans le calendrier", "refuse");
        }
    }
}
