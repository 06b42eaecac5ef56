package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTextTest {

    private static final Messages FRENCH = new Messages("fr");

    /** What is made for a person: the constructor or method that takes it, and the expression of its text. */
    private static final Pattern FAILURE = Pattern.compile(
            "(?:new (?:IOException|MalformedRecordException|MalformedReportException|FetchException"
                    + "|SlowException|OutdatedException|ShrunkException|StoreException|StoreBusyException|InsufficientDataException"
                    + "|InterruptedIOException|ModelRefused|Fetched\\.Failed)|\\brefusal)\\(\\s*"
                    + "([\\w.,()\\[\\] +>\\-\"']*?(?:\"(?:[^\"\\\\]|\\\\.)*\"[^\";]*?)+?)(?:,\\s*(?:e|true|false|at|position)\\b[^\"]*?)?\\)(?:;|\\),)");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "current: expected GZIP and got a web page | current\u00a0: GZIP attendu, reçu\u00a0: une page web",
                "catalogue: the file has no usable record | catalogue\u00a0: le fichier n’a aucun enregistrement utilisable",
                "2026: the SHA-256 of the feed is not the one that its .meta file names"
                        + " | 2026\u00a0: le SHA-256 du fichier n’est pas celui qu’indique son fichier .meta",
                "2026: HTTP 503 (server error), which asks to wait 120 s"
                        + " | 2026\u00a0: HTTP 503 (le serveur est en difficulté), demande d’attendre 120 s",
                "all: HTTP 403 (the host refuses) (skipped after 5 failures in a row)"
                        + " | all\u00a0: HTTP 403 (le serveur refuse) (abandon après 5 échecs de suite)",
                "what a library says | what a library says"
            })
    void aReasonIsSaidInTheLanguageOfTheReader(String english, String french) {
        assertThat(FailureText.in(FRENCH, english)).isEqualTo(french);
        assertThat(FailureText.in(new Messages("en"), english)).isEqualTo(english);
    }

    @Test
    void aLongTextOfARecordIsLeftAsItIs() {
        String hostile = ": ".repeat(100_000);
        assertThat(FailureText.in(FRENCH, hostile)).isEqualTo(hostile);
    }

    /** The English sentences are written where something fails: one that is not in the bundle would stay English. */
    @ParameterizedTest
    @ValueSource(strings = {"fetch", "source", "sync", "store", "record", "score", "io", "finding"})
    void everyReasonThatARoomGivesHasAFrenchSentence(String room) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("src/main/java/vigie", room))) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        SoftAssertions softly = new SoftAssertions();
        for (Path file : files) {
            Matcher failures = FAILURE.matcher(Files.readString(file));
            while (failures.find()) {
                String text = example(failures.group(1));
                if (text.startsWith("HTTP 7")) {
                    continue; // A status has no language.
                }
                softly.assertThat(FailureText.in(FRENCH, text))
                        .as("%s: %s", file.getFileName(), text)
                        .isNotEqualTo(text);
            }
        }
        softly.assertAll();
    }

    /** The text of an expression, with a number for each of its values. */
    private static String example(String whole) {
        // The model of a refusal stands before its reason.
        String expression = whole.replaceFirst("^(?:\\w+(?:\\(\\))?|\"in use\"), ?\\s*", "");
        StringBuilder text = new StringBuilder();
        Matcher literals = LITERAL.matcher(expression);
        int end = 0;
        while (literals.find()) {
            boolean value = expression.substring(end, literals.start()).matches("(?s).*\\w.*");
            text.append(value ? "7" : "").append(literals.group(1));
            end = literals.end();
        }
        return text + (expression.substring(end).matches("(?s).*\\w.*") ? "7" : "");
    }
}
