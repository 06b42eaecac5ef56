package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document of the API, and what it says about an answer. */
final class Contract {

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new HashMap<>();

    Contract(JsonNode document) {
        this.document = document;
    }

    static Contract read(byte[] json) {
        return new Contract(JsonMapper.shared().readTree(json));
    }

    JsonNode document() {
        return document;
    }

    JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asString("");
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }

    /** Operations that are asked with GET, by their names: path and what the document says. */
    Map<String, Map.Entry<String, JsonNode>> operations() {
        return document.path("paths").properties().stream()
                .filter(p -> p.getValue().has("get"))
                .collect(Collectors.toMap(
                        p -> p.getValue().path("get").path("operationId").asString(),
                        p -> Map.entry(p.getKey(), p.getValue().path("get"))));
    }

    /** Holds an answer to an operation against the document. */
    void check(JsonNode operation, HttpResponse<byte[]> answer) {
        JsonNode said = operation.path("responses").path(Integer.toString(answer.statusCode()));
        assertThat(said.isMissingNode())
                .as("status %s of %s", answer.statusCode(), answer.uri())
                .isFalse();
        check(resolved(said), answer, answer.request().method());
    }

    /** Holds an answer against what the document calls by a name. */
    void check(String response, HttpResponse<byte[]> answer) {
        check(
                document.path("components").path("responses").path(response),
                answer,
                answer.request().method());
    }

    private void check(JsonNode said, HttpResponse<byte[]> answer, String method) {
        String as = method + " " + answer.uri() + " " + answer.statusCode();
        for (Map.Entry<String, JsonNode> header : said.path("headers").properties()) {
            JsonNode schema = resolved(header.getValue()).path("schema");
            String value = answer.headers().firstValue(header.getKey()).orElse("");
            assertThat(value).as("%s: %s", as, header.getKey()).isNotEmpty();
            assertThat(errors(schema, JsonMapper.shared().writeValueAsString(value)))
                    .as("%s: %s: %s", as, header.getKey(), value)
                    .isEmpty();
        }
        if (method.equals("HEAD")) {
            assertThat(answer.body()).as(as).isEmpty();
        } else if (!said.path("content").isMissingNode()) {
            content(said.path("content"), answer, as);
        }
    }

    private void content(JsonNode content, HttpResponse<byte[]> answer, String as) {
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode media = content.path(type);
        assertThat(media.isMissingNode()).as("%s: type %s", as, type).isFalse();
        if (type.endsWith("json")) {
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            assertThat(errors(media.path("schema"), body)).as(as).isEmpty();
        }
    }

    private String errors(JsonNode schema, String json) {
        return schemas
                .computeIfAbsent(schema.toString(), any -> schema(schema))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .limit(5)
                .collect(Collectors.joining("\n"));
    }

    private Schema schema(JsonNode schema) {
        if (!schema.isObject()) {
            return registry.getSchema(schema.toString(), InputFormat.JSON);
        }
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", document.path("components"));
        return registry.getSchema(whole.toString(), InputFormat.JSON);
    }
}
