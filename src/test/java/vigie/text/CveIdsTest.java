package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.CveId;

class CveIdsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CVE-2021-44228",
                "cve-2021-44228",
                "(CVE-2021-44228)",
                "CVE 2021-44228",
                "CVE2021-44228",
                "CVE-2021 44228",
                "CVE-2021 -44228",
                "CVE-2021-\n44228",
                "CVE\u00a02021\u00a0\u2013\u00a044228",
                "CVE\u20112021\u201144228",
                "CVE\u22122021\u201344228",
                "CVE-2021-\u200b44228",
                "anssi_cve_2021_44228_and_jndi",
                "PoC-CVE-2021-44228-main",
                " CVE-2021-44228 ",
                "CVE-2021-044228",
                "CVE-2021-44\u00ad228",
                "C\u200bVE-2021-4422\u20608",
                "\ufeffCVE-2021-44228",
                "\uff23\uff36\uff25\uff0d\uff12\uff10\uff12\uff11\uff0d\uff14\uff14\uff12\uff12\uff18",
                "https://nvd.nist.gov/vuln/detail/CVE-2021-44228?x=1",
                "https://www.cve.org/CVERecord?id=cve-2021-44228",
                "CVE-2021-44228\u00b2",
                "漏洞CVE-2021-44228的"
            })
    void misspeltIdentifiersAreReadInCanonicalForm(String text) {
        assertThat(CveIds.in(text)).containsExactly(CveId.of("CVE-2021-44228"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CVE-",
                "CVE-2021",
                "CVE-2021-",
                "CVE-2021-123",
                "CVE-2021-123456789012345",
                "CVE-1998-1234",
                "CVE-2025-0000",
                "CVE-2025-0000000",
                "CVE-21-12345",
                "CVE-20211-2345",
                "CVE-202112345",
                "CVE-2021-XXXX",
                "CVE-2018-1932X",
                "XCVE-2021-12345",
                "1CVE-2021-12345",
                "CVEs-2021-12345",
                "CVE - -  2021-12345",
                "CVE 2020 2021 2022"
            })
    void whatIsNoIdentifierIsLeftOut(String text) {
        assertThat(CveIds.in(text)).isEmpty();
    }

    @Test
    void zerosBeforeTheNumberAreNoPartOfIt() {
        assertThat(CveIds.one("cve-2020-00796")).contains(CveId.of("CVE-2020-0796"));
    }

    @Test
    void aFieldThatNamesNoneOrSeveralNamesNone() {
        assertThat(CveIds.one("-")).isEmpty();
        assertThat(CveIds.one("CVE-2025-0000")).isEmpty();
        assertThat(CveIds.one("CVE-2020-0001, CVE-2020-0002")).isEmpty();
        assertThatThrownBy(() -> CveIds.of("CVE-2020"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a CVE identifier: CVE-2020");
    }

    @Test
    void wordsThatHoldAnIdentifierAreTakenOutWhole() {
        assertThat(CveIds.without("apache https://nvd.nist.gov/vuln/detail/CVE-2021-44228,log4j (CVE 2020-0001) x"))
                .isEqualToIgnoringWhitespace("apache ,log4j x");
    }

    @Test
    void identifiersAreDistinctAndInOrderOfAppearance() {
        assertThat(CveIds.in("CVE-2023-38646, cve 2021-44228; CVE-2023\u201138646/CVE-1999-0001"))
                .extracting(CveId::toString)
                .containsExactly("CVE-2023-38646", "CVE-2021-44228", "CVE-1999-0001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVE-", "CVE-2021-", "CVE 2021 ", "CVE", "CVE-2021-123456789012345", " ", "-"})
    void hostileTextTakesLinearTime(String part) {
        String text = part.repeat(1_000_000 / part.length());

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> CveIds.in(text)))
                .isEmpty();
    }

    @Property
    void everyIdentifierIsFoundInAnySurroundings(
            @ForAll @IntRange(min = 1999, max = 9999) int year,
            @ForAll @LongRange(min = 1, max = 99_999_999_999_999L) long number,
            @ForAll String before,
            @ForAll String after) {
        String id = "CVE-%d-%04d".formatted(year, number);

        assertThat(CveIds.in(before + " " + id + "." + after)).contains(CveId.of(id));
    }
}
