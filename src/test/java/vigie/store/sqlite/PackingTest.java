package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.StoreException;

class PackingTest {

    private static byte[] packed(Packing.Form form, byte[] document) {
        try (Packing packing = new Packing()) {
            packing.pack(form, "something before it".getBytes(StandardCharsets.UTF_8), 9);
            return packing.pack(form, document, document.length);
        }
    }

    @Property
    void whatWasPackedComesBack(@ForAll Packing.Form form, @ForAll byte[] document) {
        assertThat(Packing.unpack(packed(form, document))).isEqualTo(document);
    }

    @ParameterizedTest
    @EnumSource
    void aLargeDocumentThatDoesNotShrinkComesBack(Packing.Form form) {
        byte[] document = new byte[300_000];
        new Random(1).nextBytes(document);
        assertThat(Packing.unpack(packed(form, document))).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 16384, 65535, 65536, 131072})
    void aDocumentOfAnyLengthComesBack(int length) {
        byte[] document = new byte[length];
        Arrays.fill(document, (byte) 'x');
        assertThat(Packing.unpack(packed(Packing.Form.CVE_RECORD, document))).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10})
    void aCutDocumentIsRefused(int kept) {
        byte[] whole = packed(Packing.Form.PLAIN, "{\"a\":\"a longer text\"}".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Packing.unpack(Arrays.copyOf(whole, kept)));
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentAfterADamagedOneComesBack(Packing.Form form) {
        byte[] document =
                "{\"cveMetadata\":{\"cveId\":\"CVE-2026-0001\"}}".repeat(50).getBytes(StandardCharsets.UTF_8);
        byte[] whole = packed(form, document);
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length, (byte) 0xff);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Packing.unpack(damaged));
        assertThat(Packing.unpack(whole)).isEqualTo(document);
    }

    @Test
    void manyThreadsUnpackAtOnce() {
        byte[][] documents = new byte[400][];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = ("{\"id\":" + i + "}").repeat(1 + i).getBytes(StandardCharsets.UTF_8);
        }
        List<byte[]> packed = Arrays.stream(documents)
                .map(one -> packed(Packing.Form.NVD_RECORD, one))
                .toList();
        assertThat(packed.parallelStream().map(Packing::unpack).toList()).containsExactly(documents);
    }

    @Test
    void aFormOfALaterVersionIsRefused() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Packing.unpack(new byte[] {(byte) Packing.Form.values().length, 3, 0}))
                .withMessageContaining("this version does not know");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ \"a\" : [ 1 , 2 ] } | {\"a\":[1,2]}",
                "\"a b\\\" c\" | \"a b\\\" c\"",
                "\"été  漏洞\" | \"été  漏洞\"",
                "[ \"\\\\\" , 1 ] | [\"\\\\\",1]",
                "\"open \\ | \"open \\"
            })
    void onlyWhiteSpaceOutsideOfTextsIsDropped(String json, String expected) {
        assertThat(minified(json)).isEqualTo(expected);
    }

    @Property(tries = 100)
    void aMinifiedDocumentMeansTheSame(@ForAll Map<String, List<String>> object) {
        String pretty = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(object);
        assertThat(minified(pretty)).isEqualTo(JsonMapper.shared().writeValueAsString(object));
    }

    @Test
    void eachTextIsToldAsItIsWritten() {
        byte[] in = "{ \"a\" : [ \"b \\\" c\" , 1, \"\" ] }".getBytes(StandardCharsets.UTF_8);
        List<String> texts = new ArrayList<>();
        Packing.minify(in, new byte[in.length], (json, from, end) -> texts.add(new String(json, from, end - from)));
        assertThat(texts).containsExactly("a", "b \\\" c", "");
    }

    private static String minified(String json) {
        byte[] in = json.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        return new String(out, 0, Packing.minify(in, out, (text, from, end) -> {}), StandardCharsets.UTF_8);
    }
}
