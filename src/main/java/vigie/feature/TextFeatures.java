package vigie.feature;

import java.util.List;

/** The description: its length and its noun phrases. */
final class TextFeatures {

    /**
     * Parts of words that report exploitation: such a description was rewritten afterwards, and
     * would leak the outcome.
     */
    private static final List<String> OUTCOME = List.of(
            "EXPLOIT",
            "WILD",
            "ACTIVELY",
            "KEV",
            "RANSOMWARE",
            "BOTNET",
            "MALWARE",
            "ZERO_DAY",
            "0DAY",
            "0_DAY",
            "CISA",
            "CAMPAIGN");

    private TextFeatures() {}

    static void description(View view, Sink out) {
        out.number("DESCRIPTION_LENGTH", view.said().description().length());
        for (String phrase : view.said().phrases()) {
            if (!tellsOutcome(phrase)) {
                out.add("T:NP:" + phrase, 1);
            }
        }
    }

    private static boolean tellsOutcome(String phrase) {
        // In a loop: a scoring asks this of millions of phrases.
        for (String word : OUTCOME) {
            if (phrase.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
