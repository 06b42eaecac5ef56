package vigie.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of weaknesses in the user's language: the official English ones of all entries of CWE, and French ones for those
 * that CVEs name most often.
 */
public final class CweNames {

    /** Many official names end with the usual one: "… ('SQL Injection')". */
    private static final Pattern USUAL = Pattern.compile(".*\\('(.*)'\\)");

    private static final String DEPRECATED = "DEPRECATED: ";
    private static final String PREFIX = "CWE-";
    private static final Map<String, String> ENGLISH = read("cwe-names.tsv");
    private static final Map<String, String> FRENCH = read("cwe-names-fr.tsv");

    private CweNames() {}

    /**
     * The usual name of a weakness; empty if CWE had no such entry when the list was taken.
     *
     * @param id {@code CWE-79}
     * @param locale the user's language
     */
    public static Optional<String> of(String id, Locale locale) {
        if (!id.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String number = id.substring(PREFIX.length());
        Optional<String> french =
                locale.getLanguage().equals("fr") ? Optional.ofNullable(FRENCH.get(number)) : Optional.empty();
        return french.or(() -> Optional.ofNullable(ENGLISH.get(number)).map(CweNames::usual));
    }

    private static String usual(String official) {
        Matcher usual = USUAL.matcher(official);
        if (usual.matches()) {
            return usual.group(1);
        }
        return official.startsWith(DEPRECATED) ? official.substring(DEPRECATED.length()) : official;
    }

    private static Map<String, String> read(String name) {
        Map<String, String> names = new HashMap<>();
        try (InputStream file = CweNames.class.getResourceAsStream(name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                if (!line.startsWith("#") && tab > 0) {
                    names.put(line.substring(0, tab), line.substring(tab + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(names);
    }
}
