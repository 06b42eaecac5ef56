package vigie.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Where the native libraries of SQLite, zstd and XGBoost are unpacked: the temporary directory, unless programs may not be
 * run from there (mounted {@code noexec}, as guides to hardening ask).
 */
final class NativeFolder {

    /** Of Java, SQLite's driver and zstd-jni; XGBoost's loader has none of its own and takes Java's. */
    private static final List<String> PROPERTIES = List.of("java.io.tmpdir", "org.sqlite.tmpdir", "ZstdTempFolder");

    private NativeFolder() {}

    /**
     * Chooses the first usable folder; must come before anything asks for a temporary file. Without a usable one everything
     * stays as it is.
     *
     * @param home the directory of the installation, which need not be there yet
     */
    static void choose(Path home) {
        Path temporary = Path.of(System.getProperty(PROPERTIES.get(0)));
        if (executable(temporary)) {
            return;
        }
        for (Path folder : List.of(program().resolveSibling("native"), home.resolve("native"))) {
            if (made(folder) && executable(folder)) {
                PROPERTIES.forEach(property ->
                        System.setProperty(property, folder.toAbsolutePath().toString()));
                return;
            }
        }
    }

    /** The jar, or the folder of the classes. */
    private static Path program() {
        return Path.of(java.net.URI.create(NativeFolder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private static boolean made(Path folder) {
        try {
            Files.createDirectories(folder);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether a file there can be run: access(2) denies that on a {@code noexec} mount, to root too. Without
     * {@link Files#createTempFile}, which would settle the temporary directory for good.
     */
    private static boolean executable(Path folder) {
        Path probe = folder.resolve("vigie-" + UUID.randomUUID());
        try {
            Files.createFile(probe);
            return probe.toFile().setExecutable(true) && Files.isExecutable(probe);
        } catch (IOException e) {
            return false;
        } finally {
            probe.toFile().delete();
        }
    }
}
