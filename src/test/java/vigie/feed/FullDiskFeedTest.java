package vigie.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vigie.feed.Feeding.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.SmallDisk;

class FullDiskFeedTest {

    @TempDir
    private Path folder;

    private static List<String> cves(int count) {
        return IntStream.range(1, count + 1)
                .mapToObj(number -> String.format("CVE-2024-%04d", number))
                .toList();
    }

    @Test
    void aFullDiskLeavesTheOldFeedWholeAndRoomMakesTheNextOneGood() throws Exception {
        try (SmallDisk disk = SmallDisk.below(folder, 3);
                Feeding feeding = new Feeding()) {
            Path dir = disk.place().resolve("feed");
            feeding.run(Feeding.FIRST, 1, cves(100));
            feeding.publish(dir);
            Map<String, String> before = files(dir);
            feeding.run(Feeding.NEXT_DAY, 2, cves(900));
            FeedException refusal = catchThrowableOfType(FeedException.class, () -> feeding.publish(dir));
            assertThat(refusal.reason()).isEqualTo(FeedException.Reason.IO);
            assertThat(refusal.detail()).contains("No space left");
            assertThat(files(dir)).isEqualTo(before);
            feeding.run(Feeding.LATER, 2, cves(1), cves(900).subList(100, 900).toArray(String[]::new));
            feeding.publish(dir);
            feeding.publish(folder.resolve("anew"));
            assertThat(Feeding.content(dir)).isEqualTo(Feeding.content(folder.resolve("anew")));
        }
    }
}
