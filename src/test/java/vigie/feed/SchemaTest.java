package vigie.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file of a feed passes the schema that is published with it. */
class SchemaTest {

    @TempDir
    private Path dir;

    private static Schema schema(String text) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }

    private SortedMap<String, String> feed() {
        try (Feeding feeding = new Feeding()) {
            feeding.run(Feeding.FIRST, 1, Feeding.ALL);
            feeding.run(Feeding.NEXT_DAY, 1, List.of(), Feeding.THREE);
            feeding.changed("2026-01-31", Feeding.ONE);
            feeding.publish(dir);
        }
        return Feeding.files(dir);
    }

    @Test
    void everyFilePasses() throws Exception {
        SortedMap<String, String> files = feed();
        Schema schema = schema(files.get("schema.json"));
        files.forEach((name, text) -> {
            if (name.endsWith(".json") && !name.startsWith("model/") && !name.equals("schema.json")) {
                assertThat(schema.validate(text, InputFormat.JSON)).as(name).isEmpty();
            }
        });
        assertThat(Feeding.unpacked(dir.resolve("changes.jsonl.gz")).lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
        String lines = Feeding.unpacked(dir.resolve("scores.jsonl.gz"));
        assertThat(lines.lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
    }

    @Test
    void theSchemaIsASchema() throws Exception {
        feed();
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        String schema = Files.readString(dir.resolve("schema.json"), StandardCharsets.UTF_8);
        assertThat(meta.validate(schema, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"score\": 1.5",
                "\"score\": \"0.5\"",
                "\"update_datetime\": \"2026-01-30T12:00:00Z\"",
                "\"explanations\": {\"CVSS\": 1}",
                "\"known_exploited\": true",
                "\"more\": 1"
            })
    void whatIsNotOfTheFormatDoesNotPass(String wrong) {
        SortedMap<String, String> files = feed();
        String cve = files.get("2024/0xxx/CVE-2024-0001.json");
        String key = wrong.substring(0, wrong.indexOf(':') + 1);
        String altered = cve.contains(key)
                ? cve.replaceFirst(java.util.regex.Pattern.quote(key) + " (\\{[^}]*\\}|[^,]*)", wrong)
                : cve.replaceFirst("\\{", "{" + wrong + ", ");
        assertThat(altered).isNotEqualTo(cve);
        assertThat(schema(files.get("schema.json")).validate(altered, InputFormat.JSON))
                .isNotEmpty();
    }
}
