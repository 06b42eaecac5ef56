package vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.testing.Needs;
import vigie.testing.OfficialSchemas;

/** Our schema of OpenVEX refuses all that the official one refuses. */
class OpenVexSchemaTest {

    private static final String RIGHT = """
            {"@context":"https://openvex.dev/ns/v0.2.0","@id":"urn:uuid:1","author":"a","timestamp":"2026-01-30T00:00:00Z","version":1,
            "statements":[{"vulnerability":{"name":"CVE-2026-0001"},"products":[{"@id":"urn:a","identifiers":{"purl":"pkg:a/b"},
            "subcomponents":[{"@id":"urn:b"}]}],"status":"affected","action_statement":"b"}]}
            """;

    /** Each is wrong in one way; the second of a pair stands in place of the first. */
    private static final List<List<String>> WRONG = List.of(
            List.of("\"author\":\"a\",", ""),
            List.of("\"author\":\"a\",", "\"author\":1,"),
            List.of("\"author\":\"a\",", "\"author\":\"a\",\"more\":1,"),
            List.of("\"version\":1", "\"version\":0"),
            List.of("\"version\":1", "\"version\":\"1\""),
            List.of("\"timestamp\":\"2026-01-30T00:00:00Z\",", ""),
            List.of("\"@id\":\"urn:uuid:1\",", ""),
            List.of("{\"name\":\"CVE-2026-0001\"}", "\"CVE-2026-0001\""),
            List.of("{\"name\":\"CVE-2026-0001\"}", "{}"),
            List.of("{\"name\":\"CVE-2026-0001\"}", "{\"name\":\"CVE-2026-0001\",\"cvss\":9}"),
            List.of("{\"name\":\"CVE-2026-0001\"}", "{\"name\":\"CVE-2026-0001\",\"aliases\":[\"a\",\"a\"]}"),
            List.of("[{\"@id\":\"urn:a\"", "[\"urn:a\",{\"@id\":\"urn:a\""),
            List.of("{\"@id\":\"urn:b\"}", "{\"@id\":\"urn:b\",\"name\":\"b\"}"),
            List.of("{\"@id\":\"urn:b\"}", "{\"@id\":\"urn:b\"},{\"@id\":\"urn:b\"}"),
            List.of("{\"purl\":\"pkg:a/b\"}", "{\"purl\":\"pkg:a/b\",\"name\":\"b\"}"),
            List.of("{\"purl\":\"pkg:a/b\"}", "{\"purl\":\"pkg:a/b\"},\"hashes\":{\"sha256\":\"00\"}"),
            List.of("\"status\":\"affected\",", ""),
            List.of("\"status\":\"affected\"", "\"status\":\"open\""),
            List.of(",\"action_statement\":\"b\"", ""),
            List.of("\"status\":\"affected\"", "\"status\":\"not_affected\""),
            List.of("\"status\":\"affected\"", "\"status\":\"not_affected\",\"justification\":\"none\""));

    @Test
    void aDocumentIsRightOnlyInEachOfItsParts() {
        assertThat(OfficialSchemas.openVex(RIGHT)).isEmpty();
        for (List<String> wrong : WRONG) {
            String document = RIGHT.replace(wrong.get(0), wrong.get(1));
            assertThat(document).as(wrong.toString()).isNotEqualTo(RIGHT);
            assertThat(OfficialSchemas.openVexByOurs(document))
                    .as(wrong.toString())
                    .isNotEmpty();
        }
        assertThat(OfficialSchemas.openVexByOurs(RIGHT.replaceFirst("(?s)\"statements\":.*", "\"statements\":[]}")))
                .isNotEmpty();
        assertThat(OfficialSchemas.openVexByOurs(RIGHT.replace("urn:a", "a b"))).isNotEmpty();
    }

    @Test
    void theOfficialSchemaRefusesTheSame() {
        List<List<String>> right = OfficialSchemas.openVexByOthers(RIGHT);
        Needs.that(!right.isEmpty(), "VIGIE_OPENVEX_SCHEMA names no openvex_json_schema.json of openvex/spec");
        assertThat(right).allSatisfy(faults -> assertThat(faults).isEmpty());
        for (List<String> wrong : WRONG) {
            assertThat(OfficialSchemas.openVexByOthers(RIGHT.replace(wrong.get(0), wrong.get(1))))
                    .as("refused by ours, so by the official ones, or ours is another: " + wrong)
                    .allSatisfy(faults -> assertThat(faults).isNotEmpty());
        }
    }
}
