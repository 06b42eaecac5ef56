package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class WordDiffTest {

    private static String words(List<WordDiff.Piece> pieces) {
        return pieces.stream()
                .map(piece -> switch (piece.fate()) {
                    case STAYED -> piece.words();
                    case WENT -> "-" + piece.words() + "-";
                    case CAME -> "+" + piece.words() + "+";
                })
                .collect(Collectors.joining(" "));
    }

    @Test
    void tellsWhichWordsWentAndCame() {
        assertThat(words(
                        WordDiff.of("a remote attacker may read\n files", "a local attacker may read and write files")))
                .isEqualTo("a -remote- +local+ attacker may read +and write+ files");
        assertThat(words(WordDiff.of("", "all new"))).isEqualTo("+all new+");
        assertThat(words(WordDiff.of("all old", ""))).isEqualTo("-all old-");
    }

    @Test
    void whiteSpaceAndCharactersThatAreNotShownDoNotCount() {
        assertThat(WordDiff.of("one  two\n\nthree", " one two three ")).isEmpty();
        assertThat(WordDiff.of("ze\u200Bro", "zero")).isEmpty();
        assertThat(WordDiff.of("", "")).isEmpty();
    }

    @Test
    void leavesOutWhatStaysFarFromAChange() {
        String before = IntStream.range(0, 100).mapToObj(n -> "w" + n).collect(Collectors.joining(" "));
        List<WordDiff.Piece> pieces = WordDiff.of(before, before.replace("w50", "other"));
        assertThat(pieces).hasSize(4);
        assertThat(pieces.get(0).words()).startsWith("… w38").endsWith("w49");
        assertThat(pieces.get(3).words()).startsWith("w51").endsWith("w62 …");
    }

    @Property(tries = 300)
    void bothTextsCanBeReadFromTheRuns(
            @ForAll @Size(max = 40)
                    List<@StringLength(min = 1, max = 1) @CharRange(from = 'a', to = 'd') String> before,
            @ForAll @Size(max = 40)
                    List<@StringLength(min = 1, max = 1) @CharRange(from = 'a', to = 'd') String> after) {
        List<WordDiff.Run> runs = WordDiff.runs(before, after);
        assertThat(of(runs, WordDiff.Fate.WENT)).isEqualTo(before);
        assertThat(of(runs, WordDiff.Fate.CAME)).isEqualTo(after);
    }

    private static List<String> of(List<WordDiff.Run> runs, WordDiff.Fate fate) {
        return runs.stream()
                .filter(run -> run.fate() == WordDiff.Fate.STAYED || run.fate() == fate)
                .flatMap(run -> run.words().stream())
                .toList();
    }

    @Test
    void hostileTextsTakeLittleTimeAndGiveLittleText() {
        String one = IntStream.range(0, 5_000).mapToObj(n -> "a" + n % 7).collect(Collectors.joining(" "));
        String other = IntStream.range(0, 5_000).mapToObj(n -> "a" + n % 11).collect(Collectors.joining(" "));
        String word = "x".repeat(1_000_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () -> Stream.of(
                                WordDiff.of(one, other),
                                WordDiff.of(one.substring(0, 3_600), other.substring(0, 3_600)),
                                WordDiff.of(word, word + " y"),
                                WordDiff.of(word + " z", "y"))
                        .forEach(pieces -> assertThat(words(pieces)).hasSizeLessThan(50_000)));
    }
}
