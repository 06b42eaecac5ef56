package vigie.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.model.Observation;
import vigie.score.ModelStore;
import vigie.store.Reader;
import vigie.store.StoreException;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.CveText;
import vigie.testing.Jvm;
import vigie.testing.Outbreak;
import vigie.testing.SmallDisk;
import vigie.testing.TestHome;

class BackupTest {

    @TempDir
    private Path folder;

    private final TestHome home = TestHome.make();
    private Path file;

    @BeforeEach
    void fill() {
        file = folder.resolve("backup.zip");
        home.ingest("2026-01-30", CveText.cve("CVE-2026-0001").title("An anvil").listed());
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Backup.Made back() {
        return new Backup(Installation.of(home.dir())).run(file);
    }

    private Path restored() throws InterruptedException {
        Path other = folder.resolve("restored");
        Installation.restore(other).run(file, false);
        return other;
    }

    private static Map<String, String> content(Path dir) {
        try (Reader reader = SqliteStore.at(dir).reader()) {
            return reader.contentHash();
        }
    }

    private static List<String> names(Path dir) throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void databaseModelsAndSettingsComeBack() throws Exception {
        ModelStore models = new ModelStore(home.dir());
        models.add(Outbreak.model());
        models.use(Outbreak.model().id());
        Files.writeString(home.dir().resolve("config.toml"), "[score]\nthreads = 1\n");
        Files.createDirectories(home.dir().resolve("feed"));
        Files.writeString(home.dir().resolve("feed/manifest.json"), "{}");
        Backup.Made made = back();
        assertThat(made.models()).isEqualTo(1);
        assertThat(made.settings()).isTrue();
        assertThat(made.leftOut()).isEmpty();
        Path other = restored();
        assertThat(content(other)).isEqualTo(content(home.dir()));
        assertThat(new ModelStore(other).current().file())
                .isEqualTo(Outbreak.model().file());
        assertThat(other.resolve("config.toml"))
                .hasSameTextualContentAs(home.dir().resolve("config.toml"));
        assertThat(names(other)).contains("vigie.db", "models", "config.toml").doesNotContain("feed", ".restore");
    }

    @Test
    void theModelInUseIsInTheBackupThoughItCameWithTheProgram() throws Exception {
        String shipped = vigie.testing.Sample.shippedModel(folder);
        back();
        assertThat(restored().resolve("models/" + shipped + ".json")).isRegularFile();
    }

    @Test
    void aModelThatIsDamagedIsLeftOutAndTold() throws Exception {
        ModelStore models = new ModelStore(home.dir());
        models.add(Outbreak.model());
        Files.writeString(home.dir().resolve("models/" + Outbreak.model().id() + ".json"), "{}");
        assertThat(back().leftOut())
                .singleElement()
                .asString()
                .contains(Outbreak.model().id());
        assertThat(content(restored())).isEqualTo(content(home.dir()));
    }

    /** Each write adds two CVEs in one transaction: a copy in which their number is odd is of no moment. */
    @Test
    void besideAWriterTheCopyIsOfOneMoment() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        AtomicBoolean stop = new AtomicBoolean();
        try {
            Future<Integer> writes = thread.submit((Callable<Integer>) () -> {
                int count = 0;
                while (!stop.get()) {
                    List<Observation> pair = new ArrayList<>();
                    for (int i = 0; i < 2; i++) {
                        pair.add(CveText.cve("CVE-2025-" + (10_000 + 2 * count + i))
                                .description("x".repeat(20_000))
                                .listed());
                    }
                    home.ingest("2026-01-30", pair);
                    count++;
                }
                return count;
            });
            for (int i = 0; i < 5; i++) {
                back();
                Path other = folder.resolve("copy" + i);
                Installation.restore(other).run(file, false);
                try (Reader reader = SqliteStore.at(other).reader()) {
                    assertThat(reader.status().totals().cves() % 2).isEqualTo(1);
                }
                assertThat(SqliteStore.at(other).upkeep().complaints(1)).isEmpty();
            }
            stop.set(true);
            assertThat(writes.get()).isPositive();
        } finally {
            stop.set(true);
            thread.shutdown();
        }
    }

    @Test
    void itIsForItsOwnerOnly() throws IOException {
        back();
        vigie.testing.Needs.that(
                file.getFileSystem().supportedFileAttributeViews().contains("posix"), "a file system with permissions");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedDatabaseDoesNotTakeThePlaceOfAGoodBackup() throws Exception {
        back();
        byte[] good = Files.readAllBytes(file);
        home.writer().settle();
        try (RandomAccessFile database =
                new RandomAccessFile(home.dir().resolve("vigie.db").toFile(), "rw")) {
            for (long page = 2; page < database.length() / 4096; page += 2) {
                database.seek(page * 4096);
                database.write(new byte[] {0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55});
            }
        }
        assertThatThrownBy(this::back).isInstanceOf(StoreException.class).hasMessageContaining("damaged");
        assertThat(file).hasBinaryContent(good);
        assertThat(names(folder)).containsExactly("backup.zip");
    }

    @Test
    void withoutADatabaseThereIsNothingToBackUp() {
        assertThatThrownBy(() -> new Backup(Installation.of(folder)).run(file))
                .isInstanceOfSatisfying(
                        UpkeepException.class,
                        e -> assertThat(e.reason()).isEqualTo(UpkeepException.Reason.NO_DATABASE));
    }

    @Test
    void aDiskWithoutRoomIsToldBeforeAnythingIsWritten() throws Exception {
        try (SmallDisk disk = SmallDisk.below(folder, 2)) {
            assertThatThrownBy(() -> new Backup(Installation.of(home.dir()))
                            .run(disk.place().resolve("backup.zip")))
                    .isInstanceOfSatisfying(
                            UpkeepException.class,
                            e -> assertThat(e.reason()).isEqualTo(UpkeepException.Reason.NO_SPACE));
            assertThat(names(disk.place())).isEmpty();
        }
    }

    @Test
    void killedAtAnyMomentItLeavesTheFormerBackupAndTheNextRemovesWhatLies() throws Exception {
        home.ingest(
                "2026-01-30",
                java.util.stream.IntStream.range(0, 300)
                        .mapToObj(i -> CveText.cve("CVE-2024-" + (10_000 + i))
                                .description(new java.util.Random(i)
                                        .ints(20_000, 'a', 'z')
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                        .toString())
                                .listed())
                        .toList());
        back();
        int killed = 0;
        for (int i = 0; i < 8; i++) {
            Process process = Jvm.start(
                    BackupProcess.class,
                    folder.resolve("errors"),
                    List.of(home.dir().toString(), file.toString()));
            assertThat(process.getInputStream().read()).isEqualTo('+');
            Thread.sleep(60L * i);
            killed += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
            try (ZipFile zip = new ZipFile(file.toFile())) {
                assertThat(zip.getEntry(BackupManifest.NAME)).isNotNull();
            }
        }
        assertThat(killed).isPositive();
        back();
        assertThat(names(folder)).containsExactly("backup.zip", "errors");
        assertThat(content(restored())).isEqualTo(content(home.dir()));
    }
}
