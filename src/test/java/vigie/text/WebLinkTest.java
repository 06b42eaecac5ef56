package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebLinkTest {

    @Test
    void aLinkSaysToWhichHostItLeads() {
        assertThat(WebLink.of(" HTTPS://Example.ORG:8443/a b?c={d}|e#f "))
                .contains(new WebLink("HTTPS://Example.ORG:8443/a%20b?c=%7Bd%7D%7Ce#f", "example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http",
                "http:",
                "https:///x",
                "javascript:alert(1)",
                "httpx://example.org",
                "ftp://example.org",
                "//example.org",
                "https:example.org",
                "https://user@example.org/",
                "https://good.example\\@evil.example/",
                "https://exämple.org/",
                "https://[::1/",
                "https://a b/",
                "https://example.org/\u0000%zz"
            })
    void anythingElseIsNoLink(String text) {
        assertThat(WebLink.of(text)).isEmpty();
    }

    @Test
    void endlessLinksAreNone() {
        assertThat(WebLink.of("https://example.org/" + "a".repeat(3000))).isEmpty();
    }
}
