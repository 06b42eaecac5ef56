package vigie.text;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reasons of failures in the user's language. The layers that fail word them in English, which is what logs, the database and
 * the API have, also those of earlier versions; a sentence is found again by its English pattern in the bundle
 * {@code failures}. What is not there, as the words of a library, stays as it is.
 */
public final class FailureText {

    private static final String BUNDLE = "failures";
    private static final Pattern VALUE = Pattern.compile("\\{([0-9])\\}");
    private static final int MOST_VALUES = 10;

    /** Longer texts are no sentences of ours. */
    private static final int LONGEST = 2_000;

    /** Those with most words of their own first: the shortest fit to the beginning of any other. */
    private static final List<Sentence> SENTENCES = sentences(new Messages("en").bundle(BUNDLE));

    private FailureText() {}

    /** A sentence, and the numbers of its values in the order in which they occur. */
    private record Sentence(String key, Pattern pattern, List<Integer> values, int words) {}

    /**
     * The reason in the user's language.
     *
     * @param words of any bundle, in that language
     * @param reason what the exception, or the database, says
     */
    public static String in(Messages words, String reason) {
        return words.locale().getLanguage().equals("en") ? reason : translated(words.bundle(BUNDLE), reason);
    }

    private static String translated(Messages words, String reason) {
        if (reason.length() > LONGEST) {
            return reason;
        }
        for (Sentence sentence : SENTENCES) {
            Matcher matcher = sentence.pattern().matcher(reason);
            if (matcher.matches()) {
                Object[] values = new Object[MOST_VALUES];
                for (int i = 0; i < sentence.values().size(); i++) {
                    // A value may be a reason itself.
                    values[sentence.values().get(i)] = translated(words, matcher.group(i + 1));
                }
                return words.get(sentence.key(), values);
            }
        }
        return reason;
    }

    private static List<Sentence> sentences(Messages english) {
        return english.keys().stream()
                .map(key -> sentence(key, english.pattern(key).replace("''", "'")))
                .sorted(Comparator.comparingInt(Sentence::words).reversed().thenComparing(Sentence::key))
                .toList();
    }

    private static Sentence sentence(String key, String text) {
        Matcher values = VALUE.matcher(text);
        List<Integer> numbers =
                values.results().map(one -> Integer.parseInt(one.group(1))).toList();
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        int words = 0;
        for (values.reset(); values.find(); end = values.end()) {
            words += values.start() - end;
            pattern.append(Pattern.quote(text.substring(end, values.start()))).append("(.+?)");
        }
        pattern.append(Pattern.quote(text.substring(end)));
        return new Sentence(
                key, Pattern.compile(pattern.toString(), Pattern.DOTALL), numbers, words + text.length() - end);
    }
}
