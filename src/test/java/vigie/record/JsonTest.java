package vigie.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import vigie.model.Observation;
import vigie.source.Reading;
import vigie.source.Records;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"{},", "[],", "0,", "\"\","})
    void aDocumentOfMillionsOfPartsIsRefused(String part) {
        byte[] utf8 = utf8("[" + part.repeat(3_000_000) + "0]");

        assertThatThrownBy(() -> Json.parse(utf8)).isInstanceOf(JacksonException.class);
    }

    @Test
    void numbersStandForTextsAndNothingElseDoes() {
        var node = Json.parse(utf8("{\"a\":{\"b\":7},\"c\":[\"x\"],\"d\":null,\"e\":true}"));

        assertThat(Json.text(node, "a", "b")).isEqualTo("7");
        assertThat(Json.text(node, "c")).isEmpty();
        assertThat(Json.text(node, "d")).isEmpty();
        assertThat(Json.text(node, "e")).isEmpty();
        assertThat(Json.text(node, "a", "b", "c")).isEmpty();
    }

    @Test
    void lineBreaksWithinTextsAreBorne() {
        assertThat(Json.text(Json.parse(utf8("{\"a\":\"x\ny\"}")), "a")).isEqualTo("x\ny");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<html>", "{", "{\"a\":tru", "{\"a\":{}", "{\"a\":\"}"})
    void aRecordThatIsCutOrNoneFailsAsAWhole(String text) {
        assertThatThrownBy(() -> Records.only("r", utf8(text), o -> {}, node -> {}))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":tru}", "{\"a\":1}}", "{\"a\" 1}", "{\"a\":1} {\"b\":2}"})
    void aRecordThatIsBrokenIsSkipped(String text) throws IOException {
        List<Observation> seen = new ArrayList<>();
        Records.only("r", utf8(text), seen::add, node -> {});

        assertThat(Reading.skipped(seen)).hasSize(1).allMatch(s -> s.startsWith("r: broken JSON: "));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
