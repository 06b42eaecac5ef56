package vigie.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vigie.model.BandRecord;
import vigie.model.ScoreBand;

/**
 * The files of a feed, and the run up to which it is complete.
 *
 * @param model identifier of the model
 * @param day the day of the scores
 * @param asOf the day of the newest thing in the data that they were made from; empty if that is not known
 * @param published when anything in the feed last changed
 * @param modifiedSince the moment from which {@code modified.json} tells all changes
 * @param base the run of the database up to which the feed is complete; empty if CVEs were left out
 * @param bands what the bands of the model's scores held on past days; empty if that is not known
 * @param cves how many CVEs have a file
 * @param files every file, the manifest and the files of single CVEs excepted
 */
record Manifest(
        String model,
        LocalDate day,
        Optional<LocalDate> asOf,
        Instant published,
        Instant modifiedSince,
        Optional<Base> base,
        Optional<BandRecord> bands,
        long cves,
        SortedMap<String, Dated> files) {

    static final String NAME = "manifest.json";

    private static final String FORMAT = "vigie-feed";
    private static final int VERSION = 1;

    /** Increased when objects of CVEs get other keys: a feed with fewer is rendered anew as a whole, once. */
    private static final int OBJECTS = 2;

    private static final String OBJECTS_KEY = "objects_version";
    private static final String BANDS = "bands";
    private static final String KEV = "kev";

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(LINES))
            .build();

    /** A file and when its bytes last changed. */
    record Dated(FeedFile file, Instant time) {}

    /** A run of a database; its time distinguishes it from a run of the same number in another database. */
    record Base(long run, Instant finished) {}

    /** The manifest in a file; empty if it is not a manifest, truncated or corrupted. */
    static Optional<Manifest> read(byte[] bytes) {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            if (!root.path("format").asString("").equals(FORMAT)
                    || root.path("version").asInt() > VERSION) {
                return Optional.empty();
            }
            SortedMap<String, Dated> files = new TreeMap<>();
            for (Map.Entry<String, JsonNode> named : root.get("files").properties()) {
                JsonNode file = named.getValue();
                FeedFile said = new FeedFile(
                        file.get("sha256").asString(),
                        file.get("size").asLong(),
                        file.get("count").asLong());
                files.put(named.getKey(), new Dated(said, moment(file.get("time"))));
            }
            JsonNode base = root.get("base");
            return Optional.of(new Manifest(
                    root.get("model").asString(),
                    LocalDate.parse(root.get("score_date").asString()),
                    Optional.of(root.path("as_of").asString(""))
                            .filter(text -> !text.isEmpty())
                            .map(LocalDate::parse),
                    moment(root.get("published")),
                    moment(root.get("modified_since")),
                    base.isNull() || root.path(OBJECTS_KEY).asInt(1) < OBJECTS
                            ? Optional.empty()
                            : Optional.of(new Base(base.get("run").asLong(), moment(base.get("finished")))),
                    bands(root.path(BANDS)),
                    root.get("cves").asLong(),
                    files));
        } catch (JacksonException | NullPointerException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<BandRecord> bands(JsonNode root) {
        if (!root.isObject()) {
            return Optional.empty();
        }
        Map<ScoreBand, Double> shares = new EnumMap<>(ScoreBand.class);
        for (ScoreBand band : ScoreBand.values()) {
            JsonNode share = root.path("held").path(band.toString());
            if (share.isNumber()) {
                shares.put(band, share.asDouble());
            }
        }
        return Optional.of(new BandRecord(
                root.path("outcome").asString("").equals(KEV), root.path("days").asInt(), shares));
    }

    /** Whether the file is a manifest of a newer version. */
    static boolean newer(byte[] bytes) {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            return root.path("format").asString("").equals(FORMAT)
                    && root.path("version").asInt() > VERSION;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static Instant moment(JsonNode text) {
        return Instant.parse(text.asString() + "Z");
    }

    /** Whether it is equal except for its own time. */
    boolean same(Manifest other) {
        return at(Instant.EPOCH).equals(other.at(Instant.EPOCH));
    }

    /** The same, published at a moment. */
    Manifest at(Instant moment) {
        return new Manifest(model, day, asOf, moment, modifiedSince, base, bands, cves, files);
    }

    byte[] bytes() {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("version", VERSION).put("model", model).put("score_date", day.toString());
        root.put(OBJECTS_KEY, OBJECTS);
        root.put("as_of", asOf.map(LocalDate::toString).orElse(null));
        root.put("published", FeedJson.moment(published));
        root.put("modified_since", FeedJson.moment(modifiedSince));
        base.ifPresentOrElse(
                run -> root.putObject("base").put("run", run.run()).put("finished", FeedJson.moment(run.finished())),
                () -> root.putNull("base"));
        bands.ifPresent(past -> {
            ObjectNode held = root.putObject(BANDS)
                    .put("outcome", past.onlyKev() ? KEV : "exploited")
                    .put("days", past.days())
                    .putObject("held");
            past.shares().forEach((band, share) -> held.put(band.toString(), share));
        });
        root.put("cves", cves);
        ObjectNode all = root.putObject("files");
        files.forEach((name, dated) -> all.putObject(name)
                .put("sha256", dated.file().sha256())
                .put("size", dated.file().size())
                .put("count", dated.file().count())
                .put("time", FeedJson.moment(dated.time())));
        return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
