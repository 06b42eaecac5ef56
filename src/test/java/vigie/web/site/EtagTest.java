package vigie.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtagTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            W/"a"|W/"a"|true
            "a"|W/"a"|true
            W/"a"|"a"|true
            "b", W/"a"|"a"|true
            "b","a"|"a"|true
            *|"a"|true
            "b"|"a"|false
            a|"a"|false
            "aa"|"a"|false
            ,,|"a"|false
            """)
    void tagsAreComparedWeaklyOneByOne(String held, String tag, boolean same) {
        assertThat(Etag.matches(held, tag)).isEqualTo(same);
    }

    @Test
    void whoSendsNoneHasNothing() {
        assertThat(Etag.matches(null, "\"a\"")).isFalse();
    }

    @Test
    void contentsThatDifferHaveOtherTags() {
        assertThat(Etag.weak("a".getBytes(StandardCharsets.UTF_8)))
                .startsWith("W/\"")
                .isNotEqualTo(Etag.weak("b".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "GZIP|true",
                "br, gzip;q=0.5|true",
                "gzip;q=0|false",
                "gzip;q=0.000|false",
                "*|true",
                "*;q=0|false",
                "gzip;q=0, *|false",
                "br|false",
                "x-gzip-like|false"
            })
    void gzipIsSentToWhoTakesIt(String accepted, boolean takes) {
        assertThat(Encodings.gzip(accepted)).isEqualTo(takes);
    }

    @Test
    void whoSaysNothingGetsItPlain() {
        assertThat(Encodings.gzip(null)).isFalse();
    }
}
