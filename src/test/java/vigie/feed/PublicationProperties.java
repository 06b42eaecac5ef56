package vigie.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import vigie.model.CveId;

class PublicationProperties {

    private static final long[] NUMBERS = {1, 2, 99, 100, 101, 199, 200, 999, 1000, 1001, 12_345, 123_456};

    private static List<String> some(Random random) {
        List<String> cves = new ArrayList<>();
        for (int year = 2023; year <= 2026; year++) {
            for (long number : NUMBERS) {
                if (random.nextInt(4) == 0) {
                    cves.add(new CveId(year, number).toString());
                }
            }
        }
        return cves;
    }

    /** Whatever runs score and let go, and after whichever of them a publication happens. */
    @Property(tries = 25)
    void aFeedThatWasKeptUpToDateIsTheFeedPublishedAnew(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory("vigie-test");
        try (Feeding feeding = new Feeding()) {
            Path kept = folder.resolve("kept");
            for (int run = 0; run < 6; run++) {
                String[] gone = some(random).toArray(String[]::new);
                feeding.run(Feeding.FIRST.plusSeconds(86_400L * run), random.nextInt(3), some(random), gone);
                if (random.nextBoolean()) {
                    feeding.publish(kept);
                }
            }
            feeding.publish(kept);
            feeding.publish(folder.resolve("anew"));
            assertThat(Feeding.content(kept)).isEqualTo(Feeding.content(folder.resolve("anew")));
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }
}
