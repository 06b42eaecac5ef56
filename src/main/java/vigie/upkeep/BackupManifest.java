package vigie.upkeep;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a backup says of itself, in its last entry.
 *
 * @param format version of the form of the backup
 * @param program version of the program that made it
 * @param schema version of the form of the database in it
 * @param made moment as of which the database is
 * @param files every other entry by its name
 */
record BackupManifest(int format, String program, int schema, Instant made, SortedMap<String, Entry> files) {

    static final String NAME = "manifest.json";

    /** The form that this version writes and reads. */
    static final int FORMAT = 1;

    private static final String KIND = "vigie-backup";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * An entry.
     *
     * @param sha256 SHA-256 of its bytes in lower-case hexadecimal digits
     * @param size their number
     */
    record Entry(String sha256, long size) {}

    /** The manifest in these bytes; empty if they are none. */
    static Optional<BackupManifest> read(byte[] bytes) {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            if (!root.path("kind").asString("").equals(KIND)) {
                return Optional.empty();
            }
            SortedMap<String, Entry> files = new TreeMap<>();
            for (Map.Entry<String, JsonNode> named : root.get("files").properties()) {
                JsonNode file = named.getValue();
                files.put(
                        named.getKey(),
                        new Entry(
                                file.get("sha256").asString(), file.get("size").asLong()));
            }
            return Optional.of(new BackupManifest(
                    root.get("format").asInt(),
                    root.get("program").asString(),
                    root.get("schema").asInt(),
                    Instant.parse(root.get("made").asString()),
                    files));
        } catch (JacksonException | NullPointerException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Size of all entries in bytes. */
    long size() {
        return files.values().stream().mapToLong(Entry::size).sum();
    }

    byte[] bytes() {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("kind", KIND)
                .put("format", format)
                .put("program", program)
                .put("schema", schema)
                .put("made", made.toString());
        ObjectNode all = root.putObject("files");
        files.forEach(
                (name, file) -> all.putObject(name).put("sha256", file.sha256()).put("size", file.size()));
        return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
