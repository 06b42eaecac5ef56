package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @Test
    void htmlAndMarkdownLeaveTheirWords() {
        assertThat(PlainText.paragraphs(
                        PlainText.unmarked("<p>Un <b>avis</b> &amp; plus</p><ul><li>a</li><li>b</li></ul>")))
                .isEqualTo("Un avis & plus\n\n- a\n- b");
        assertThat(PlainText.unmarked("**Fort** et 10\\.2\\_x")).isEqualTo("Fort et 10.2_x");
    }

    @Test
    void aLineHasSingleSpaces() {
        assertThat(PlainText.line(" a\r\n\tb  c ")).isEqualTo("a b c");
        assertThat(PlainText.paragraphs("a \r\n\r\n\r\n b\u00a0 c\r\nd")).isEqualTo("a\n\nb c\nd");
    }

    /** What it is defined by. */
    @Property(tries = 3000)
    void aLineIsThatOfThePatternWithoutWhatIsInvisible(@ForAll("texts") String text) {
        String even = text.replaceAll("\\s+", " ").strip();
        String expected = even.codePoints()
                .filter(PlainText::visible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(PlainText.line(text)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(
                        " \t\n\u000b\f\r\u001c\u0085\u00a0\u2003\u2028\u200b\u202e\ud83d\ude00\u00e9ab~".toCharArray())
                .ofMaxLength(30);
    }

    @Test
    void whatATerminalObeysIsTakenOut() {
        assertThat(PlainText.line("a\u001b[31mred\u0007 \u202eback\u200b \u0000é漢😀"))
                .isEqualTo("a[31mred back é漢😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "+1",
                "-1",
                "@x",
                "\t",
                "\rx",
                "\uff1d1",
                "\uff0b1",
                "\uff0d1",
                "\uff20x",
                "\u00a0=1",
                " =1"
            })
    void whatASpreadsheetMayTakeForAFormulaIsDefused(String text) {
        assertThat(PlainText.cell(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a=1", "\u00a0a", "1-2", "\u6f22"})
    void otherCellsStayAsTheyAre(String text) {
        assertThat(PlainText.cell(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\r", "\n", "\n \r", "**", "*", "\\", "<", "<p>", "<b>", "&", "&#", "<!--", "\u00a0"})
    void hostileTextTakesBoundedTime(String part) {
        String text = part.repeat(100_000 / part.length()) + "x";

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            String plain = PlainText.unmarked(text);
            return PlainText.line(plain) + PlainText.paragraphs(plain);
        });
    }
}
