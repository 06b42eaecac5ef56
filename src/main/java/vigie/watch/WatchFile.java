package vigie.watch;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Watch lists as files in TOML, which is also how they are kept; {@code docs/watch.md} tells the form. */
public final class WatchFile {

    /** What a list may be called. */
    public static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");

    private static final String PAUSED = "paused";
    private static final TomlMapper TOML = new TomlMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What JSON tells beside what a file says. */
    private static final List<String> OWN = List.of(PAUSED, "made");

    /** Lines without more are texts in a list, one for each kind. */
    private static final Map<String, WatchLine.Kind> PLAIN = new LinkedHashMap<>();

    /** The key of a line in a table of its own. */
    private static final Map<String, WatchLine.Kind> SINGLE = new LinkedHashMap<>();

    static {
        PLAIN.put("products", WatchLine.Kind.NAME);
        PLAIN.put("vendors", WatchLine.Kind.VENDOR);
        PLAIN.put("cpes", WatchLine.Kind.CPE);
        PLAIN.put("purls", WatchLine.Kind.PURL);
        PLAIN.put("words", WatchLine.Kind.WORDS);
        PLAIN.put("cves", WatchLine.Kind.CVE);
        PLAIN.put("publications", WatchLine.Kind.PUBLICATIONS);
        PLAIN.put("runs", WatchLine.Kind.RUN);
        SINGLE.put("name", WatchLine.Kind.NAME);
        SINGLE.put("vendor", WatchLine.Kind.VENDOR);
        SINGLE.put("product", WatchLine.Kind.PRODUCT);
        SINGLE.put("cpe", WatchLine.Kind.CPE);
        SINGLE.put("purl", WatchLine.Kind.PURL);
        SINGLE.put("word", WatchLine.Kind.WORDS);
        SINGLE.put("cve", WatchLine.Kind.CVE);
        SINGLE.put("publication", WatchLine.Kind.PUBLICATIONS);
        SINGLE.put("run", WatchLine.Kind.RUN);
        SINGLE.put("everything", WatchLine.Kind.ALL);
    }

    private static final Set<String> LIST_KEYS =
            Set.of("name", "owner", "lang", "zone", "addresses", "delivery", "everything", "when", "rule");

    private WatchFile() {}

    /** What a key says that a line names; empty for another key. */
    static Optional<WatchLine.Kind> lineKind(String key) {
        return Optional.ofNullable(SINGLE.get(key));
    }

    /** The keys that say what a line names. */
    static Set<String> lineKeys() {
        return SINGLE.keySet();
    }

    /** Whether a line of TOML is one of a watch list. */
    static boolean begins(String line) {
        String key = line.substring(0, line.indexOf('=')).strip();
        return LIST_KEYS.contains(key.replaceFirst("\\..*", "")) || PLAIN.containsKey(key);
    }

    /** Whether a text is JSON as {@link #json} writes it, rather than a bill of materials. */
    static boolean isJson(String text) {
        try {
            JsonNode file = JsonMapper.shared().readTree(text);
            return Stream.concat(PLAIN.keySet().stream(), Stream.of("rule", "addresses", "everything"))
                    .anyMatch(file::has);
        } catch (JacksonException e) {
            return false;
        }
    }

    /** A list without lines for a person, in English and UTC, with the usual delivery. */
    public static WatchList empty(String name, String owner, Instant made, long after) {
        return new WatchList(
                name,
                new Addressee(owner, Locale.ENGLISH, ZoneOffset.UTC, List.of()),
                Delivery.USUAL,
                List.of(),
                Condition.ALWAYS,
                false,
                made,
                after);
    }

    /**
     * Reads a file.
     *
     * @param toml the text
     * @param name of the list, where the text does not say one
     * @param owner of the list, where the text does not say one
     * @throws WatchFileException if it says something that cannot be meant
     */
    public static WatchList read(String toml, String name, String owner, Instant made, long after) {
        return read(tree(toml), name, owner, made, after);
    }

    /**
     * As {@link #read(String, String, String, Instant, long)}, of the same as JSON: what {@link #json} writes, paused or not.
     *
     * @throws WatchFileException if it says something that cannot be meant
     */
    public static WatchList readJson(String json, String name, String owner, Instant made, long after) {
        try {
            JsonNode file = JsonMapper.shared().readTree(json);
            if (!(file instanceof ObjectNode list)) {
                throw new WatchFileException("json", 1);
            }
            boolean paused = TreeValues.flag(list.path(PAUSED), PAUSED, false);
            return read(list.remove(OWN), name, owner, made, after).paused(paused);
        } catch (JacksonException e) {
            throw WatchFileException.json(e);
        }
    }

