package vigie.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a search query: words that must all occur, and phrases in double quotes. */
public final class SearchWords {

    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

    private SearchWords() {}

    /** Words and phrases in their order; words without a letter or digit are ignored. */
    public static List<String> of(List<String> arguments) {
        List<String> parts = new ArrayList<>();
        for (String argument : arguments) {
            Matcher part = PART.matcher(argument);
            while (part.find()) {
                String text = part.group(1) == null ? part.group(2) : part.group(1);
                if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
                    parts.add(text.strip());
                }
            }
        }
        return parts;
    }
}
