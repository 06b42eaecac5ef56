package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import vigie.testing.SmallDisk;

class FullDiskDownloadTest extends HttpFetching {

    @Test
    void aFullDiskIsSaidWithoutAskingTheHostAgainAndLeavesNoPart() throws Exception {
        server.answers(ScriptedServer.body("[" + " ".repeat(3 << 20) + "]", "ETag", "\"1\""));
        try (SmallDisk disk = SmallDisk.below(folder, 1)) {
            HttpFetcher fetcher = new HttpFetcher(disk.place(), Mirror.NONE, RETRY, line -> {});
            Request request = request(OptionalLong.empty(), 8 << 20);
            assertFailed(fetcher.fetch(request, PACE, bytes -> {}), "No space left on device");
            assertThat(server.asked()).hasSize(1);
            assertThat(disk.place()).isEmptyDirectory();
        }
    }
}
