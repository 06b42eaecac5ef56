package vigie.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.model.FeatureName;
import vigie.score.ModelStore;
import vigie.text.Messages;

class FeatureTitleTest {

    private static String title(String language, String feature) {
        return new FeatureWords(new Messages(language)).title(FeatureName.parse(feature));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "N:AGE_DAYS|days since publication",
                "N:VENDOR_EXPLOITED_SHARE|share of CVEs of this vendor known to be exploited",
                "N:CWE_EXPLOITED_SHARE_12M|share of CVEs with this weakness newly listed as exploited in the last 12 months",
                "N:VENDOR_CWE_CVES_30D|new CVEs with this weakness from this vendor in the last 30 days",
                "N:PRODUCT_EXPLOITED_DAYS_AGO|days since a CVE of this product was last listed as exploited",
                "N:POC_90D|public proofs of concept in the last 90 days",
                "N:CPE_#TYPE:O|affected operating systems",
                "C:CVSS_C:HIGH|high impact on confidentiality",
                "T:NP:UNAUTHENTICATED|the description mentions “unauthenticated”",
                "N:HOLOGRAM_42|HOLOGRAM_42",
                "C:HOLOGRAM:A|HOLOGRAM A"
            })
    void aFeatureIsNamedWhateverItsValue(String feature, String words) {
        assertThat(title("en", feature)).isEqualTo(words);
    }

    @Test
    void frenchNamesAreFrench() {
        assertThat(title("fr", "N:CWE_EXPLOITED_12M"))
                .isEqualTo(
                        "CVE avec cette faiblesse nouvellement signalées comme exploitées au cours des 12 derniers mois");
        assertThat(title("fr", "C:CVSS_A:NONE")).isEqualTo("aucun impact sur la disponibilité");
    }

    /** Whoever adds a feature writes words for it. */
    @ParameterizedTest
    @CsvSource({"en", "fr"})
    void everyFeatureOfTheShippedCardHasWords(String language) {
        new ModelStore(java.nio.file.Path.of("nowhere"))
                .current()
                .card()
                .json()
                .path("importance")
                .propertyNames()
                .forEach(name -> assertThat(title(language, name))
                        .as(name)
                        .isNotEqualTo(name.substring(2))
                        .doesNotContain("_", "{"));
    }

    @Test
    void theWordsAreThereInBothLanguagesAndTakeTheSameValues() throws IOException {
        Properties english = words("");
        Properties french = words("_fr");
        assertThat(french.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) ->
                assertThat(values((String) french.get(key))).as("%s", key).isEqualTo(values((String) text)));
        assertThat(french.values())
                .allSatisfy(
                        text -> assertThat((String) text).doesNotContain("'").doesNotContainPattern(" [:;?!%»]"));
    }

    private static java.util.Set<String> values(String text) {
        return java.util.regex.Pattern.compile("\\{(\\d)")
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static Properties words(String suffix) throws IOException {
        Properties words = new Properties();
        try (InputStreamReader in = new InputStreamReader(
                FeatureTitleTest.class.getResourceAsStream("/vigie/text/model" + suffix + ".properties"),
                StandardCharsets.UTF_8)) {
            words.load(in);
        }
        return words;
    }
}
