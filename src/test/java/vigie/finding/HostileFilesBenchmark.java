package vigie.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vigie.finding.format.Formats;

/**
 * Reads each hostile and each broken file three times in one process and prints as Markdown how long the first time took, in which
 * classes are loaded and nothing is compiled, and the third, for {@code benchmarks/finding-files}. Ends with status 1 if any took longer
 * than the seconds that are its first argument. The second argument is a folder for files that are only described.
 */
final class HostileFilesBenchmark {

    private static final int TIMES = 3;

    private HostileFilesBenchmark() {}

    public static void main(String... arguments) throws IOException {
        double most = Double.parseDouble(arguments[0]);
        List<Path> files =
                new ArrayList<>(HostileFiles.in(Path.of(arguments[1])).values());
        try (Stream<Path> broken = Files.list(Path.of("../shared/findings/malformed"))) {
            broken.sorted().forEach(files::add);
        }
        List<String> slow = new ArrayList<>();
        double longest = 0;
        for (Path file : files) {
            double[] took = new double[TIMES];
            String[] what = new String[1];
            for (int i = 0; i < TIMES; i++) {
                long began = System.nanoTime();
                Formats.reader()
                        .read(
                                file,
                                finding -> {},
                                reading -> what[0] = reading instanceof Reading.Read read
                                        ? read.format() + ", " + read.counts().findings() + " findings, "
                                                + read.counts().refused() + " refused"
                                        : "refused");
                took[i] = (System.nanoTime() - began) / 1e9;
                longest = Math.max(longest, took[i]);
                if (took[i] > most) {
                    slow.add(file + " " + took[i]);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s: %s | %.0f ms | %.1f ms |%n",
                    file.getFileName(),
                    what[0],
                    took[0] * 1e3,
                    took[TIMES - 1] * 1e3);
        }
        System.out.printf(Locale.ROOT, "| the longest of %d files | %.0f ms | |%n", files.size(), longest * 1e3);
        if (!slow.isEmpty()) {
            System.err.println("longer than " + most + " s: " + slow);
            System.exit(1);
        }
    }
}