    private static WatchList read(JsonNode file, String name, String owner, Instant made, long after) {
        file.propertyNames().forEach(key -> {
            if (!LIST_KEYS.contains(key) && !PLAIN.containsKey(key)) {
                throw new WatchFileException("key", key);
            }
        });
        List<Rule> rules = new ArrayList<>();
        PLAIN.forEach((key, kind) ->
                TreeValues.texts(file.path(key), key).forEach(text -> rules.add(new Rule(new WatchLine(kind, text)))));
        if (TreeValues.flag(file.path("everything"), "everything", false)) {
            rules.add(new Rule(new WatchLine(WatchLine.Kind.ALL, "")));
        }
        for (JsonNode rule : TreeValues.nodes(file.path("rule"))) {
            rules.add(rule(rule));
        }
        Addressee to = new Addressee(
                TreeValues.text(file.path("owner"), "owner").orElse(owner),
                Locale.forLanguageTag(TreeValues.text(file.path("lang"), "lang").orElse("en")),
                zone(TreeValues.text(file.path("zone"), "zone").orElse("UTC")),
                TreeValues.texts(file.path("addresses"), "addresses"));
        String called = TreeValues.text(file.path("name"), "name").orElse(name);
        if (!NAME.matcher(called).matches()) {
            throw new WatchFileException("name", called);
        }
        return new WatchList(
                called,
                to,
                delivery(file.path("delivery")),
                rules,
                ConditionTable.read(file.path("when"), Set.of()),
                false,
                made,
                after);
    }

    private static JsonNode tree(String toml) {
        try {
            JsonNode file = TOML.readTree(toml);
            if (!file.isObject()) {
                throw new WatchFileException("toml");
            }
            return file;
        } catch (JacksonException e) {
            throw e.getLocation() == null
                    ? new WatchFileException("toml")
                    : new WatchFileException("toml.line", e.getLocation().getLineNr());
        }
    }

