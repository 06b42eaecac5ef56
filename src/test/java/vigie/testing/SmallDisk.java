package vigie.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes, where the system lets us have one. */
public final class SmallDisk implements AutoCloseable {

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /** Mounts one below the folder; skips the test where only root may, and we are not. */
    public static SmallDisk below(Path folder, int megabytes) throws IOException, InterruptedException {
        return mounted(folder, "size=" + megabytes + "m");
    }

    /** The same, where no program may be run from. */
    public static SmallDisk withoutPrograms(Path folder) throws IOException, InterruptedException {
        return mounted(folder, "size=100m,noexec");
    }

    private static SmallDisk mounted(Path folder, String options) throws IOException, InterruptedException {
        Path place = Files.createDirectory(folder.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString());
        Needs.that(mounted, "a small disk can be mounted by root on Linux only");
        return new SmallDisk(place);
    }

    public Path place() {
        return place;
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        run("umount", "-l", place.toString());
    }
}
