package vigie.upkeep;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import vigie.io.AtomicFile;
import vigie.io.Sha256;
import vigie.store.Store;
import vigie.store.Upkeep;
import vigie.sync.Progress;
import vigie.upkeep.UpkeepException.Reason;

/**
 * Puts a backup into a home. Its files are unpacked into a folder of the home, checked and forced to the disk; the renaming of
 * that folder to {@value #READY} is the moment from which the home is restored. What is left, moving the files to their
 * places, is done at once or, if the process was killed, before anybody reads the home again ({@link #finish}).
 */
public final class Restore {

    private static final String UNPACKED = ".restore.part";
    private static final String READY = ".restore";

    /** Files of a home that say nothing about whether it is used. */
    private static final Set<String> NOTHING = Set.of(
            "vigie.lock",
            "vigie.lock.txt",
            "vigie.schedule.lock",
            "vigie.schedule.lock.txt",
            "lost+found",
            UNPACKED,
            "native");

    /** What may be in a backup: no other name is written to the disk. */
    private static final Pattern PART =
            Pattern.compile("vigie\\.db|config\\.toml|models/[A-Za-z0-9][A-Za-z0-9._-]{0,120}");

    /** The parts of a backup, in the order in which they are moved; what it does not have stays as it is in the home. */
    private static final List<String> PARTS = List.of("models", Backup.SETTINGS, Backup.DATABASE);

    private static final int MOST_MANIFEST = 16 << 20;
    private static final int BUFFER = 1 << 20;

    private final Path home;
    private final Function<Path, Store> stores;
    private final Progress progress;

    /**
     * @param home the directory to restore into; made if it is missing
     * @param stores gives the database of a directory
     * @param progress told how far it is
     */
    public Restore(Path home, Function<Path, Store> stores, Progress progress) {
        this.home = home;
        this.stores = stores;
        this.progress = progress;
    }

    /**
     * What was restored.
     *
     * @param made the moment as of which the database is
     * @param program version of the program that made the backup
     * @param bytes size of what was restored
     */
    public record Done(Instant made, String program, long bytes) {}

