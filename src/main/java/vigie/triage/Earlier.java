package vigie.triage;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Position;
import vigie.model.CveId;
import vigie.ssvc.Asset;
import vigie.ssvc.AssetClass;
import vigie.ssvc.Assets;
import vigie.store.FindingRun;
import vigie.store.FindingRunQuery;
import vigie.store.StoreException;
import vigie.text.PlainJson;

/**
 * The findings of an earlier run, to compare with. A run is kept as lines of JSON, those of a CVE before the findings that name it; they
 * are read twice, so that only numbers are held in memory.
 */
public final class Earlier {

    private static final int PART = 1 << 20;

    private final String label;
    private final Instant at;
    private final String tree;
    private final Set<String> assets;
    private final Map<String, Set<String>> files;
    private final Consumer<Consumer<Line>> lines;
    private final Map<Long, Then> rows = new HashMap<>();
    private final Map<String, Facts> facts = new HashMap<>();

    /**
     * A finding, or several that nothing tells apart.
     *
     * @param decision key of its worst outcome; empty for a rejected CVE
     * @param seen day on which it was first seen
     */
    record Line(String id, String component, String asset, String path, int count, String decision, LocalDate seen) {

        long key() {
            return Keys.of(id, component, asset, path);
        }
    }

    /** What is held of a key: how many there were, the outcome, the day. */
    record Then(int count, String decision, LocalDate seen) {

        private Then and(Then other) {
            return new Then(count + other.count, decision, seen.isBefore(other.seen) ? seen : other.seen);
        }
    }

    private Earlier(
            String label,
            Instant at,
            String tree,
            Set<String> assets,
            Map<String, Set<String>> files,
            Consumer<Consumer<Line>> lines) {
        this.label = label;
        this.at = at;
        this.tree = tree;
        this.assets = assets;
        this.files = files;
        this.lines = lines;
        lines.accept(line -> rows.merge(line.key(), new Then(line.count(), line.decision(), line.seen()), Then::and));
    }