    /**
     * A time zone as a person writes it: {@code Europe/Paris}.
     *
     * @throws WatchFileException if it is none
     */
    public static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new WatchFileException("zone", text);
        }
    }

    private static Rule rule(JsonNode table) {
        Optional<String> vendor = TreeValues.text(table.path("vendor"), "vendor");
        Optional<String> product = TreeValues.text(table.path("product"), "product");
        Optional<String> version = TreeValues.text(table.path("version"), "version");
        List<WatchLine> lines = new ArrayList<>();
        Set<String> keys = new HashSet<>(Set.of("version"));
        if (vendor.isPresent() && product.isPresent()) {
            lines.add(new WatchLine(WatchLine.Kind.NAME, vendor.get() + " " + product.get()));
            keys.addAll(Set.of("vendor", "product"));
        } else {
            SINGLE.forEach((key, kind) -> {
                if (kind == WatchLine.Kind.ALL ? TreeValues.flag(table.path(key), key, false) : table.has(key)) {
                    lines.add(new WatchLine(
                            kind,
                            kind == WatchLine.Kind.ALL
                                    ? ""
                                    : TreeValues.text(table.path(key), key).orElse("")));
                }
                keys.add(key);
            });
        }
        if (lines.size() != 1) {
            throw new WatchFileException("rule", String.join(", ", SINGLE.keySet()));
        }
        return new Rule(lines.get(0), version, ConditionTable.read(table, keys));
    }

    /**
     * The rules of arguments such as {@code cpe=cpe:2.3:o:fortinet:fortios}: the keys are those of a rule in a file. One vendor and one
     * product, with or without a version, are one rule.
     *
     * @throws WatchFileException if an argument is none
     */
    public static List<Rule> rules(List<String> arguments) {
        List<Rule> rules = new ArrayList<>();
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String key = equals < 0 ? "" : argument.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (!key.equals("version") && !SINGLE.containsKey(key)
                    || argument.substring(equals + 1).isBlank()) {
                throw new WatchFileException("argument", argument, String.join(", ", SINGLE.keySet()));
            }
            named.computeIfAbsent(key, any -> new ArrayList<>())
                    .add(argument.substring(equals + 1).strip());
        }
        Optional<String> version = Optional.ofNullable(named.remove("version")).map(all -> all.get(0));
        List<String> vendors = named.getOrDefault("vendor", List.of());
        List<String> products = named.getOrDefault("product", List.of());
        if (vendors.size() == 1 && products.size() == 1) {
            WatchLine both = new WatchLine(WatchLine.Kind.NAME, vendors.get(0) + " " + products.get(0));
            rules.add(new Rule(both, version, Condition.ALWAYS));
            named.remove("vendor");
            named.remove("product");
        }
        named.forEach((key, texts) -> {
            WatchLine.Kind kind = SINGLE.get(key);
            boolean versioned = kind == WatchLine.Kind.PRODUCT || kind == WatchLine.Kind.NAME;
            texts.forEach(text -> rules.add(new Rule(
                    new WatchLine(kind, kind == WatchLine.Kind.ALL ? "" : text),
                    versioned ? version : Optional.empty(),
                    Condition.ALWAYS)));
        });
        return rules;
    }

    private static Delivery delivery(JsonNode table) {
        Delivery usual = Delivery.USUAL;
        Optional<String> from = TreeValues.text(table.path("quiet-from"), "quiet-from");
        Optional<String> until = TreeValues.text(table.path("quiet-until"), "quiet-until");
        if (from.isPresent() != until.isPresent()) {
            throw new WatchFileException("quiet");
        }
        return new Delivery(
                TreeValues.text(table.path("urgent"), "urgent")
                        .map(WatchFile::pace)
                        .orElse(usual.urgent()),
                TreeValues.text(table.path("other"), "other")
                        .map(WatchFile::pace)
                        .orElse(usual.other()),
                TreeValues.text(table.path("at"), "at").map(WatchFile::time).orElse(usual.at()),
                TreeValues.text(table.path("on"), "on").map(WatchFile::weekday).orElse(usual.on()),
                from.map(start -> new Delivery.Quiet(time(start), time(until.orElseThrow()))),
                TreeValues.flag(table.path("critical-breaks-through"), "critical-breaks-through", false),
                TreeValues.flag(table.path("tell-nothing-new"), "tell-nothing-new", false));
    }

    /**
     * How often something is sent, as a person writes it: {@code daily}.
     *
     * @throws WatchFileException if it is no pace
     */
    public static Delivery.Pace pace(String text) {
        return Arrays.stream(Delivery.Pace.values())
                .filter(pace -> pace.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new WatchFileException("pace", text));
    }

    /**
     * A time of day as a person writes it: {@code 08:00}.
     *
     * @throws WatchFileException if it is none
     */
    public static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new WatchFileException("time", text);
        }
    }

    private static DayOfWeek weekday(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new WatchFileException("weekday", text));
    }

    /** Writes a list as a file: what {@link #read} reads. */
    public static String write(WatchList list) {
        StringBuilder toml = new StringBuilder(TOML.writeValueAsString(head(list)));
        List<Rule> rules = list.rules().stream().filter(rule -> !plain(rule)).toList();
        return rules.isEmpty()
                ? toml.toString()
                : toml.append('\n').append(write(rules)).toString();
    }

    /** Some rules, each in a table of its own, as they stand in a file. */
    public static String write(List<Rule> rules) {
        return rules.stream()
                .map(rule -> "[[rule]]\n" + TOML.writeValueAsString(table(rule)))
                .collect(Collectors.joining("\n"));
    }

    /** The same as JSON, and whether it is paused and when it was made. */
    public static ObjectNode json(WatchList list) {
        ObjectNode file = head(list);
        ArrayNode rules = NODES.arrayNode();
        list.rules().stream().filter(rule -> !plain(rule)).forEach(rule -> rules.add(table(rule)));
        if (!rules.isEmpty()) {
            file.set("rule", rules);
        }
        file.put(PAUSED, list.paused());
        file.put("made", list.made().toString());
        return file;
    }

    private static ObjectNode head(WatchList list) {
        ObjectNode file = NODES.objectNode();
        file.put("name", list.name());
        file.put("owner", list.to().owner());
        file.put("lang", list.to().language().toLanguageTag());
        file.put("zone", list.to().zone().getId());
        file.set("addresses", TreeValues.array(list.to().addresses()));
        file.set("delivery", delivery(list.delivery()));
        PLAIN.forEach((key, kind) -> {
            List<String> texts = list.rules().stream()
                    .filter(rule -> plain(rule) && rule.line().kind() == kind)
                    .map(rule -> rule.line().text())
                    .toList();
            if (!texts.isEmpty()) {
                file.set(key, TreeValues.array(texts));
            }
        });
        ObjectNode when = NODES.objectNode();
        ConditionTable.write(list.when(), when);
        if (!when.isEmpty()) {
            file.set("when", when);
        }
        return file;
    }

    private static ObjectNode table(Rule rule) {
        ObjectNode table = NODES.objectNode();
        name(rule.line(), table);
        rule.version().ifPresent(version -> table.put("version", version));
        ConditionTable.write(rule.when(), table);
        return table;
    }

    private static boolean plain(Rule rule) {
        return rule.version().isEmpty()
                && rule.when().equals(Condition.ALWAYS)
                && PLAIN.containsValue(rule.line().kind());
    }

    /** What a line names, as a condition has it: {@code vendor = "Oracle"}. */
    public static ObjectNode named(WatchLine line) {
        ObjectNode table = NODES.objectNode();
        name(line, table);
        return table;
    }

    /** Puts what a line names into a table. */
    static void name(WatchLine line, ObjectNode table) {
        SINGLE.forEach((key, kind) -> {
            if (kind == line.kind()) {
                if (kind == WatchLine.Kind.ALL) {
                    table.put(key, true);
                } else {
                    table.put(key, line.text());
                }
            }
        });
    }

    private static ObjectNode delivery(Delivery delivery) {
        ObjectNode table = NODES.objectNode();
        table.put("urgent", delivery.urgent().name().toLowerCase(Locale.ROOT));
        table.put("other", delivery.other().name().toLowerCase(Locale.ROOT));
        table.put("at", delivery.at().toString());
        table.put("on", delivery.on().name().toLowerCase(Locale.ROOT));
        delivery.quiet().ifPresent(quiet -> {
            table.put("quiet-from", quiet.from().toString());
            table.put("quiet-until", quiet.until().toString());
        });
        table.put("critical-breaks-through", delivery.criticalBreaksThrough());
        table.put("tell-nothing-new", delivery.tellNothingNew());
        return table;
    }
}
