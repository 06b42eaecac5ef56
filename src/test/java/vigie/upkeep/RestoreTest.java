package vigie.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.store.Reader;
import vigie.store.StoreException;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.CveText;
import vigie.testing.Jvm;
import vigie.testing.TestHome;
import vigie.upkeep.UpkeepException.Reason;

class RestoreTest {

    @TempDir
    private static Path kept;

    private static Path file;
    private static String hash;

    @TempDir
    private Path folder;

    private Path home;

    @BeforeAll
    static void back() {
        file = kept.resolve("backup.zip");
        try (TestHome home = TestHome.make()) {
            home.ingest(
                    "2026-01-30", CveText.cve("CVE-2026-0001").title("An anvil").listed());
            new Backup(Installation.of(home.dir())).run(file);
            hash = hash(home.dir());
        }
    }

    @AfterAll
    static void drop() throws IOException {
        Files.deleteIfExists(file);
    }

    @BeforeEach
    void name() {
        home = folder.resolve("home");
    }

    private static String hash(Path dir) {
        try (Reader reader = SqliteStore.at(dir).reader()) {
            return reader.contentHash().get("all");
        }
    }

    private void restore(Path backup) throws InterruptedException {
        Installation.restore(home).run(backup, false);
    }

    private void refused(Path backup, Reason... reasons) {
        assertThatThrownBy(() -> restore(backup))
                .isInstanceOfSatisfying(
                        UpkeepException.class, e -> assertThat(reasons).contains(e.reason()));
        assertThat(home.resolve("vigie.db")).doesNotExist();
        assertThat(home.resolve(".restore.part")).doesNotExist();
        assertThat(home.resolve("models")).doesNotExist();
    }

