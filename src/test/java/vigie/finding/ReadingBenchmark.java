package vigie.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import vigie.finding.format.Formats;

/**
 * Reads each of the files that are its arguments twice and prints as Markdown how long the second time took, for {@code
 * benchmarks/findings}. The first time compiles.
 */
final class ReadingBenchmark {

    private ReadingBenchmark() {}

    public static void main(String... files) throws IOException {
        for (String name : files) {
            Path file = Path.of(name);
            for (int i = 0; i < 2; i++) {
                long[] rows = {0};
                Reading[] done = new Reading[1];
                long began = System.nanoTime();
                Formats.reader().read(file, finding -> rows[0] += finding.rows(), reading -> done[0] = reading);
                double seconds = (System.nanoTime() - began) / 1e9;
                if (!(done[0] instanceof Reading.Read read) || !read.faults().isEmpty()) {
                    throw new IllegalStateException(done[0].toString());
                }
                if (i == 1) {
                    System.out.printf(
                            Locale.ROOT,
                            "| reading %s, %,d rows, %d MB | %.2f s |%n",
                            read.format(),
                            rows[0],
                            Files.size(file) >> 20,
                            seconds);
                }
            }
        }
    }
}
