package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeftoversTest extends HttpFetching {

    @Test
    void whatNobodyTouchedForAWeekIsClearedAway() throws Exception {
        Path young = Files.writeString(folder.resolve("young.part"), "1");
        Path old = Files.writeString(folder.resolve("old.part"), "1");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        fetcher();
        assertThat(folder).isDirectoryContaining(young::equals).isDirectoryNotContaining(old::equals);
    }
}
