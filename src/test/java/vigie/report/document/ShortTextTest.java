package vigie.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortTextTest {

    @Test
    void anAddressOfTheWebMayBecomeALink() {
        assertThat(ShortText.address("https://vendor.example/advisory")).contains("https://vendor.example/advisory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://vendor.example@evil.example/", "https:///x", "javascript:alert(1)", "https://a b/"})
    void whatIsNoLinkOnAPageIsNoneInAReport(String url) {
        assertThat(ShortText.address(url)).isEmpty();
    }
}
