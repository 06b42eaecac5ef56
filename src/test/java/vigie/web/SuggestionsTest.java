package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.testing.ServedHome;

/** Names that are suggested as one types find what they say. */
class SuggestionsTest {

    @TempDir
    private static Path home;

    private static ServedHome served;

    @BeforeAll
    static void serve() throws InterruptedException {
        served = ServedHome.sample(home);
        served.server().ready();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static JsonNode json(String address) {
        return JsonMapper.shared().readTree(served.get(address).body());
    }

    @Test
    void aProductThatIsSuggestedFindsAtLeastItsCves() {
        JsonNode items = json("/api/v1/products?q=WIN&limit=10").path("items");
        assertThat(items).isNotEmpty();
        int before = Integer.MAX_VALUE;
        for (JsonNode item : items) {
            String name = item.path("product").asString();
            int cves = item.path("cve_count").asInt();
            assertThat(name.toLowerCase()).startsWith("win");
            assertThat(cves).isBetween(1, before);
            before = cves;
            String filter = URLEncoder.encode(name, StandardCharsets.UTF_8);
            assertThat(json("/api/v1/cves?limit=1&state=published,unknown,rejected,reserved&product=" + filter)
                            .path("total")
                            .asInt())
                    .as(name)
                    .isGreaterThanOrEqualTo(cves);
        }
    }

    @Test
    void nothingIsSuggestedForWhatNothingIsCalled() {
        assertThat(json("/api/v1/products?q=no-such-thing").path("items")).isEmpty();
        assertThat(json("/api/v1/products?q=%3B").path("items")).isEmpty();
    }
}
