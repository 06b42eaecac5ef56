package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NounPhrasesTest {

    @Test
    void wordsOfClosedClassesAndPunctuationCut() {
        assertThat(NounPhrases.of("A heap overflow in the admin console, or worse."))
                .containsExactly("HEAP", "HEAP_OVERFLOW", "OVERFLOW", "ADMIN", "ADMIN_CONSOLE", "CONSOLE", "WORSE");
    }

    @Test
    void aPhraseOfSeveralWordsComesWithItsPartsUpToThreeWords() {
        assertThat(NounPhrases.of("remote code execution vulnerability"))
                .contains("REMOTE_CODE_EXECUTION", "CODE_EXECUTION", "CODE_EXECUTION_VULNERABILITY")
                .doesNotContain("REMOTE_CODE_EXECUTION_VULNERABILITY");
    }

    @Test
    void aHyphenIsWrittenAsAnUnderscore() {
        assertThat(NounPhrases.of("use-after-free")).containsExactly("USE_AFTER_FREE");
    }

    @Test
    void versionsPathsAndNumbersAreNoWords() {
        assertThat(NounPhrases.of("Product 1.2.3, /cgi-bin/x.sh and file.php before 7"))
                .containsExactly("PRODUCT");
    }

    @Test
    void aCveIdentifierIsOneWordWhicheverItIs() {
        assertThat(NounPhrases.of("like CVE-2024-3400")).containsExactly("CVE_ID");
    }

    @Test
    void nothingComesOfNothing() {
        assertThat(NounPhrases.of("")).isEmpty();
        assertThat(NounPhrases.of(" . , - / ")).isEmpty();
    }

    @Test
    void aWordWithoutEndIsNoWord() {
        assertThat(NounPhrases.of("A".repeat(100_000))).isEmpty();
    }
}
