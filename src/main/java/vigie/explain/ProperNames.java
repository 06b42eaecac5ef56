package vigie.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How firms and products write the names that features hold as matching keys. */
final class ProperNames {

    private static final Properties KNOWN = known();

    private ProperNames() {}

    /** A key as a name: PALOALTONETWORKS as Palo Alto Networks, and with a capital if nobody knows better. */
    static String of(String key) {
        String small = key.toLowerCase(Locale.ROOT);
        String known = KNOWN.getProperty(small.replace("_", ""), "");
        return known.isEmpty() ? capitals(small) : known;
    }

    private static String capitals(String key) {
        return Stream.of(key.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static Properties known() {
        Properties names = new Properties();
        try (InputStream file = ProperNames.class.getResourceAsStream("proper-names.properties")) {
            names.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
