package vigie.upkeep;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vigie.io.AtomicFile;
import vigie.io.Pauses;
import vigie.io.Sha256;
import vigie.job.JobContext;
import vigie.score.ModelRefused;
import vigie.score.ModelStore;
import vigie.store.Upkeep;
import vigie.sync.Progress;
import vigie.text.Program;

/**
 * Copies into one file what cannot be fetched or computed again: the database, whose record of what was known when no source
 * has, the models, and the settings in the home. Left out are the feed and downloads, which are made again, and tokens: they
 * are secrets, which do not belong where backups go, and lie where the administrator puts them. Takes no lock: others go on
 * to read and to write.
 */
public final class Backup {

    static final String DATABASE = "vigie.db";
    static final String SETTINGS = "config.toml";
    static final String MODELS = "models/";

    private static final String IN_USE = MODELS + "in-use";
    private static final int BUFFER = 1 << 20;

    private final JobContext context;

    /** @param context home, its database, clock and listener */
    public Backup(JobContext context) {
        this.context = context;
    }

    /**
     * What was written.
     *
     * @param bytes size of the backup
     * @param database size of the database in it, in bytes
     * @param models how many models are in it
     * @param settings whether the home's settings are in it
     * @param leftOut why models are not in it that cannot be used
     */
    public record Made(
            Path file, long bytes, long database, int models, boolean settings, List<String> leftOut, Duration time) {}

    /**
     * Writes a backup. A file of that name is replaced once the new one is whole and on the disk.
     *
     * @throws UpkeepException if it cannot be made
     */
    public Made run(Path file) {
        long from = System.nanoTime();
        Upkeep database = context.store().upkeep();
        if (!database.exists()) {
            throw new UpkeepException(
                    UpkeepException.Reason.NO_DATABASE, context.home().toString());
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            AtomicFile.tidy(file);
            // The copy of the database and, at worst, as much again in the archive.
            Space.require(folder, 2 * database.bytes());
            List<String> leftOut = new ArrayList<>();
            BackupManifest manifest = AtomicFile.write(file, part -> write(part, database, leftOut));
            return new Made(
                    file,
                    Files.size(file),
                    manifest.files().get(DATABASE).size(),
                    (int) manifest.files().keySet().stream()
                            .filter(name -> name.endsWith(".card.json"))
                            .count(),
                    manifest.files().containsKey(SETTINGS),
                    leftOut,
                    Duration.ofNanos(System.nanoTime() - from));
        } catch (IOException | UncheckedIOException e) {
            throw new UpkeepException(e, UpkeepException.Reason.IO, file.toString(), String.valueOf(e.getMessage()));
        }
    }

    private BackupManifest write(Path part, Upkeep database, List<String> leftOut) throws IOException {
        Path copy = part.resolveSibling(part.getFileName() + ".db.part");
        try {
            Instant made = context.clock().instant();
            copy(database, copy);
            SortedMap<String, BackupManifest.Entry> files = new TreeMap<>();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(privately(part)), BUFFER);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.BEST_SPEED);
                Path settings = context.home().resolve(SETTINGS);
                if (Files.exists(settings)) {
                    files.put(SETTINGS, add(zip, SETTINGS, Files.readAllBytes(settings)));
                }
                addModels(zip, files, leftOut);
                try (InputStream in = Files.newInputStream(copy);
                        Progress.Task task =
                                context.listener().begin("backup", DATABASE, Progress.Unit.BYTES, Files.size(copy))) {
                    files.put(DATABASE, add(zip, DATABASE, in, task::at));
                }
                BackupManifest manifest =
                        new BackupManifest(BackupManifest.FORMAT, Program.version(), database.version(), made, files);
                add(zip, BackupManifest.NAME, manifest.bytes());
                return manifest;
            }
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + "-journal"));
        }
    }

    private void copy(Upkeep database, Path copy) throws IOException {
        privately(copy);
        try (Progress.Task task = context.listener().begin("backup", DATABASE, Progress.Unit.BYTES, database.bytes())) {
            database.copy(copy, task::at);
        }
    }

    /** An empty file for its owner only: settings may hold a password, and later versions keep what is private. */
    private static Path privately(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }

    /**
     * The choice first, then the models: a model is added before it is chosen. The model in use is there also if it came with
     * the program, as another version may not bring it.
     */
    private void addModels(ZipOutputStream zip, SortedMap<String, BackupManifest.Entry> files, List<String> leftOut)
            throws IOException {
        ModelStore models = new ModelStore(context.home());
        Optional<String> inUse = models.inUse();
        List<String> ids = new ArrayList<>(models.own());
        inUse.filter(id -> !ids.contains(id)).ifPresent(ids::add);
        for (String id : ids) {
            try {
                ModelStore.Kept model = models.read(id);
                files.put(MODELS + id + ".json", add(zip, MODELS + id + ".json", model.file()));
                files.put(
                        MODELS + id + ".card.json",
                        add(zip, MODELS + id + ".card.json", model.card().bytes()));
            } catch (ModelRefused e) {
                leftOut.add(String.valueOf(e.getMessage()));
            }
        }
        if (inUse.isPresent()) {
            files.put(IN_USE, add(zip, IN_USE, (inUse.get() + "\n").getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static BackupManifest.Entry add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        return add(zip, name, new ByteArrayInputStream(bytes), done -> {});
    }

    private static BackupManifest.Entry add(ZipOutputStream zip, String name, InputStream in, LongConsumer told)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        DigestInputStream digested = new DigestInputStream(in, Sha256.digest());
        Pauses pauses = new Pauses();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = digested.read(buffer); read >= 0; read = digested.read(buffer)) {
            zip.write(buffer, 0, read);
            size += read;
            told.accept(size);
            pauses.pause();
        }
        zip.closeEntry();
        return new BackupManifest.Entry(
                HexFormat.of().formatHex(digested.getMessageDigest().digest()), size);
    }
}
