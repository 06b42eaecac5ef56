package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class JsonSplitterProperties {

    @Property(tries = 300)
    void anyDocumentIsCutIntoExactlyItsRecords(
            @ForAll("lists") List<String> records,
            @ForAll("space") String space,
            @ForAll boolean wrapped,
            @ForAll @IntRange(min = 1, max = 70) int buffered)
            throws IOException {
        String list = space + "[" + space + String.join(space + "," + space, records) + space + "]" + space;
        String document = wrapped ? "{\"a{\":1," + space + "\"list\":" + list + ",\"end\":\"]}\"}" : list;
        List<String> found = new ArrayList<>();
        List<Object> skipped = new ArrayList<>();

        byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
        new JsonSplitter(new ByteArrayInputStream(utf8), wrapped ? 2 : 1, "{\"id\":", skipped::add, buffered, 1 << 20)
                .each((buffer, from, to) -> found.add(new String(buffer, from, to - from, StandardCharsets.UTF_8)));

        assertThat(found).isEqualTo(records);
        assertThat(skipped).isEmpty();
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return record().list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> space() {
        return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(4);
    }

    private static Arbitrary<String> record() {
        return Combinators.combine(text(), value(3)).as((id, value) -> "{\"id\":" + id + ",\"v\": " + value + "}");
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> plain = Arbitraries.oneOf(Arbitraries.of("null", "-1.5e3", "true", "{}", "[]"), text());
        if (depth == 0) {
            return plain;
        }
        Arbitrary<List<String>> parts = value(depth - 1).list().ofMaxSize(3);
        return Arbitraries.oneOf(
                plain,
                parts.map(list -> "[" + String.join(" , ", list) + "]"),
                Combinators.combine(text(), value(depth - 1)).as((key, value) -> "{" + key + " :" + value + "}"));
    }

    /** Texts full of what a splitter could take for structure. */
    private static Arbitrary<String> text() {
        Arbitrary<String> piece = Arbitraries.of(
                "a", "é", "漢", "{", "}", "[", "]", ",", ":", "\\\"", "\\\\", "\\n", "\\u007b", " ", "{\\\"id\\\":");
        return piece.list().ofMaxSize(8).map(list -> "\"" + String.join("", list) + "\"");
    }
}
