package vigie.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.model.Difference;
import vigie.text.Messages;

class ChangeLineTest {

    private static ChangeLine line(String lang, ChangeKind kind, String field, String who, String old, String now) {
        boolean publication = kind == ChangeKind.BULLETIN;
        return ChangeLine.of(
                new Change(
                        7,
                        Instant.parse("2026-01-30T08:00:00Z"),
                        publication ? Optional.empty() : Optional.of(CveId.of("CVE-2026-0001")),
                        publication ? Optional.of(new BulletinRef("CERTFR-2026-AVI-0001")) : Optional.empty(),
                        new Difference(
                                kind,
                                field,
                                who,
                                Optional.ofNullable(old),
                                Optional.ofNullable(now).map(text -> text.replace("\\n", "\n")),
                                Optional.of(LocalDate.of(2026, 1, 29))),
                        "source"),
                new Messages(lang));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            en | CVSS | 3.1 | nvd | 7.5 CVSS:3.1/AV:N | 9.8 CVSS:3.1/AV:L | CVSS 3.1 | NVD | 7.5 High CVSS:3.1/AV:N → 9.8 Critical CVSS:3.1/AV:L
            fr | CVSS | 3.1 | cna:acme | - | 9.8 x | CVSS 3.1 | cna:acme | 9,8 Critique x
            en | KEV_ADDED | added | kev | - | 2026-01-29 | Added to CISA KEV | '' | 2026-01-29
            fr | KEV_WITHDRAWN | added | eukev | 2026-01-29 | - | Retirée de EU KEV | '' | 2026-01-29 → –
            en | KEV_CHANGED | due | kev | 2026-02-01 | 2026-02-08 | Due date in CISA KEV | '' | 2026-02-01 → 2026-02-08
            fr | KEV_CHANGED | ransomware | kev | Unknown | Known | Usage par des rançongiciels, selon CISA KEV | '' | inconnu → avéré
            en | KNOWN_EXPLOITED | '' | '' | - | 2026-01-29 kev eukev | Known to be exploited | '' | since 2026-01-29, says CISA KEV, EU KEV
            en | EPSS | 0.1 | '' | 0.04 | 0.1234 | EPSS rose to 10% or more | source | 4.00% → 12.3%
            en | SCORE | 0.5 | '' | 0.7 | 0.2 | Vigie score fell well below 50% | source | 70.0% → 20.0%
            en | SSVC | decision | adp:CISA-ADP | - | exploitation=active automatable=yes technical_impact=total | SSVC decision | adp:CISA-ADP | exploitation: active, automatable: yes, technical impact: total
            fr | SSVC | decision | adp:CISA-ADP | - | exploitation=none automatable=no | Décision SSVC | adp:CISA-ADP | exploitation\u00a0: aucune, automatisable\u00a0: non
            en | CWE | '' | nvd | CWE-79 | CWE-89 | Weaknesses | NVD | − CWE-79 Cross-site Scripting + CWE-89 SQL Injection
            en | STATE | state | '' | PUBLISHED | REJECTED | State | source | published → rejected
            fr | STATE | disputed | '' | no | yes | Contestée | source | non → oui
            fr | PUBLISHED | state | '' | RESERVED | PUBLISHED | État | source | réservée → publiée
            en | EXPLOIT | first | exploit-db | - | poc https://example.org/1 | First public exploit: proof of concept | exploit-db | https://example.org/1
            fr | EVIDENCE | exploited | x | 1 | - | Signalement retiré\u00a0: exploitation | x | 1 → –
            en | AFFECTED | products | cna:acme | - | Acme Anvil\\nAcme Hammer | Affected products | cna:acme | + Acme Anvil; Acme Hammer
            en | DESCRIPTION | description | cna:acme | a hole | a big hole | Description | cna:acme | a [+big+] hole
            fr | BULLETIN | new | certfr | - | Faille | Nouvelle publication | CERT-FR | Faille
            fr | BULLETIN | summary | certfr | un texte | une phrase | Publication révisée\u00a0: résumé | CERT-FR | [-un texte-] [+une phrase+]
            en | BULLETIN | cves | certfr | - | CVE-2026-0001 | Publication revised: CVEs | CERT-FR | + CVE-2026-0001
            en | BULLETIN | later | certfr | - | x | Publication revised | CERT-FR | + x
            """)
    void namesValuesAsPeopleKnowThem(
            String lang,
            ChangeKind kind,
            String field,
            String who,
            String old,
            String now,
            String what,
            String by,
            String text) {
        ChangeLine line = line(lang, kind, field, who, old, now);
        assertThat(line.what()).isEqualTo(what);
        assertThat(line.who()).isEqualTo(by);
        assertThat(line.text().replace('\u202f', ' ')).startsWith(text);
    }

    @ParameterizedTest
    @EnumSource(ChangeKind.class)
    void whateverAValueSaysIsShownAndNothingThrows(ChangeKind kind) {
        for (String lang : Messages.LANGUAGES) {
            for (String value :
                    new String[] {null, "", " ", "=", "x", "NaN", "1e999", "a {0} 'b", "\u202Ea\u0000b \n\n "}) {
                for (String field : new String[] {"", "new", "first", "later {0}", "NaN"}) {
                    ChangeLine line = line(lang, kind, field, "", value, value == null ? "x" : value);
                    assertThat(line.what()).isNotBlank();
                    assertThat(line.text()).doesNotContain("\u202E", "\u0000", "\n");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "//evil.example/"})
    void aLinkThatAPageMayNotOfferIsTextOnly(String url) {
        assertThat(line("en", ChangeKind.REFERENCES, "", "nvd", null, url).after())
                .allSatisfy(value -> assertThat(value.web()).isEmpty());
    }

    @Test
    void theDayOfTheSourceIsSaidWhereItIsAnother() {
        assertThat(line("en", ChangeKind.STATE, "state", "", "a", "b").said()).contains(LocalDate.of(2026, 1, 29));
    }
}
