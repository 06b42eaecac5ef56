package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;

class IdTextTest {

    @Test
    void identifiersAreReadWhateverIsAroundThem() {
        String text =
                "host;finding;cvss\nsrv1;CVE-2024-3400 (critical);10\nsrv2;\"cve_2021_44228, CVE 2023-4966\";9.8\n"
                        + "{\"cve\": \"CVE-2024-3400\"} see https://nvd.nist.gov/vuln/detail/CVE-2014-0160. CERTFR-2026-AVI-0101"
                        + " and certfr-2025-ale-003";

        IdText read = IdText.of(text);

        assertThat(read.cves())
                .extracting(CveId::toString)
                .containsExactly("CVE-2024-3400", "CVE-2021-44228", "CVE-2023-4966", "CVE-2014-0160");
        assertThat(read.references()).containsExactly("CERTFR-2026-AVI-0101", "CERTFR-2025-ALE-003");
    }

    @Test
    void whatLooksLikeAnIdentifierAndIsNoneIsKept() {
        IdText read =
                IdText.of("CVE-2024-12, CVE-2024-34OO; CVE-1998-1234 cve-id CVE-2024-3400 CVE list, CVE-2024-1234x");

        assertThat(read.cves()).extracting(CveId::toString).containsExactly("CVE-2024-3400");
        assertThat(read.unreadable())
                .containsExactly("CVE-2024-12", "CVE-2024-34OO", "CVE-1998-1234", "CVE-2024-1234x");
    }

    @Test
    void filesOfWindowsAreRead() {
        String text = "CVE\u20132024\u20133400 é";

        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, Charset.forName("windows-1252")}) {
            assertThat(IdText.of(IdText.decode(text.getBytes(charset))).cves())
                    .extracting(CveId::toString)
                    .containsExactly("CVE-2024-3400");
        }
        byte[] powerShell = ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
        assertThat(IdText.of(IdText.decode(powerShell)).cves()).hasSize(1);
        assertThat(IdText.packed("PK\u0003\u0004rest".getBytes(StandardCharsets.ISO_8859_1)))
                .isTrue();
        assertThat(IdText.packed(powerShell)).isFalse();
    }

    @Test
    void timeGrowsWithTheTextOnly() {
        String dull = "CVE-".repeat(200_000);

        assertThat(IdText.of(dull).unreadable()).isEmpty();
        assertThat(IdText.of("CVE-2024-12 ".repeat(100_000)).unreadable()).hasSize(1);
    }
}
