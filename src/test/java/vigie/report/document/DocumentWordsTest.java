package vigie.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vigie.model.Severity;
import vigie.source.Sources;

class DocumentWordsTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d");
    private static final Pattern BARE = Pattern.compile("(?<![\\u00a0\\u202f]|\\{\\d|https|http)[:;!?%»]|«(?!\\u00a0)");

    private static Properties words(String suffix) throws IOException {
        Properties words = new Properties();
        try (InputStream in =
                DocumentWordsTest.class.getResourceAsStream("/vigie/text/document" + suffix + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(r -> r.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everySentenceIsThereInBothLanguagesWithTheSameValues() throws IOException {
        Properties english = words("");
        Properties french = words("_fr");
        assertThat(french.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) -> assertThat(places(french.getProperty((String) key)))
                .as("%s", key)
                .isEqualTo(places((String) text)));
    }

    @Test
    void frenchSignsStandAfterASpaceThatDoesNotBreak() throws IOException {
        words("_fr")
                .forEach((key, text) -> assertThat(BARE.matcher((String) text).find())
                        .as("%s=%s", key, text)
                        .isFalse());
    }

    @Test
    void everyWordOfTheDomainHasASentence() throws IOException {
        Properties english = words("");
        for (Severity severity : Severity.values()) {
            assertThat(english).containsKey("severity." + severity.name());
        }
        Sources.names().forEach(name -> assertThat(english).containsKey("source." + name));
        assertThat(english).containsKeys(ReportPage.SECTIONS.toArray());
    }
}
