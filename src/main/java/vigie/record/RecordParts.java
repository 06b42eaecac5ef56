package vigie.record;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.Origin;

/**
 * The parts of a record's document that have a history of their own: its head (state, days, who assigned it), and the container of
 * each organisation. A part is a piece of the document's own text, byte for byte. What an NVD record says makes one container.
 */
public final class RecordParts {

    /** The head of a record of either source. */
    public static final String HEAD = "head";

    /**
     * No part of a document: the day on which an NVD record that the first load held was last changed then. Later changes give it another
     * one, whatever they change.
     */
    public static final String ANALYSED = "nvd:analysed";

    private static final String CNA = "cna";
    private static final String NVD = "nvd";
    private static final String ADP = "adp:";

    /** What an NVD record says; everything else is its head. */
    private static final Set<String> NVD_CONTENT =
            Set.of("descriptions", "metrics", "weaknesses", "configurations", "references", "cveTags");

    private RecordParts() {}

    /**
     * The parts of a document, by their names: the head, then the containers in the order of {@link CveRecord#containers}.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON within the limits
     */
    public static Map<String, byte[]> of(CveRecord.Source source, byte[] utf8) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        Map<String, byte[]> root = fields(utf8);
        if (source == CveRecord.Source.NVD) {
            Map<String, byte[]> head = new LinkedHashMap<>();
            Map<String, byte[]> content = new LinkedHashMap<>();
            fields(root.getOrDefault("cve", new byte[0]))
                    .forEach((name, value) -> (NVD_CONTENT.contains(name) ? content : head).put(name, value));
            parts.put(HEAD, object(head));
            parts.put(NVD, object(content));
            return parts;
        }
        parts.put(HEAD, root.getOrDefault("cveMetadata", object(Map.of())));
        Map<String, byte[]> containers = fields(root.getOrDefault("containers", new byte[0]));
        parts.put(CNA, containers.getOrDefault(CNA, object(Map.of())));
        Map<String, Integer> met = new HashMap<>();
        for (byte[] adp : objects(containers.getOrDefault("adp", new byte[0]))) {
            parts.put(name(Json.text(Json.parse(adp), "providerMetadata", "shortName"), met), adp);
        }
        return parts;
    }

    /** The name of the container that every record of a source has. */
    public static String main(CveRecord.Source source) {
        return source == CveRecord.Source.NVD ? NVD : CNA;
    }

    /** The names of the parts that the containers of a record were read from, in their order. */
    public static List<String> names(CveRecord record) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> met = new HashMap<>();
        for (Container container : record.containers()) {
            Origin origin = container.origin();
            names.add(
                    switch (origin.kind()) {
                        case CNA -> CNA;
                        case NVD, NVD_SECONDARY -> NVD;
                        case CISA_ADP, ADP -> name(origin.name(), met);
                    });
        }
        return names;
    }

    /** Of several containers of one organisation, which the format does not forbid, each has a name. */
    private static String name(String organisation, Map<String, Integer> met) {
        return added(organisation, met.merge(organisation, 1, Integer::sum));
    }

    /** The name of what an organisation other than the CNA adds to a record; of several containers the one that stands at a place, from 1. */
    public static String added(String organisation, int nth) {
        return ADP + organisation + (nth == 1 ? "" : "#" + nth);
    }

    /** Whether the part is what another organisation than the CNA adds to a record of the CVE List. */
    public static boolean added(String part) {
        return part.startsWith(ADP);
    }

    /**
     * A document that consists of one container, which is the last that is read from it.
     *
     * @param parts head and CNA's container as they stood beside it
     * @param part name of the container
     * @param container its text
     */
    public static byte[] document(CveRecord.Source source, Map<String, byte[]> parts, String part, byte[] container) {
        byte[] head = parts.getOrDefault(HEAD, object(Map.of()));
        if (source == CveRecord.Source.NVD) {
            Map<String, byte[]> cve = new LinkedHashMap<>(fields(head));
            cve.putAll(fields(container));
            return object(Map.of("cve", object(cve)));
        }
        Map<String, byte[]> containers = new LinkedHashMap<>();
        containers.put(CNA, part.equals(CNA) ? container : parts.getOrDefault(CNA, object(Map.of())));
        if (added(part)) {
            containers.put("adp", joined("[", List.of(container), "]"));
        }
        Map<String, byte[]> root = new LinkedHashMap<>();
        root.put("cveMetadata", head);
        root.put("containers", object(containers));
        return object(root);
    }

    /**
     * Whether two versions of a part say the same: the order of fields does not count, as services differ in it. Nor does, in a head
     * that gives the day of publication, the day of the last change.
     */
    public static boolean same(String part, byte[] some, byte[] other) {
        return Arrays.equals(some, other)
                || (part.equals(HEAD)
                        ? lasting(some).equals(lasting(other))
                        : Json.parse(some).equals(Json.parse(other)));
    }

    private static JsonNode lasting(byte[] head) {
        JsonNode root = Json.parse(head);
        if (root instanceof ObjectNode object && (root.has("datePublished") || root.has("published"))) {
            object.remove(List.of("dateUpdated", "serial", "lastModified"));
        }
        return root;
    }

    /**
     * The date that a container bears, where another version of it says the same but for a date of its own: it was only written
     * again.
     */
    public static Optional<Instant> redated(byte[] some, byte[] other) {
        return undated(some).equals(undated(other))
                ? Dates.instant(Json.text(Json.parse(some), "providerMetadata", "dateUpdated"))
                : Optional.empty();
    }

    private static JsonNode undated(byte[] container) {
        JsonNode root = Json.parse(container);
        if (root.path("providerMetadata") instanceof ObjectNode provider) {
            provider.remove("dateUpdated");
        }
        return root;
    }

    /** The fields of an object, each with its value's text; none of anything else. */
    private static Map<String, byte[]> fields(byte[] utf8) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (JsonParser parser = Json.MAPPER.createParser(utf8)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    found.put(name, value(parser, utf8));
                }
            }
        }
        return found;
    }

    /** The elements of an array that are objects; none of anything else. */
    private static List<byte[]> objects(byte[] utf8) {
        List<byte[]> found = new ArrayList<>();
        try (JsonParser parser = Json.MAPPER.createParser(utf8)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
                    byte[] value = value(parser, utf8);
                    if (object) {
                        found.add(value);
                    }
                }
            }
        }
        return found;
    }

    /** The text of the value at which the parser stands. */
    private static byte[] value(JsonParser parser, byte[] utf8) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(utf8, start, (int) parser.currentLocation().getByteOffset());
    }

    private static byte[] object(Map<String, byte[]> fields) {
        List<byte[]> written = new ArrayList<>();
        fields.forEach(
                (name, value) -> written.add(joined(Json.MAPPER.writeValueAsString(name) + ":", List.of(value), "")));
        return joined("{", written, "}");
    }

    private static byte[] joined(String before, List<byte[]> texts, String after) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(texts.get(i));
        }
        out.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