    /**
     * Restores a backup.
     *
     * @param replace whether what the home holds is replaced
     * @throws UpkeepException if the backup cannot be used, or the home holds something that is not to be replaced; the home is
     *     then as it was
     * @throws vigie.store.StoreException if another process uses the home
     * @throws InterruptedException if the thread is asked to stop
     */
    public Done run(Path file, boolean replace) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new UpkeepException(Reason.NO_FILE, file.toString());
        }
        Upkeep database = stores.apply(home).upkeep();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            BackupManifest manifest = manifest(zip, file, database.supported());
            if (!replace) {
                refuseContent();
            }
            // Says that the home is in use before minutes of work, and keeps it unused until the end.
            try (Upkeep.Sole sole = database.sole()) {
                finishUnder(home);
                Space.require(home, manifest.size());
                Path unpacked = home.resolve(UNPACKED);
                delete(unpacked);
                unpack(zip, file, manifest, unpacked);
                check(file, unpacked, manifest);
                AtomicFile.rename(unpacked, home.resolve(READY));
                AtomicFile.forceDirectory(home);
                finishUnder(home);
            }
            return new Done(manifest.made(), manifest.program(), manifest.size());
        } catch (ZipException e) {
            throw new UpkeepException(e, Reason.NOT_A_BACKUP, file.toString());
        } catch (IOException | UncheckedIOException e) {
            throw new UpkeepException(e, Reason.IO, home.toString(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Ends a restore that was killed after its moment; to be called before a home is used.
     *
     * @throws vigie.store.StoreException if another process is at it
     */
    public static void finish(Path home, Function<Path, Store> stores) {
        if (!Files.isDirectory(home.resolve(READY))) {
            return;
        }
        try (Upkeep.Sole sole = stores.apply(home).upkeep().sole()) {
            finishUnder(home);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UpkeepException(e, Reason.IO, home.toString(), String.valueOf(e.getMessage()));
        }
    }

    /** Each step may be the first one after a kill: a part that is still in the folder is moved, and the folder goes last. */
    private static void finishUnder(Path home) throws IOException {
        Path ready = home.resolve(READY);
        if (!Files.isDirectory(ready)) {
            return;
        }
        for (String part : PARTS) {
            Path unpacked = ready.resolve(part);
            if (Files.exists(unpacked)) {
                Path target = home.resolve(part);
                // The log of another database would be played back into this one.
                for (String belongs : List.of("", "-wal", "-shm", "-journal")) {
                    delete(home.resolve(part + belongs));
                }
                AtomicFile.rename(unpacked, target);
            }
        }
        AtomicFile.forceDirectory(home);
        delete(ready);
    }

    /** What the backup says of itself; refuses one that this version cannot read. */
    private static BackupManifest manifest(ZipFile zip, Path file, int schema) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.NAME);
        if (entry == null || entry.getSize() > MOST_MANIFEST) {
            throw new UpkeepException(Reason.NOT_A_BACKUP, file.toString());
        }
        BackupManifest manifest;
        try (InputStream in = zip.getInputStream(entry)) {
            manifest = BackupManifest.read(in.readNBytes(MOST_MANIFEST))
                    .orElseThrow(() -> new UpkeepException(Reason.NOT_A_BACKUP, file.toString()));
        }
        if (manifest.format() > BackupManifest.FORMAT || manifest.schema() > schema) {
            throw new UpkeepException(Reason.NEWER, file.toString(), manifest.program());
        }
        Set<String> there = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> !name.equals(BackupManifest.NAME))
                .collect(Collectors.toSet());
        Set<String> named = manifest.files().keySet();
        Stream.concat(
                        Stream.concat(
                                named.stream().filter(name -> !there.contains(name)),
                                there.stream().filter(name -> !named.contains(name))),
                        named.stream().filter(name -> !PART.matcher(name).matches()))
                .findFirst()
                .or(() -> Optional.of(Backup.DATABASE).filter(name -> !named.contains(name)))
                .ifPresent(name -> {
                    throw new UpkeepException(Reason.ALTERED, file.toString(), name);
                });
        return manifest;
    }

    private void refuseContent() throws IOException {
        if (!Files.isDirectory(home)) {
            return;
        }
        try (Stream<Path> all = Files.list(home)) {
            all.map(path -> path.getFileName().toString())
                    .filter(name -> !NOTHING.contains(name))
                    .sorted()
                    .findFirst()
                    .ifPresent(name -> {
                        throw new UpkeepException(Reason.NOT_EMPTY, home.toString(), name);
                    });
        }
    }

    private void unpack(ZipFile zip, Path file, BackupManifest manifest, Path folder) throws IOException {
        boolean whole = false;
        try {
            Files.createDirectories(folder.resolve(Backup.MODELS));
            for (Map.Entry<String, BackupManifest.Entry> named :
                    manifest.files().entrySet()) {
                unpack(zip, file, named.getKey(), named.getValue(), folder);
            }
            AtomicFile.forceDirectory(folder.resolve(Backup.MODELS));
            AtomicFile.forceDirectory(folder);
            whole = true;
        } finally {
            if (!whole) {
                delete(folder);
            }
        }
    }

    private void unpack(ZipFile zip, Path file, String name, BackupManifest.Entry said, Path folder)
            throws IOException {
        Path target = folder.resolve(name);
        DigestOutputStream out = new DigestOutputStream(Files.newOutputStream(target), Sha256.digest());
        long size = 0;
        try (out;
                InputStream in = zip.getInputStream(zip.getEntry(name));
                Progress.Task task = progress.begin("restore", name, Progress.Unit.BYTES, said.size())) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0 && size <= said.size(); read = in.read(buffer)) {
                out.write(buffer, 0, read);
                size += read;
                task.at(size);
            }
        } catch (ZipException | EOFException e) {
            throw new UpkeepException(e, Reason.ALTERED, file.toString(), name);
        }
        String sha256 = HexFormat.of().formatHex(out.getMessageDigest().digest());
        if (size != said.size() || !sha256.equals(said.sha256())) {
            throw new UpkeepException(Reason.ALTERED, file.toString(), name);
        }
        AtomicFile.force(target);
    }

    /** The digests say that the database is the one that was copied, this that it is one. */
    private void check(Path file, Path unpacked, BackupManifest manifest) throws IOException {
        Upkeep database = stores.apply(unpacked).upkeep();
        if (!database.complaints(1).isEmpty() || database.version() != manifest.schema()) {
            delete(unpacked);
            throw new UpkeepException(Reason.ALTERED, file.toString(), Backup.DATABASE);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(path)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.deleteIfExists(one);
        }
    }
}
