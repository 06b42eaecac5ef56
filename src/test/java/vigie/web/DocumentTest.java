package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.text.Messages;

/** The document of the API is whole, closed, and says what the page says. */
class DocumentTest {

    private static final JsonNode DOCUMENT = read();
    private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]*)}");

    private static JsonNode read() {
        try (InputStream in = DocumentTest.class.getResourceAsStream("/vigie/web/openapi.json")) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asString("");
        return ref.isEmpty() ? node : DOCUMENT.at(ref.substring(1));
    }

    /** All nodes of the document. */
    private static List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        collect(DOCUMENT, all);
        return all;
    }

    private static void collect(JsonNode node, List<JsonNode> all) {
        all.add(node);
        node.forEach(child -> collect(child, all));
    }

    private static List<JsonNode> operations() {
        return DOCUMENT.path("paths").properties().stream()
                .flatMap(path ->
                        Stream.of("get", "post", "put", "patch", "delete").map(path.getValue()::path))
                .filter(JsonNode::isObject)
                .toList();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        Set<String> referred = all().stream()
                .map(node -> node.path("$ref").asString(""))
                .filter(ref -> !ref.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(referred)
                .isNotEmpty()
                .allSatisfy(ref -> assertThat(DOCUMENT.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
        Set<String> components = new TreeSet<>();
        for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
            DOCUMENT.path("components")
                    .path(kind)
                    .propertyNames()
                    .forEach(name -> components.add("#/components/" + kind + "/" + name));
        }
        // What is said of all addresses alike belongs to no single operation.
        components.remove("#/components/responses/WrongMethod");
        referred.retainAll(components);
        assertThat(referred).isEqualTo(components);
    }

    @Test
    void operationsHaveNamesOfTheirOwnAndParametersThatAreInTheirPaths() {
        assertThat(operations().stream().map(op -> op.path("operationId").asString()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"));
        DOCUMENT.path("paths").properties().forEach(path -> {
            Set<String> named = IN_BRACES
                    .matcher(path.getKey())
                    .results()
                    .map(r -> r.group(1))
                    .collect(Collectors.toSet());
            Set<String> declared = new TreeSet<>();
            path.getValue().findPath("parameters").forEach(reference -> {
                JsonNode parameter = resolved(reference);
                if (parameter.path("in").asString().equals("path")) {
                    declared.add(parameter.path("name").asString());
                    assertThat(parameter.path("required").asBoolean()).isTrue();
                    assertThat(parameter.path("example").asString("")).isNotEmpty();
                }
            });
            assertThat(declared).as(path.getKey()).isEqualTo(named);
        });
        Set<String> tags = new TreeSet<>();
        DOCUMENT.path("tags").forEach(tag -> tags.add(tag.path("name").asString()));
        assertThat(operations())
                .allSatisfy(
                        op -> assertThat(tags).contains(op.path("tags").path(0).asString()));
    }

    @Test
    void everyResponseHasADescriptionAndEveryProblemTheSameForm() {
        for (JsonNode operation : operations()) {
            for (Map.Entry<String, JsonNode> response :
                    operation.path("responses").properties()) {
                JsonNode said = resolved(response.getValue());
                assertThat(said.path("description").asString("")).isNotEmpty();
                boolean plain = said.path("content").has("text/plain");
                if (response.getKey().compareTo("400") >= 0 && !plain) {
                    assertThat(said.path("content")
                                    .path("application/problem+json")
                                    .path("schema")
                                    .path("$ref")
                                    .asString())
                            .isEqualTo("#/components/schemas/Problem");
                }
            }
        }
    }

    @Test
    void schemasAreSchemasAndLetNothingElseThrough() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        DOCUMENT.path("components").path("schemas").properties().forEach(schema -> {
            assertThat(meta.validate(schema.getValue().toString(), InputFormat.JSON))
                    .as(schema.getKey())
                    .isEmpty();
            List<JsonNode> within = new ArrayList<>();
            collect(schema.getValue(), within);
            within.stream()
                    .filter(node -> node.path("type").asString("").equals("object"))
                    .forEach(object -> {
                        assertThat(object.has("additionalProperties"))
                                .as(schema.getKey())
                                .isTrue();
                        JsonNode others = object.path("additionalProperties");
                        assertThat(others.isBoolean() && others.asBoolean())
                                .as(schema.getKey())
                                .isEqualTo(List.of("ModelCard", "WatchList", "AskedWatchList")
                                        .contains(schema.getKey()));
                    });
        });
    }

    /** Generators of clients fail over a schema that is "true", and make a type of null in "oneOf". */
    @Test
    void schemasAreWrittenAsGeneratorsOfClientsReadThem() {
        assertThat(all()).allSatisfy(node -> {
            assertThat(node.path("schema").isBoolean()).as(node.toString()).isFalse();
            assertThat(node.path("oneOf")
                            .valueStream()
                            .map(one -> one.path("type").asString("")))
                    .as(node.toString())
                    .doesNotContain("null");
        });
    }

    @Test
    void thePageSaysTheSameInBothLanguages() {
        Messages english = new Messages("en").bundle("api");
        Messages french = new Messages("fr").bundle("api");
        for (JsonNode operation : operations()) {
            String key = "op." + operation.path("operationId").asString();
            assertThat(english.get(key)).isEqualTo(operation.path("summary").asString());
            assertThat(french.knows(key)).isTrue();
            // The page finds the words of a parameter by the name that it is referred to by.
            assertThat(operation.path("parameters").valueStream()).as(key).allMatch(parameter -> parameter.has("$ref"));
            operation
                    .path("responses")
                    .propertyNames()
                    .forEach(code ->
                            assertThat(french.knows("answer." + code)).as(code).isTrue());
        }
        DOCUMENT.path("components").path("parameters").properties().forEach(parameter -> {
            String key = "param." + parameter.getKey();
            assertThat(english.get(key))
                    .isEqualTo(parameter.getValue().path("description").asString());
            assertThat(french.knows(key)).isTrue();
        });
    }
}