    private Path altered(UnaryOperator<Map<String, byte[]>> change) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        Path other = folder.resolve("altered.zip");
        try (OutputStream out = Files.newOutputStream(other);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : change.apply(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return other;
    }

    private Path manifest(String from, String to) throws IOException {
        return altered(entries -> {
            entries.computeIfPresent(
                    "manifest.json",
                    (name, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                            .replaceFirst(from, to)
                            .getBytes(StandardCharsets.UTF_8));
            return entries;
        });
    }

    @Test
    void intoAHomeThatIsNotThereAndIntoAnEmptyOne() throws Exception {
        restore(file);
        assertThat(hash(home)).isEqualTo(hash);
        home = Files.createDirectories(folder.resolve("empty"));
        restore(file);
        assertThat(hash(home)).isEqualTo(hash);
        // It can be written to as well.
        SqliteStore.at(home).unlockedWriter().close();
    }

    @Test
    void aBackupThatIsCutAnywhereIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.zip");
        for (int i = 0; i < 40; i++) {
            Files.write(cut, Arrays.copyOf(whole, (int) ((long) whole.length * i / 40)));
            refused(cut, Reason.NOT_A_BACKUP);
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
        refused(cut, Reason.NOT_A_BACKUP);
    }

    /** A byte that does not matter may differ, as one of the time of an entry; what is restored is then right. */
    @Test
    void aBackupWithAWrongByteIsRefusedOrRestoredRight() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        Path wrong = folder.resolve("wrong.zip");
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            byte[] bytes = whole.clone();
            bytes[(int) ((long) whole.length * i / 150)] ^= 0x10;
            Files.write(wrong, bytes);
            home = folder.resolve("wrong" + i);
            try {
                restore(wrong);
                assertThat(hash(home)).isEqualTo(hash);
            } catch (UpkeepException e) {
                assertThat(e.reason()).isIn(Reason.NOT_A_BACKUP, Reason.ALTERED);
                assertThat(home.resolve("vigie.db")).doesNotExist();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(130);
    }

    @Test
    void whatIsNoBackupIsRefused() throws Exception {
        refused(folder.resolve("nothing.zip"), Reason.NO_FILE);
        refused(Files.writeString(folder.resolve("text"), "no archive"), Reason.NOT_A_BACKUP);
        refused(
                altered(entries -> Map.of("manifest.json", "{}".getBytes(StandardCharsets.UTF_8))),
                Reason.NOT_A_BACKUP);
        refused(
                altered(entries -> {
                    entries.remove("manifest.json");
                    return entries;
                }),
                Reason.NOT_A_BACKUP);
    }

    @Test
    void partsThatAreMissingOrTooManyOrLieOutsideAreRefused() throws Exception {
        refused(
                altered(entries -> {
                    entries.remove("vigie.db");
                    return entries;
                }),
                Reason.ALTERED);
        refused(
                altered(entries -> {
                    entries.put("models/more.json", new byte[1]);
                    return entries;
                }),
                Reason.ALTERED);
        refused(
                altered(entries -> {
                    Map<String, byte[]> all = new LinkedHashMap<>(entries);
                    all.put("../outside", all.remove("models/in-use"));
                    all.computeIfPresent(
                            "manifest.json",
                            (name, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                                    .replace("models/in-use", "../outside")
                                    .getBytes(StandardCharsets.UTF_8));
                    return all;
                }),
                Reason.ALTERED);
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void aBackupOfANewerVersionIsRefused() throws Exception {
        refused(manifest("\"format\" : 1", "\"format\" : 2"), Reason.NEWER);
        refused(manifest("\"schema\" : [0-9]+", "\"schema\" : 999"), Reason.NEWER);
    }

    @Test
    void aHomeThatHoldsSomethingIsReplacedOnlyIfThatIsAskedFor() throws Exception {
        try (TestHome other = TestHome.make()) {
            home = other.dir();
            String before = hash(home);
            assertThatThrownBy(() -> restore(file))
                    .isInstanceOfSatisfying(
                            UpkeepException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_EMPTY));
            assertThat(hash(home)).isEqualTo(before).isNotEqualTo(hash);
        }
        home = folder.resolve("other");
        SqliteStore.at(home).unlockedWriter().close();
        Files.createDirectories(home.resolve("models"));
        Files.writeString(home.resolve("models/in-use"), "another");
        Installation.restore(home).run(file, true);
        assertThat(hash(home)).isEqualTo(hash);
        assertThat(home.resolve("models/in-use")).content().doesNotContain("another");
    }

    @Test
    void aDamagedDatabaseIsReplacedWithItsLog() throws Exception {
        Files.createDirectories(home);
        Files.writeString(home.resolve("vigie.db"), "no database");
        Files.writeString(home.resolve("vigie.db-wal"), "no log");
        Files.writeString(home.resolve("vigie.db-shm"), "no index");
        Installation.restore(home).run(file, true);
        assertThat(hash(home)).isEqualTo(hash);
    }

    @Test
    void aHomeThatAReaderOrAWriterUsesIsLeftAlone() throws Exception {
        try (TestHome used = TestHome.make()) {
            home = used.dir();
            String before = hash(home);
            assertThatThrownBy(() -> Installation.restore(home).run(file, true))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another program has the database open");
            assertThat(hash(home)).isEqualTo(before);
        }
        home = folder.resolve("written");
        Process writer = Jvm.start(HomeUser.class, folder.resolve("errors"), List.of(home.toString(), "write"));
        try {
            assertThat(writer.getInputStream().read()).isEqualTo('+');
            assertThatThrownBy(() -> Installation.restore(home).run(file, true))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another process is writing");
        } finally {
            writer.destroyForcibly().waitFor();
        }
        Process reader = Jvm.start(HomeUser.class, folder.resolve("errors"), List.of(home.toString(), "read"));
        try {
            assertThat(reader.getInputStream().read()).isEqualTo('+');
            assertThatThrownBy(() -> Installation.restore(home).run(file, true))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another program has the database open");
        } finally {
            reader.destroyForcibly().waitFor();
        }
        Installation.restore(home).run(file, true);
        assertThat(hash(home)).isEqualTo(hash);
    }

    @Test
    void killedAtAnyMomentTheHomeIsAsItWasOrRestored() throws Exception {
        for (int i = 0; i < 10; i++) {
            home = folder.resolve("killed" + i);
            SqliteStore.at(home).unlockedWriter().close();
            String before = hash(home);
            Process process = Jvm.start(
                    BackupProcess.class,
                    folder.resolve("errors"),
                    List.of(home.toString(), file.toString(), "restore"));
            assertThat(process.getInputStream().read()).isEqualTo('+');
            Thread.sleep(40L * i);
            process.destroyForcibly().waitFor();
            Restore.finish(home, SqliteStore::at);
            assertThat(hash(home)).isIn(before, hash);
            Installation.restore(home).run(file, true);
            assertThat(hash(home)).isEqualTo(hash);
        }
    }

    /** Every state in which a kill can leave what remains to be done after the moment of the restore. */
    @Test
    void whatRemainedToBeDoneIsDoneBeforeTheHomeIsUsed() throws Exception {
        Path whole = folder.resolve("whole");
        Installation.restore(whole).run(file, false);
        for (int moved = 0; moved <= 2; moved++) {
            home = folder.resolve("left" + moved);
            SqliteStore.at(home).unlockedWriter().close();
            Path ready = Files.createDirectories(home.resolve(".restore"));
            Path models = moved > 0 ? home.resolve("models") : ready.resolve("models");
            Files.createDirectories(models);
            try (Stream<Path> all = Files.list(whole.resolve("models"))) {
                for (Path one : all.toList()) {
                    Files.copy(one, models.resolve(one.getFileName()));
                }
            }
            Files.copy(
                    whole.resolve("vigie.db"),
                    (moved > 1 ? home : ready).resolve("vigie.db"),
                    StandardCopyOption.REPLACE_EXISTING);
            Restore.finish(home, SqliteStore::at);
            assertThat(hash(home)).isEqualTo(hash);
            assertThat(home.resolve(".restore")).doesNotExist();
            assertThat(home.resolve("models/in-use")).isRegularFile();
        }
    }
}
