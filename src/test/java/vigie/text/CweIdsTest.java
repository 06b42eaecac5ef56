package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CweIdsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CWE-79",
                "cwe-79",
                "Cwe-079",
                " CWE-79: Cross-site scripting",
                "CWE 79 - Cross-site scripting",
                "CWE 79",
                "CWE- 79 Cross-site scripting",
                "CWE -79 Cross-site scripting",
                "CWE: 79",
                "CWE-ID 79",
                "CWE79",
                "CWE_79",
                "CWE\u201179",
                "CWE\u201379: Cross-site scripting",
                "CWE\u00a079",
                "\uff23\uff37\uff25-79",
                "Cross-site scripting (CWE-79)",
                "Cross-site scripting [cwe 79].",
                "https://cwe.mitre.org/data/definitions/79.html",
            })
    void anIdentifierIsReadHoweverItIsWritten(String text) {
        assertThat(CweIds.in(text)).containsExactly("CWE-79");
        assertThat(CweIds.number(text)).contains(79);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "79",
                "CWE",
                "CWE-",
                "CWE-0",
                "CWE-noinfo Not enough information",
                "CWE-Other",
                "NVD-CWE-noinfo",
                "NVD-CWE-Other",
                "CWE VIEW: Deprecated Entries",
                "CWE Top 25",
                "CWE-79a",
                "MYCWE-79",
                "CWE-1234567",
            })
    void otherWordsHoldNone(String text) {
        assertThat(CweIds.in(text)).isEmpty();
    }

    @Test
    void severalAreReadInTheirOrder() {
        assertThat(CweIds.in("(CWE-502) Untrusted data. (cwe 400) Consumption, CWE-502"))
                .containsExactly("CWE-502", "CWE-400");
        assertThat(CweIds.number("CWE-502, CWE-400")).isEmpty();
    }

    @Test
    void aNumberAloneIsReadWhereNothingElseIsAskedFor() {
        assertThat(CweIds.number(" 79 ")).contains(79);
        assertThat(CweIds.number("0")).isEmpty();
        assertThat(CweIds.number("79 x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CWE-79: Cross-site scripting | Cross-site scripting",
                "CWE 287 - Improper Authentication | Improper Authentication",
                "Cross-site scripting (CWE-79) | Cross-site scripting",
                "Like CWE-79 in another place | Like CWE-79 in another place",
                "CWE-79 | ''",
            })
    void theWordsAreThoseWithoutTheIdentifierBesideThem(String text, String words) {
        assertThat(CweIds.without(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "(", "-", "CWE", "CWE-", "0", "cwe.mitre.org/"})
    @Timeout(20)
    void aLongTextCostsTimeInProportion(String part) {
        String text = "x" + part.repeat(200_000) + "y";
        assertThat(CweIds.in(text)).isEmpty();
        assertThat(CweIds.without(text)).isNotEmpty();
    }
}
