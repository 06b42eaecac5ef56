package vigie.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vigie.text.Messages;

class ApiWordsTest {

    private static final Pattern VALUE = Pattern.compile("\\{(\\d)");

    private static Properties words(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ApiWordsTest.class.getResourceAsStream("/vigie/text/" + file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }

    @Test
    void bothLanguagesSayTheSame() throws IOException {
        Properties english = words("api.properties");
        Properties french = words("api_fr.properties");
        assertThat(french.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) -> assertThat(values(french.getProperty((String) key)))
                .as("%s", key)
                .isEqualTo(values((String) text)));
    }

    private static TreeSet<String> values(String text) {
        return VALUE.matcher(text).results().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everySentenceCanBeSaidAndLosesNoApostrophe() throws IOException {
        for (String lang : Messages.LANGUAGES) {
            Messages messages = new Messages(lang).bundle("api");
            Properties words = words(lang.equals("en") ? "api.properties" : "api_fr.properties");
            words.forEach((key, text) -> {
                String said =
                        messages.get((String) key, Collections.nCopies(3, 2).toArray());
                assertThat(said).as("%s", key).doesNotContain("{", "}", "''");
                String written = ((String) text).replaceAll("\\{\\d[^{}]*(\\{\\d[^{}]*}[^{}]*)*}", "");
                assertThat(said.chars().filter(c -> c == '\'').count())
                        .as("%s", key)
                        .isEqualTo(written.replace("''", "'")
                                .chars()
                                .filter(c -> c == '\'')
                                .count());
            });
        }
    }
}
