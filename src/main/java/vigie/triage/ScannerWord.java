package vigie.triage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import vigie.finding.Finding;

/**
 * How bad a scanner says that something is. It counts where nothing better is held, and is never taken for a CVSS score that is.
 *
 * @param severity its word, may be empty
 * @param cvss base score, 0 to 10
 * @param vector CVSS vector, may be empty
 */
record ScannerWord(String severity, Optional<Double> cvss, String vector) {

    /** Nothing is said. */
    static final ScannerWord NONE = new ScannerWord("", Optional.empty(), "");

    /** Words of scanners, from the worst on; those of one line mean the same. */
    private static final List<List<String>> WORDS = List.of(
            List.of("critical", "urgent", "emergency", "very high", "5", "critique"),
            List.of("high", "important", "serious", "severe", "error", "4", "haute", "élevée"),
            List.of("medium", "moderate", "warning", "3", "moyenne", "modérée"),
            List.of("low", "minor", "note", "2", "faible"),
            List.of("info", "informational", "none", "negligible", "1", "0"));

    static ScannerWord of(Finding finding) {
        OptionalDouble score = finding.cvss();
        return finding.severity().isEmpty()
                        && score.isEmpty()
                        && finding.vector().isEmpty()
                ? NONE
                : new ScannerWord(
                        finding.severity(),
                        score.isPresent() ? Optional.of(score.getAsDouble()) : Optional.empty(),
                        finding.vector());
    }

    /** A number of the word: 0 for none or one that is not known here, else higher for worse ones, up to 5. */
    int rank() {
        String word = severity.strip().toLowerCase(Locale.ROOT);
        for (int i = 0; i < WORDS.size(); i++) {
            if (WORDS.get(i).contains(word)) {
                return WORDS.size() - i;
            }
        }
        return 0;
    }
}
