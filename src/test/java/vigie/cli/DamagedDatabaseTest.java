package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.testing.BulletinText;
import vigie.testing.CveText;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** Databases that a disk has damaged: a command answers as it did before, or says in one sentence which file it is. */
class DamagedDatabaseTest {

    private static final String CVE = "CVE-2026-0001";
    private static final int FILE_HEAD = 100;

    private static final List<List<String>> COMMANDS = List.of(
            List.of("status"),
            List.of("status", "--hash"),
            List.of("search", "anvil"),
            List.of("search", CVE, "--json"),
            List.of("show", CVE),
            List.of("show", "CERTFR-2026-AVI-0002"),
            List.of("table", "--format", "csv"),
            List.of("publish", "--out", "OUT"),
            List.of("report", "--out", "OUT.html"),
            List.of("score", CVE));

    private static TestHome whole;
    private static int page;

    @TempDir
    Path home;

    @BeforeAll
    static void make() throws Exception {
        whole = TestHome.make();
        whole.ingest(
                "2026-01-30",
                CveText.cve(CVE)
                        .cvss(9.8)
                        .title("An anvil")
                        .description("An anvil drops")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed(),
                CveText.cve(CVE).description("An anvil drops").nvd(),
                CveText.cve("CVE-2026-0002").title("Another").listed(),
                Seen.kev(CVE, "cisa", "2026-01-12"));
        whole.ingest("2026-01-30", Seen.epss(LocalDate.of(2026, 1, 30), Map.of(CVE, 0.5)));
        whole.ingest(
                "2026-01-30",
                BulletinText.bulletin("CERTFR-2026-AVI-0002", "2026-01-10", CVE)
                        .system("Acme", "Anvil")
                        .seen());
        Scores.run(whole.writer(), Instant.parse("2026-01-30T12:00:00Z"), 1, List.of(CVE), List.of());
        try (Connection db =
                        DriverManager.getConnection("jdbc:sqlite:" + whole.dir().resolve("vigie.db"));
                Statement statement = db.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            page = statement.executeQuery("PRAGMA page_size").getInt(1);
        }
    }

    @AfterAll
    static void drop() {
        whole.close();
    }

    private void copy() throws IOException {
        Files.deleteIfExists(home.resolve("vigie.db-wal"));
        Files.deleteIfExists(home.resolve("vigie.db-shm"));
        Files.copy(whole.dir().resolve("vigie.db"), home.resolve("vigie.db"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Ran run(List<String> command) {
        List<String> all = new ArrayList<>(List.of("--today", "2026-01-30", "--lang", "en"));
        command.forEach(word -> all.add(word.replace("OUT", home.resolve("out").toString())));
        return Ran.on(home, all.toArray(String[]::new));
    }

    private void wellBehaved(Ran before, Ran ran, String what) {
        if (ran.status() == Exit.DONE) {
            assertThat(ran.out()).as(what).isEqualTo(before.out());
            return;
        }
        if (ran.err().equals(before.err())) {
            return;
        }
        assertThat(ran.err().lines().filter(line -> line.startsWith("Error: ")))
                .as(what + "\n" + ran.err())
                .singleElement()
                .asString()
                .contains(home.resolve("vigie.db").toString());
    }

    /** Each page of the file in turn, filled with other bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xA5, 0xFF})
    void aDamagedPageIsToldInOneSentence(int filling) throws IOException {
        copy();
        List<Ran> before = COMMANDS.stream().map(this::run).toList();
        long pages = Files.size(home.resolve("vigie.db")) / page;
        for (int number = 0; number < pages; number++) {
            // Each page meets some commands, and each command many pages: all with all takes minutes.
            for (int i = number % 5; i < COMMANDS.size(); i += 5) {
                copy();
                try (RandomAccessFile file =
                        new RandomAccessFile(home.resolve("vigie.db").toFile(), "rw")) {
                    // What is zeroed and keeps its head is well-formed: SQLite has no checksums.
                    int kept = number == 0 || filling != 0 ? FILE_HEAD : 0;
                    byte[] other = new byte[page - kept];
                    Arrays.fill(other, (byte) filling);
                    file.seek((long) number * page + kept);
                    file.write(other);
                }
                wellBehaved(before.get(i), run(COMMANDS.get(i)), "page " + number + " " + COMMANDS.get(i));
            }
        }
    }

    @Test
    void aFileThatIsCutIsToldInOneSentence() throws IOException {
        copy();
        List<Ran> before = COMMANDS.stream().map(this::run).toList();
        long size = Files.size(home.resolve("vigie.db"));
        for (int part = 1; part < 10; part++) {
            for (int i = 0; i < COMMANDS.size(); i++) {
                copy();
                try (RandomAccessFile file =
                        new RandomAccessFile(home.resolve("vigie.db").toFile(), "rw")) {
                    file.setLength(size * part / 10 / page * page);
                }
                wellBehaved(before.get(i), run(COMMANDS.get(i)), "cut to " + part + "/10 " + COMMANDS.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x'01'", "x''", "x'FF0102030405'", "substr(body, 1, length(body) - 5)", "zeroblob(200)"})
    void aDamagedDocumentIsToldWithItsRecord(String body) throws Exception {
        copy();
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("vigie.db"));
                Statement statement = db.createStatement()) {
            statement.execute("UPDATE raw SET body = " + body);
            statement.execute("UPDATE bulletin SET body = " + body);
        }
        String file = home.resolve("vigie.db") + ": ";
        Ran cve = run(List.of("show", CVE));
        assertThat(cve.status()).isEqualTo(Exit.FAILED);
        assertThat(cve.err()).contains("Error: " + file + "the record " + CVE + " of CVE_LIST: ");
        Ran publication = run(List.of("show", "CERTFR-2026-AVI-0002"));
        assertThat(publication.status()).isEqualTo(Exit.FAILED);
        assertThat(publication.err()).contains("Error: " + file + "the record CERTFR-2026-AVI-0002: ");
        for (List<String> command : COMMANDS) {
            assertThat(run(command).err()).as(command.toString()).doesNotContain("Internal error");
        }
    }
}
