package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpeTest {

    @Test
    void escapesAreUndone() {
        assertThat(Cpe.parse("cpe:2.3:a:acme\\:inc:tool\\\\kit\\!:1\\.0:*:*:*:*:*:*:*"))
                .contains(new Cpe(new Cpe.Name("a", "acme:inc", "tool\\kit!"), "1.0"));
    }

    @Test
    void aNameMayEndAfterItsVersion() {
        assertThat(Cpe.parse("cpe:2.3:o:acme:os:-")).contains(new Cpe(new Cpe.Name("o", "acme", "os"), "-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "cpe:/a:acme:tool:1", "cpe:2.3:", "cpe:2.3:a:acme", "cpe:2.3:a:acme:tool", "cpe:2.3:a:acme\\"
            })
    void anythingElseIsNoName(String text) {
        assertThat(Cpe.parse(text)).isEmpty();
    }

    @Test
    void aBackslashAtTheEndStandsForItself() {
        assertThat(Cpe.parse("cpe:2.3:a:acme:tool:1\\").map(Cpe::version)).contains("1\\");
    }
}
