package vigie.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on a disk. */
final class Space {

    /** What else is written meanwhile must find room too. */
    private static final long SPARE = 64L << 20;

    private Space() {}

    /** Bytes that may be written where a directory lies. */
    static long free(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    /**
     * Refuses work for which there is no room: before minutes of it, not after.
     *
     * @throws UpkeepException if there is not so much room, and some to spare
     */
    static void require(Path directory, long bytes) throws IOException {
        long free = free(directory);
        if (free < bytes + SPARE) {
            throw new UpkeepException(
                    UpkeepException.Reason.NO_SPACE, directory.toString(), megabytes(bytes + SPARE), megabytes(free));
        }
    }

    private static String megabytes(long bytes) {
        return String.valueOf((bytes + (1 << 20) - 1) >> 20);
    }
}
