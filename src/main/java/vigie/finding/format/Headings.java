package vigie.finding.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.finding.Table;

/**
 * What the headings of tables of findings mean that people make, or that programs write without saying how. The words stand in
 * {@code headings.tsv}: those of scanners, and those of people in English, French, German, Spanish, Italian, Portuguese, Dutch,
 * Polish, Czech, Swedish, Danish, Norwegian, Finnish, Turkish, Russian, Japanese, Chinese and Korean.
 */
final class Headings {

    /** Identifiers of vulnerabilities. */
    static final String ID = "id";

    /** Something else that tables of findings have. */
    static final String OTHER = "other";

    private static final Map<String, String> MEANINGS = read();

    /** {@code cvssv3 1 base nvd}, {@code cvss v2 0 base score}, but no temporal one. */
    private static final Pattern SCORE =
            Pattern.compile("cvss ?v?[234]?( [0-9])? ?(?:base|score|base score|rating)?(?: v?[234]?)?(?: nvd)?");

    private static final Pattern VERSION = Pattern.compile("cvss[a-z ]*v?([234])");

    private Headings() {}

    private static Map<String, String> read() {
        Map<String, String> meanings = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Table.class.getResourceAsStream("headings.tsv"), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int tab = line.indexOf('\t');
                meanings.putIfAbsent(Table.plain(line.substring(tab + 1)), line.substring(0, tab));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return meanings;
    }

    /**
     * What a heading means: {@link #ID}, {@code asset}, {@code address}, {@code name}, {@code version}, {@code fixed},
     * {@code fix status}, {@code severity}, {@code cvss}, {@code vector}, {@code path}, {@code purl}, {@code first} or {@link #OTHER}; empty if nobody knows.
     *
     * @param heading as {@link Table#plain} gives it
     */
    static String meaning(String heading) {
        return MEANINGS.getOrDefault(heading, SCORE.matcher(heading).matches() ? "cvss" : "");
    }

    /** The version of CVSS that a heading names; 0 if it names none. */
    static int version(String heading) {
        Matcher version = VERSION.matcher(heading);
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }
}
