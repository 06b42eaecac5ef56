package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vigie.finding.format.Formats;

/** Reports that are cut, or have values of other types than they ought to: each is read or refused, and nothing else happens. */
@Execution(ExecutionMode.SAME_THREAD)
class HostileReportsTest {

    private static final Path REPORTS = Path.of("src/test/resources/vigie/finding");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static Stream<Path> reports() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Format format : Formats.ALL) {
            try (Stream<Path> all = Files.walk(REPORTS.resolve(format.name()))) {
                all.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().equals("expected.txt"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files.stream();
    }

    private static void read(Format format, byte[] bytes) {
        Collected all = new Collected();
        Formats.reader().as(format).read("-", new java.io.ByteArrayInputStream(bytes), all, all.readings::add);
        assertThat(all.readings).isNotEmpty();
    }

    private static Format format(Path file) {
        return Formats.named(REPORTS.relativize(file).getName(0).toString()).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("reports")
    @Timeout(20)
    void aReportThatIsCutAnywhereIsReadAsFarAsItGoes(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int step = Math.max(1, whole.length / 60);
        for (int length = 0; length < whole.length; length += step) {
            read(format(file), java.util.Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    @Timeout(20)
    void aReportWithBrokenBytesIsReadOrRefused(Path file) throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = Files.readAllBytes(file);
            for (int j = 0; j < 3; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            read(format(file), bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    @Timeout(60)
    void aValueOfAnotherTypeCountsAsMissing(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return;
        }
        JsonNode tree;
        try {
            tree = JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (tools.jackson.core.JacksonException e) {
            return; // Several documents in one file.
        }
        List<JsonNode> others = List.of(
                NODES.nullNode(),
                NODES.numberNode(-1),
                NODES.stringNode("CVE-2021-44228"),
                NODES.booleanNode(true),
                NODES.arrayNode().add(NODES.arrayNode()).add("x").add(NODES.nullNode()),
                NODES.objectNode().set("", NODES.objectNode().put("x", 1)));
        for (JsonNode other : others) {
            for (int at = 0; at < Integer.MAX_VALUE; at++) {
                int[] left = {at};
                JsonNode changed = replaced(tree, other, left);
                if (left[0] >= 0) {
                    break;
                }
                read(format(file), JsonMapper.shared().writeValueAsBytes(changed));
            }
        }
    }

    /** A copy in which the value with the number that is left is another one; the number is negative afterwards if there was one. */
    private static JsonNode replaced(JsonNode node, JsonNode other, int[] left) {
        if (left[0]-- == 0) {
            return other;
        }
        if (node.isObject()) {
            ObjectNode copy = NODES.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), replaced(field.getValue(), other, left)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = NODES.arrayNode();
            node.forEach(element -> copy.add(replaced(element, other, left)));
            return copy;
        }
        return node;
    }
}
