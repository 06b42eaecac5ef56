package vigie.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.text.Messages;

class FeatureWordsTest {

    /** A space before a high punctuation mark or within guillemets at which a line could be broken. */
    private static final Pattern BREAKABLE = Pattern.compile(" [;:!?»%]|« ");

    private static String said(String language, String feature, double value) {
        return new FeatureWords(new Messages(language)).of(MadeUpContributions.one(feature, value, 0.5));
    }

    private static String plain(String words) {
        return words.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    C:CVSS_AV:NETWORK          | 1    | exploitable over the network | exploitable par le réseau
                    C:CVSS_AV:NETWORK          | 0    | not rated “exploitable over the network” | pas évaluée comme « exploitable par le réseau »
                    C:CVSS_PR:NONE             | 1    | no privileges required | aucun privilège requis
                    C:CVSS_I:LOW               | 1    | low impact on integrity | impact faible sur l’intégrité
                    C:CVSS_I:LOW               | NaN  | not rated “low impact on integrity” | pas évaluée comme « impact faible sur l’intégrité »
                    C:CVSS:MISSING             | 1    | no CVSS score yet | pas encore de score CVSS
                    C:CVSS:MISSING             | 0    | CVSS score available | score CVSS disponible
                    N:CVSS_SCORE               | 7.8  | CVSS base score 7.8 | score de base CVSS 7,8
                    N:CVSS_SCORE               | NaN  | no CVSS score yet | pas encore de score CVSS
                    C:CPE_VENDOR:MICROSOFT     | 1    | product by Microsoft | produit Microsoft
                    C:CPE_VENDOR:MICROSOFT     | 0    | no product by Microsoft | aucun produit Microsoft
                    C:CPE_PRODUCT:PANOS        | 1    | affects PAN-OS | affecte PAN-OS
                    N:CPE_#TYPE:O              | 2    | 2 operating systems affected | 2 systèmes d’exploitation affectés
                    N:CPE_#TYPE:A              | 1    | 1 application affected | 1 application affectée
                    C:CWE:79                   | 1    | Cross-site Scripting (CWE-79) | cross-site scripting (CWE-79)
                    C:CWE:79                   | 0    | not classified as Cross-site Scripting (CWE-79) | non classée comme cross-site scripting (CWE-79)
                    C:CWE:99999                | 1    | CWE-99999 | CWE-99999
                    C:CNA:PALO_ALTO            | 1    | assigned by Palo Alto | attribuée par Palo Alto
                    T:NP:REMOTE_CODE_EXECUTION | 1    | the description mentions “remote code execution” | la description mentionne « remote code execution »
                    T:NP:REMOTE_CODE_EXECUTION | 0    | no mention of “remote code execution” in the description | la description ne mentionne pas « remote code execution »
                    N:POC                      | 0    | no public proof of concept | aucune preuve de concept publique
                    N:POC                      | 1    | 1 public proof of concept | 1 preuve de concept publique
                    N:POC                      | 1234 | 1,234 public proofs of concept | 1 234 preuves de concept publiques
                    N:POC_90D                  | 2    | 2 public proofs of concept in the last 90 days | 2 preuves de concept publiques au cours des 90 derniers jours
                    N:POC_6M                   | 0    | no public proof of concept in the last 6 months | aucune preuve de concept publique au cours des 6 derniers mois
                    N:POC_DAYS_AGO             | 4    | the latest public proof of concept 4 days ago | dernière preuve de concept publique il y a 4 jours
                    N:EXPLOIT_DB               | 2    | 2 entries in Exploit-DB | 2 entrées dans Exploit-DB
                    N:METASPLOIT               | 1    | 1 Metasploit module | 1 module Metasploit
                    N:CERTFR_ALERTE            | 1    | cited in a CERT-FR alert | citée dans une alerte du CERT-FR
                    N:CERTFR_AVIS              | 3    | cited in 3 CERT-FR advisories | citée dans 3 avis du CERT-FR
                    N:CERTFR_AVIS              | 0    | in no recent CERT-FR advisory | dans aucun avis récent du CERT-FR
                    N:VENDOR_CVES              | 1    | 1 CVE of this vendor in total | 1 CVE de cet éditeur au total
                    N:VENDOR_CVES_30D          | 25   | 25 new CVEs of this vendor in the last 30 days | 25 nouvelles CVE de cet éditeur au cours des 30 derniers jours
                    N:PRODUCT_EXPLOITED        | 0    | no CVE of this product known to be exploited | aucune CVE exploitée de ce produit
                    N:CWE_EXPLOITED_12M        | 1    | 1 CVE with this weakness newly listed as exploited in the last 12 months | 1 CVE avec cette faiblesse nouvellement signalée comme exploitée au cours des 12 derniers mois
                    N:VENDOR_EXPLOITED_SHARE   | 0.05 | estimated share of CVEs of this vendor known to be exploited: 5.00% | part estimée des CVE de cet éditeur exploitées : 5,00 %
                    N:VENDOR_EXPLOITED_SHARE_12M | 0.05 | estimated share of CVEs of this vendor newly listed as exploited in the last 12 months: 5.00% | part estimée des CVE de cet éditeur nouvellement signalées comme exploitées au cours des 12 derniers mois : 5,00 %
                    N:VENDOR_CVES_DAYS_AGO     | 3    | VENDOR_CVES_DAYS_AGO = 3 | VENDOR_CVES_DAYS_AGO = 3
                    N:VENDOR_EXPLOITED_DAYS_AGO | 12  | the latest exploited CVE of this vendor listed 12 days ago | dernière CVE exploitée de cet éditeur signalée il y a 12 jours
                    N:VENDOR_EXPLOITED_DAYS_AGO | NaN | no CVE of this vendor known to be exploited | aucune CVE exploitée de cet éditeur
                    N:AGE_DAYS                 | 0    | published less than a day ago | publiée il y a moins d’un jour
                    N:AGE_DAYS                 | 1    | published 1 day ago | publiée il y a 1 jour
                    N:AGE_DAYS                 | 1500 | published 4.1 years ago | publiée il y a 4,1 ans
                    N:AGE_DAYS                 | NaN  | publication date unknown | date de publication inconnue
                    N:DESCRIPTION_LENGTH       | 0    | no description yet | pas encore de description
                    N:EPSS                     | 0.0123 | EPSS score 1.23% | score EPSS 1,23 %
                    C:SSVC_AUTOMATABLE:YES     | 0    | not rated automatable by SSVC | non jugée automatisable par SSVC
                    """)
    void whatAFeatureSaysInBothLanguages(String feature, double value, String english, String french) {
        assertThat(said("en", feature, value)).isEqualTo(english);
        assertThat(plain(said("fr", feature, value))).isEqualTo(french);
    }

    @ParameterizedTest
    @CsvSource({
        "C:TIDE:HIGH, 1, TIDE HIGH",
        "C:TIDE:HIGH, 0, not: TIDE HIGH",
        "C:CVSS_XX:NEW, 0, not: CVSS_XX NEW",
        "N:MOON_PHASE, 0.25, MOON_PHASE = 0.25",
        "N:MOON_PHASE, NaN, MOON_PHASE unknown",
        "N:POC, NaN, POC unknown",
        "N:MOON:FULL, 2, MOON FULL = 2",
        "MOON, 2, MOON = 2",
        "X:, 2, ' = 2'",
        "C:CWE:, 1, CWE"
    })
    void aFeatureWithoutWordsIsSaidByItsName(String feature, double value, String words) {
        assertThat(said("en", feature, value)).isEqualTo(words);
        assertThat(said("fr", feature, value)).isNotNull();
    }

    @Property(tries = 500)
    void noFeatureFails(@ForAll String feature, @ForAll double value) {
        for (String language : Messages.LANGUAGES) {
            for (String family :
                    new String[] {"", "C:", "N:", "T:NP:", "C:CVSS_AV:", "C:CWE:", "N:VENDOR_", "N:POC_"}) {
                assertThat(said(language, family + feature, value)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 2, 1500, 0.5, Double.NaN})
    void frenchIsSetWithSpacesAtWhichNoLineBreaks(double value) {
        MadeUpContributions.ALL.forEach(
                one -> assertThat(said("fr", one.feature(), value)).doesNotContainPattern(BREAKABLE));
    }

    @Test
    void weaknessesThatAreOftenNamedHaveANameInBothLanguages() {
        for (int number :
                new int[] {22, 77, 78, 79, 89, 94, 119, 125, 200, 287, 306, 352, 416, 434, 502, 787, 862, 918}) {
            assertThat(said("en", "C:CWE:" + number, 1)).endsWith(" (CWE-" + number + ")");
            assertThat(said("fr", "C:CWE:" + number, 1)).endsWith(" (CWE-" + number + ")");
        }
    }
}
