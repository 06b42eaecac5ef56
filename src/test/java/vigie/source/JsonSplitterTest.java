package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.Observation;
import vigie.record.Json;

class JsonSplitterTest {

    private static final String FIRST = "{\"id\":\"one\"}";
    private static final String LAST = "{\"id\":\"last\",\"a\":[{\"b\":{}}]}";

    private final List<String> good = new ArrayList<>();
    private final List<Observation> skipped = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"two\"",
                "{\"id\":\"two\",\"a\":[1,2}",
                "{\"id\":\"two\",\"a\":{\"b\":1}",
                "{\"id\":\"two}",
                "{\"id\":\"two\\\"}",
                "{\"id\":two\"}",
                "{\"id\":\"two\",\"a\":tru}",
                "{\"id\":\"two\",\"a\":1]]}",
                "{\"id\":\"two\",\"a\":[1]]}",
                "{\"id\":\"two\"}}",
                "{\"id\":\"two\"}]",
                "{\"id\":\"two\"}}}}]]",
                "{\"id\":\"two\",}",
                "{\"id\"}"
            })
    void aBrokenRecordCostsItselfOnly(String broken) throws IOException {
        for (int buffered = 1; buffered < 80; buffered++) {
            good.clear();
            skipped.clear();
            split("[" + FIRST + ", " + broken + ", " + FIRST + ",\n" + LAST + "]", 1, buffered);

            assertThat(good).startsWith(FIRST).endsWith(FIRST, LAST);
            assertThat(good.size() + skipped.size()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void aQuoteTooManyBetweenRecordsIsPassedOver() throws IOException {
        split("[" + FIRST + ",\"," + LAST + "]", 1, 16);

        assertThat(good).containsExactly(FIRST, LAST);
    }

    @Test
    void objectsBesideTheListAreNoRecords() throws IOException {
        split("{\"meta\":{\"x\":\"{\"},\"list\":[" + FIRST + "],\"tail\":{\"y\":1}}", 2, 16);

        assertThat(good).containsExactly(FIRST);
        assertThat(skipped).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "x", "\"[{}]\"", "<html>{}</html>", "[{\"id\":1}", "[", "[[]", "[{\"id\":\"", "[]]"})
    void whatIsNoWholeDocumentFails(String text) {
        assertThatThrownBy(() -> split(text, 1, 16)).isInstanceOf(IOException.class);
    }

    @Test
    void aRecordOfFiftyMegabytesIsSkippedAndCounted() throws IOException {
        InputStream long50 = new SequenceInputStream(
                new ByteArrayInputStream(bytes("[" + FIRST + ",{\"id\":\"")),
                new SequenceInputStream(
                        new Same((byte) 'x', 50 << 20), new ByteArrayInputStream(bytes("\"}," + LAST + "]"))));
        new JsonSplitter(long50, 1, "{\"id\":", skipped::add).each(this::take);

        assertThat(good).containsExactly(FIRST, LAST);
        assertThat(skipped).containsExactly(new Observation.Skipped("record 2", "longer than 16 MB"));
    }

    @Test
    void aDocumentWithoutARecordForLongFails() {
        InputStream blank =
                new SequenceInputStream(new ByteArrayInputStream(bytes("[")), new Same((byte) ' ', Integer.MAX_VALUE));

        assertThatThrownBy(() -> new JsonSplitter(blank, 1, "{\"id\":", skipped::add).each(this::take))
                .hasMessageContaining("no record within");
    }

    @Test
    void aThousandUnclosedRecordsTakeBoundedTime() throws IOException {
        String broken = "{\"id\":\"" + "x".repeat(500) + "\",";
        split("[" + broken.repeat(900) + LAST + "]", 1, 1 << 10);

        assertThat(good).containsExactly(LAST);
        assertThat(skipped).hasSize(900);
    }

    private void split(String text, int depth, int buffered) throws IOException {
        new JsonSplitter(new ByteArrayInputStream(bytes(text)), depth, "{\"id\":", skipped::add, buffered, 1 << 20)
                .each(this::take);
    }

    private boolean take(byte[] buffer, int from, int to) {
        byte[] record = java.util.Arrays.copyOfRange(buffer, from, to);
        return Records.guard("a record", skipped::add, () -> {
            Json.parse(record);
            good.add(new String(record, StandardCharsets.UTF_8));
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
