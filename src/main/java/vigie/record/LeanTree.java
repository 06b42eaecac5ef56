package vigie.record;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vigie.model.VersionRange;

/**
 * Parses parts of a CVE record, in either format; other parts are skipped without being decoded. The document itself
 * is stored completely, and is parsed completely where it is shown.
 */
public final class LeanTree {

    /** The same names mean the same in the CVE Record Format and in NVD's, where both have them. */
    private static final Set<String> LEFT_OUT = set(
            "references",
            "cpes",
            "programFiles",
            "supportingMedia",
            "credits",
            "timeline",
            "impacts",
            "solutions",
            "workarounds",
            "exploits",
            "matchCriteriaId",
            "exploitabilityScore",
            "impactScore");

    /** The objects with a CVSS score, of which the vector says the rest. */
    private static final Set<String> CVSS = set("cvssData", "cvssV2_0", "cvssV3_0", "cvssV3_1", "cvssV4_0");

    private static final Set<String> OF_CVSS = set("baseScore", "vectorString");

    private static final String EXTENSION = "x_";
    private static final String VERSIONS = "versions";

    /** The fields of titles, descriptions and identifiers, with their parents. */
    private static final Set<String> WORDS = set(
            "cveMetadata",
            "tags",
            "cveTags",
            "cveId",
            "state",
            "containers",
            "cna",
            "adp",
            "providerMetadata",
            "shortName",
            "title",
            "cve",
            "id",
            "vulnStatus",
            "descriptions",
            "lang",
            "value");

    /** Unlike {@code Set.of}, this compares hash codes before texts, and nearly all names are in none of the sets. */
    private static Set<String> set(String... names) {
        return new HashSet<>(List.of(names));
    }

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final boolean words;

    private LeanTree(boolean words) {
        this.words = words;
    }

    /**
     * Parses one document without the parts that no column, index or feature uses, more than half
     * of it. The syntax of the whole document is checked.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON within the limits
     */
    public static JsonNode parse(byte[] utf8) {
        return new LeanTree(false).tree(utf8);
    }

    /** The same with nothing but titles, descriptions and identifiers. */
    public static JsonNode words(byte[] utf8) {
        return new LeanTree(true).tree(utf8);
    }

    private JsonNode tree(byte[] utf8) {
        try (JsonParser parser = Json.MAPPER.createParser(utf8)) {
            parser.nextToken();
            JsonNode root = value(parser);
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "something follows the end of the document");
            }
            return root;
        }
    }

    /** Recursion is bounded by the parser's limit on depth. */
    private JsonNode value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new StreamReadException(parser, "the document is empty");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? NODES.numberNode(parser.getBigIntegerValue())
                        : NODES.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private boolean wanted(String name) {
        return words ? WORDS.contains(name) : !LEFT_OUT.contains(name) && !name.startsWith(EXTENSION);
    }

    private ObjectNode object(JsonParser parser) {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (!wanted(name)) {
                parser.skipChildren();
            } else if (token == JsonToken.START_ARRAY && name.equals(VERSIONS)) {
                object.set(name, versions(parser));
            } else if (token == JsonToken.START_OBJECT && CVSS.contains(name)) {
                object.set(name, cvss(parser));
            } else {
                object.set(name, value(parser));
            }
        }
        return object;
    }

    private ObjectNode cvss(JsonParser parser) {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (OF_CVSS.contains(name)) {
                object.set(name, value(parser));
            } else {
                parser.skipChildren();
            }
        }
        return object;
    }

    /** Of the versions of a product, those that decide whether it is affected: one of each kind, and none after one that is. */
    private ArrayNode versions(JsonParser parser) {
        ArrayNode array = NODES.arrayNode();
        int kinds = 0;
        boolean decided = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (decided) {
                parser.skipChildren();
                continue;
            }
            JsonNode version = value(parser);
            VersionRange range = CveJson.range(version);
            int kind = 1 << range.kind();
            if ((kinds & kind) == 0) {
                kinds |= kind;
                array.add(version);
                decided = range.affected();
            }
        }
        return array;
    }

    private ArrayNode array(JsonParser parser) {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }
}