    /**
     * A run that was kept.
     *
     * @throws StoreException if it is damaged
     */
    public static Earlier of(FindingRunQuery runs, FindingRun run) {
        try {
            JsonNode summary = PlainJson.MAPPER.readTree(run.summary());
            Map<String, Facts> facts = new HashMap<>();
            Map<String, Set<String>> files = new HashMap<>();
            summary.path("files").properties().forEach(file -> files.put(file.getKey(), texts(file.getValue())));
            Earlier earlier = new Earlier(
                    run.name() + " " + run.id(),
                    run.at(),
                    summary.path("tree").asString(""),
                    texts(summary.path("assets")),
                    files,
                    taker -> runs.parts(run.id(), part -> read(part, facts, taker)));
            earlier.facts.putAll(facts);
            return earlier;
        } catch (JacksonException e) {
            throw new StoreException("a stored run of findings is damaged: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The CVEs of a run that was kept, each with the assets that it was found on; the name of an asset may be empty.
     *
     * @throws StoreException if it is damaged
     */
    public static Map<CveId, Set<String>> assets(FindingRunQuery runs, FindingRun run) {
        Map<CveId, Set<String>> all = new HashMap<>();
        try {
            runs.parts(
                    run.id(),
                    part -> read(
                            part,
                            new HashMap<>(),
                            line -> CveId.parse(line.id())
                                    .ifPresent(cve -> all.computeIfAbsent(cve, any -> new TreeSet<>())
                                            .add(line.asset()))));
        } catch (JacksonException e) {
            throw new StoreException("a stored run of findings is damaged: " + e.getOriginalMessage(), e);
        }
        return all;
    }

    /** Findings of another report of now: the world is the same, only the scan differs. They are held in memory. */
    public static Earlier of(String label, Ranking ranking, Instant at) {
        List<Line> lines = new ArrayList<>(ranking.size());
        ranking.each(row -> lines.add(line(row, 1)));
        Earlier earlier =
                new Earlier(label, at, ranking.tree().id(), ranking.scanned(), ranking.files(), lines::forEach);
        ranking.each(row -> row.cve()
                .ifPresent(cve ->
                        earlier.facts.putIfAbsent(row.id(), Facts.of(row.known().summary()))));
        return earlier;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(one -> texts.add(one.asString()));
        return texts;
    }

    private static void read(byte[] part, Map<String, Facts> facts, Consumer<Line> taker) {
        new String(part, StandardCharsets.UTF_8).lines().forEach(text -> {
            JsonNode line = PlainJson.MAPPER.readTree(text);
            if (line.has("cve")) {
                facts.put(line.path("cve").asString(), Facts.of(line));
            } else {
                taker.accept(new Line(
                        line.path("id").asString(),
                        line.path("package").asString(""),
                        line.path("asset").asString(""),
                        line.path("path").asString(""),
                        line.path("count").asInt(1),
                        line.path("decision").asString(""),
                        LocalDate.parse(line.path("seen").asString())));
            }
        });
    }

    private static Line line(Ranked row, int count) {
        return new Line(
                row.id(),
                row.packageName(),
                row.finding().asset(),
                row.finding().component().path(),
                count,
                row.decision().map(decision -> decision.worst().key()).orElse(""),
                row.seen());
    }

    /**
     * A run as it is kept.
     *
     * @param name what the runs of this scan are called
     * @param at moment of the run
     * @param list which list of assets it used
     */
    public static FindingRun kept(Ranking ranking, String name, Instant at, Optional<AssetList> list) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("tree", ranking.tree().id());
        summary.put("entries", ranking.account().entries());
        summary.put("rows", ranking.account().rows());
        summary.put("unmatched", ranking.account().unmatched());
        summary.put("suppressed", ranking.account().suppressed());
        summary.put("refused", ranking.account().refused());
        Map<String, Object> decisions = new LinkedHashMap<>();
        ranking.decisions().forEach((outcome, count) -> decisions.put(outcome.key(), count));
        summary.put("decisions", decisions);
        summary.put("assets", ranking.scanned());
        Map<String, Object> known = new TreeMap<>();
        for (Asset asset : ranking.knownAssets()) {
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("values", asset.assetClass().values());
            asset.owner().ifPresent(owner -> said.put("owner", owner));
            asset.asOf().ifPresent(day -> said.put("as_of", day.toString()));
            known.put(asset.name(), said);
        }
        summary.put("known_assets", known);
        list.ifPresent(one -> summary.put("asset_list", one.json()));
        summary.put("files", new TreeMap<>(ranking.files()));
        return new FindingRun(0, name, at, PlainJson.MAPPER.writeValueAsString(summary));
    }

    /** The findings of a run as they are kept, in parts. */
    public static Iterator<byte[]> parts(Ranking ranking) {
        return new Iterator<>() {
            private final Set<String> told = new HashSet<>();
            private int place;

            @Override
            public boolean hasNext() {
                return place < ranking.size();
            }

            @Override
            public byte[] next() {
                StringBuilder part = new StringBuilder();
                while (hasNext() && part.length() < PART) {
                    Ranked row = ranking.at(place++);
                    if (row.cve().isPresent() && told.add(row.id())) {
                        Map<String, Object> json = new LinkedHashMap<>();
                        json.put("cve", row.id());
                        json.putAll(Facts.of(row.known().summary()).json());
                        append(part, json);
                    }
                    append(part, json(row));
                }
                return part.toString().getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private static void append(StringBuilder part, Map<String, Object> json) {
        part.append(PlainJson.MAPPER.writeValueAsString(json)).append('\n');
    }

    /** A row with all that a scanner said of it, so that it can be prioritised again on a later day. */
    private static Map<String, Object> json(Ranked row) {
        Finding finding = row.finding();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", row.id());
        put(json, "package", row.packageName());
        put(json, "asset", finding.asset());
        put(json, "path", finding.component().path());
        put(
                json,
                "decision",
                row.decision().map(decision -> decision.worst().key()).orElse(""));
        json.put("seen", row.seen().toString());
        put(json, "version", finding.component().version());
        put(json, "purl", finding.component().purl());
        put(json, "type", finding.component().type());
        put(json, "check", finding.component().check());
        put(json, "fixed", finding.fixed());
        put(json, "severity", finding.severity());
        finding.cvss().ifPresent(score -> json.put("cvss", score));
        put(json, "vector", finding.vector());
        put(json, "file", finding.file());
        if (!row.aliases().isEmpty()) {
            json.put("aliases", row.aliases());
        }
        return json;
    }

    private static void put(Map<String, Object> json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }

    /**
     * What was known of the assets in a run: who looks at it later without the list of assets sees the same decisions.
     *
     * @throws StoreException if it is damaged
     */
    public static Assets assets(FindingRun run) {
        try {
            List<Asset> assets = new ArrayList<>();
            PlainJson.MAPPER
                    .readTree(run.summary())
                    .path("known_assets")
                    .properties()
                    .forEach(one -> {
                        Map<String, Set<String>> values = new TreeMap<>();
                        one.getValue()
                                .path("values")
                                .properties()
                                .forEach(point -> values.put(point.getKey(), texts(point.getValue())));
                        assets.add(new Asset(
                                one.getKey(),
                                one.getValue().path("owner").asStringOpt(),
                                one.getValue().path("as_of").asStringOpt().map(LocalDate::parse),
                                new AssetClass(values)));
                    });
            return Assets.of(assets);
        } catch (JacksonException | DateTimeException e) {
            throw new StoreException("a stored run of findings is damaged: " + e.getMessage(), e);
        }
    }

    /** The findings of a kept run as they were taken in, those that did not count apart. */
    public static void findings(FindingRunQuery runs, FindingRun run, Consumer<Finding> taker) {
        runs.parts(
                run.id(),
                part -> new String(part, StandardCharsets.UTF_8).lines().forEach(text -> {
                    JsonNode line = PlainJson.MAPPER.readTree(text);
                    if (!line.has("cve")) {
                        taker.accept(finding(line));
                    }
                }));
    }

    private static Finding finding(JsonNode line) {
        String id = line.path("id").asString();
        List<String> aliases = new ArrayList<>();
        line.path("aliases").forEach(one -> aliases.add(one.asString()));
        return new Finding(
                List.of(id),
                CveId.formed(id).stream().toList(),
                aliases,
                line.path("asset").asString(""),
                new Component(
                        line.path("package").asString(""),
                        line.path("version").asString(""),
                        line.path("purl").asString(""),
                        line.path("type").asString(""),
                        line.path("path").asString(""),
                        line.path("check").asString("")),
                line.path("fixed").asString(""),
                line.path("severity").asString(""),
                line.path("cvss").isNumber()
                        ? OptionalDouble.of(line.path("cvss").asDouble())
                        : OptionalDouble.empty(),
                line.path("vector").asString(""),
                Optional.of(LocalDate.parse(line.path("seen").asString())),
                Optional.empty(),
                line.path("file").asString(""),
                Position.NOWHERE);
    }

    /** Name and number of the run, or the file. */
    public String label() {
        return label;
    }

    /** Moment of the run. */
    public Instant at() {
        return at;
    }

    /** The table that decided. */
    String tree() {
        return tree;
    }

    /** What was held of a key. */
    Optional<Then> then(long key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** What was so of a CVE. */
    Optional<Facts> facts(String id) {
        return Optional.ofNullable(facts.get(id));
    }

    /** Whether an asset was scanned. */
    boolean scanned(String asset) {
        return assets.contains(asset);
    }

    /**
     * Whether an asset of the earlier run was scanned now: it has findings, or the report of the same name, which told of this asset
     * only, was read and tells of none.
     */
    private boolean scannedNow(String asset, Ranking now) {
        return now.scanned().contains(asset)
                || files.entrySet().stream()
                        .anyMatch(file -> file.getValue().equals(Set.of(asset))
                                && now.files()
                                        .getOrDefault(file.getKey(), Set.of("?"))
                                        .isEmpty());
    }

    /**
     * A finding that is gone.
     *
     * @param id the vulnerability
     * @param component the package
     */
    public record Gone(String id, String component, String asset, String path) {}

    /** The findings of the earlier run that are there no more, of assets that were scanned now, too. */
    List<Gone> gone(Ranking now) {
        Map<Long, Integer> left = new HashMap<>();
        rows.forEach((key, then) -> left.put(key, then.count()));
        now.keys(key -> left.computeIfPresent(key, (any, count) -> count - 1));
        Map<String, Boolean> scope = new HashMap<>();
        List<Gone> gone = new ArrayList<>();
        lines.accept(line -> {
            if (!scope.computeIfAbsent(line.asset(), asset -> scannedNow(asset, now))) {
                return;
            }
            int missing = Math.min(line.count(), Math.max(0, left.getOrDefault(line.key(), 0)));
            left.computeIfPresent(line.key(), (any, count) -> count - missing);
            for (int i = 0; i < missing; i++) {
                gone.add(new Gone(line.id(), line.component(), line.asset(), line.path()));
            }
        });
        return gone;
    }
}
