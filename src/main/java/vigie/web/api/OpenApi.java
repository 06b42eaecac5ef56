package vigie.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vigie.text.Program;

/** The document that describes the API. */
public final class OpenApi {

    private static final String FILE = "/vigie/web/openapi.json";
    private static final String REF = "$ref";

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /** Reads it from the jar, with the version of the program put in. */
    static OpenApi read() {
        try (InputStream in = OpenApi.class.getResourceAsStream(FILE)) {
            JsonNode document = JsonMapper.shared().readTree(in);
            ((ObjectNode) document.path("info")).put("version", Program.version());
            return new OpenApi(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An operation.
     *
     * @param method {@code GET}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
     * @param id its name in the document
     * @param tag the group that it belongs to
     * @param path with the names of parameters in braces
     * @param statuses what may be answered
     * @param type of what is sent; empty if nothing is
     * @param body an example of what is sent
     * @param writes whether it alters something, which needs a token
     */
    public record Operation(
            String method,
            String id,
            String tag,
            String path,
            List<Parameter> parameters,
            List<Status> statuses,
            String type,
            String body,
            boolean writes) {

        /** The address with examples in the place of the parameters that it needs. */
        public String example() {
            String address = path;
            for (Parameter parameter : parameters) {
                address = address.replace("{" + parameter.name() + "}", parameter.example());
            }
            return address;
        }
    }

    /**
     * A parameter of an address.
     *
     * @param key its name among the components, which tells it from others of the same name
     * @param where {@code path} or {@code query}
     * @param kind {@code day}, or its type
     * @param values the values that there are, empty if there are many
     * @param several whether it takes more than one
     * @param preset what is meant where it is missing, may be empty
     * @param example may be empty
     */
    public record Parameter(
            String key,
            String name,
            String where,
            String kind,
            List<String> values,
            boolean several,
            String preset,
            String example) {

        /** Whether it stands in the path. */
        public boolean required() {
            return where.equals("path");
        }
    }

    /** A status that may be answered, and in which types of content. */
    public record Status(String code, List<String> types) {}

    /** All of it. */
    JsonNode document() {
        return document;
    }

    /** All operations, in the order of the document. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(operation(method.getKey(), path.getKey(), method.getValue()));
            }
        }
        return operations;
    }

    private Operation operation(String method, String path, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = resolved(reference);
            if (!parameter.path("in").asString().equals("header")) {
                String ref = reference.path(REF).asString();
                parameters.add(parameter(ref.substring(ref.lastIndexOf('/') + 1), parameter));
            }
        }
        List<Status> statuses = new ArrayList<>();
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            JsonNode answer = resolved(response.getValue());
            List<String> types = answer.path("content").properties().stream()
                    .map(Map.Entry::getKey)
                    .toList();
            statuses.add(new Status(response.getKey(), types));
        }
        JsonNode content = operation.at("/requestBody/content");
        String type = List.of("text/plain", Answer.JSON).stream()
                .filter(content::has)
                .findFirst()
                .orElse("");
        JsonNode example = content.path(type).path("example");
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                operation.path("operationId").asString(),
                operation.path("tags").path(0).asString(),
                path,
                parameters,
                statuses,
                type,
                example.isObject() ? example.toPrettyString() : example.asString(""),
                operation.path("security").isArray());
    }

    private Parameter parameter(String key, JsonNode parameter) {
        JsonNode schema = resolved(parameter.path("schema"));
        boolean several = schema.path("type").asString("").equals("array");
        JsonNode one = several ? resolved(schema.path("items")) : schema;
        String kind = one.path("format").asString("").equals("date")
                ? "day"
                : one.path("type").asString("");
        List<String> values = new ArrayList<>();
        one.path("enum").forEach(value -> values.add(value.asString()));
        if (kind.equals("boolean")) {
            values.addAll(List.of("true", "false"));
        }
        return new Parameter(
                key,
                parameter.path("name").asString(),
                parameter.path("in").asString(),
                kind,
                values,
                several,
                schema.path("default").asString(""),
                parameter.path("example").asString(""));
    }

    /** What a reference within the document leads to; anything else is itself. */
    private JsonNode resolved(JsonNode node) {
        String ref = node.path(REF).asString("");
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }
}
