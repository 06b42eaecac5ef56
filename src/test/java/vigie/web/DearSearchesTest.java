package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;

/** Searches that would take long are refused before the database is asked. */
class DearSearchesTest {

    private final TestHome home = TestHome.make();
    private ServedHome served;

    @BeforeEach
    void serve() {
        home.ingest(
                "2026-01-30", cve("CVE-2026-0001").title("Anvil drops anvils").listed());
        served = ServedHome.of(home.dir());
    }

    @AfterEach
    void stop() {
        served.close();
        home.close();
    }

    private HttpResponse<byte[]> search(String path, String words) {
        return served.get(path + "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", "a ", "\"a\" b", "a\"", "a*", "éa-", "中a "})
    void aSearchOfMoreThan32WordsIsRefusedWithASentence(String again) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; words.length() < 480; i++) {
            words.append(again.replace("a", "a" + i));
        }
        for (String path : new String[] {"/api/v1/cves", "/api/v1/search"}) {
            HttpResponse<byte[]> answer = search(path, words.toString());
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
        }
        assertThat(served.trouble()).isEmpty();
    }

    @Test
    void onePhraseOfTwoHundredWordsIsRefusedAndThePageSaysWhy() {
        String words = "a,".repeat(240);
        HttpResponse<byte[]> answer = search("/api/v1/cves", words);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("a search has at most 32 words");
        assertThat(text(search("/cves", words))).contains("a search has at most 32 words");
        assertThat(search("/api/v1/search", words).statusCode()).isEqualTo(400);
        assertThat(search("/api/v1/publications", words).statusCode()).isEqualTo(400);
        assertThat(text(search("/publications", words))).contains("a search has at most 32 words");
    }

    @Test
    void whatIsSaidAgainCountsOnce() {
        assertThat(text(search("/api/v1/cves", "anvil ".repeat(80)))).contains("CVE-2026-0001");
    }
}
