package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.model.Observation;

class CsvTest {

    private final List<String> rows = new ArrayList<>();
    private final List<Observation> skipped = new ArrayList<>();

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoPartOfTheFields() throws IOException {
        read("\ufeffa,b\r\n1,2\r\n");

        assertThat(rows).containsExactly("1|2");
    }

    @Test
    void columnsMayBeMissingSurplusOrInAnotherOrder() throws IOException {
        read("x,b,a\n0,2,1\n0,2\n0,2,1,9,9\n\n");

        assertThat(rows).containsExactly("1|2", "|2", "1|2");
    }

    @Test
    void aQuotedFieldMayHoldCommasQuotesAndLineBreaks() throws IOException {
        read("\"a\",\"b\"\n\"1,1\",\"2 \"\"two\"\"\nor more\"\n3,4\n");

        assertThat(rows).containsExactly("1,1|2 \"two\"\nor more", "3|4");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsLineOnly() throws IOException {
        read("a,b\n1,\"2\n3,4\n5,6\n");

        assertThat(rows).containsExactly("3|4", "5|6");
        assertThat(skipped).hasSize(1).allMatch(o -> o.toString().contains("line 2"));
    }

    @Test
    void aQuoteThatAnotherLineSeemsToCloseCostsItsLineOnly() throws IOException {
        read("a,b\n1,\"2\n3,4\n\"5\",6\n7,\"8,8\"\n9,x\"\n10,11\n");

        assertThat(rows).contains("3|4", "5|6", "7|8,8", "10|11");
        assertThat(skipped).isNotEmpty();
    }

    @Test
    void numbersOfLinesCountTheLinesWithinQuotes() throws IOException {
        read("a,b\n1,\"x\ny\"\nbad,\"\n2,3\n");

        assertThat(rows).containsExactly("1|x\ny", "2|3");
        assertThat(skipped).hasSize(1).allMatch(o -> o.toString().contains("line 4"));
    }

    @Test
    void aLineOfFiftyMegabytesIsSkipped() throws IOException {
        read("a,b\n1," + "x".repeat(50 << 20) + "\n3,4\n");

        assertThat(rows).containsExactly("3|4");
        assertThat(skipped).hasSize(1);
    }

    @Test
    void aFileWithoutANeededColumnIsRefused() {
        assertThatThrownBy(() -> read("a,c\n1,2\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'b'");
    }

    private void read(String text) throws IOException {
        new Csv(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), skipped::add)
                .header("a", "b")
                .each(row -> rows.add(row.get("a") + "|" + row.get("b")));
    }
}
