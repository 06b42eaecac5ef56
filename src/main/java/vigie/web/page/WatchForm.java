package vigie.web.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vigie.watch.Addressee;
import vigie.watch.Condition;
import vigie.watch.ConditionTable;
import vigie.watch.ProductFile;
import vigie.watch.Rule;
import vigie.watch.WatchExport;
import vigie.watch.WatchFile;
import vigie.watch.WatchFileException;
import vigie.watch.WatchLine;
import vigie.watch.WatchList;

/**
 * A watch list as the fields of a form, by their names. What the fields have no place for stands in the field {@code more}, as in the
 * file of the list, so that nothing of a list is lost by the form. Fields are read as the file is ({@link WatchFile}).
 *
 * @param fields values by the name of the field; several of boxes
 */
public record WatchForm(Map<String, List<String>> fields) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String MAIL = "mail:";
    private static final String ANY = "any";
    private static final String NOT = "not";
    private static final String UNKNOWN = "unknown";

    /** Fields that are one condition each. */
    private static final List<String> NUMBERS = List.of("cvss", "score", "epss");

    private static final List<String> FLAGS = List.of("exploited", "exploit");
    private static final List<String> BOXES = List.of("severity", "band", "type");

    private static final Set<String> SAID =
            Set.of("severity", "band", "type", "cvss", "score", "epss", "exploited", "exploit", UNKNOWN, ANY, NOT);

    /** Keeps a copy. */
    public WatchForm {
        fields = Map.copyOf(fields);
    }

    /** The value of a field, stripped; empty where there is none. */
    public String value(String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .findFirst()
                .orElse("")
                .strip();
    }

    /** Whether a box, or one of its values, is chosen. */
    public boolean has(String name, String value) {
        return fields.getOrDefault(name, List.of()).contains(value);
    }

    /** The fields of a list. */
    public static WatchForm of(WatchList list) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        put(fields, "name", list.name());
        List<String> lines = new ArrayList<>();
        List<Rule> others = new ArrayList<>();
        list.rules().forEach(rule -> WatchExport.line(rule).ifPresentOrElse(lines::add, () -> others.add(rule)));
        put(fields, "lines", String.join("\n", lines));
        StringBuilder more = new StringBuilder();
        JsonNode when = WatchFile.json(list).path("when");
        if (!conditions(when, fields)) {
            more.append("[when]\n").append(ConditionTable.words(list.when())).append("\n\n");
        }
        put(fields, "more", more.append(WatchFile.write(others)).toString());
        put(
                fields,
                "mail",
                addresses(list, true).map(one -> one.substring(MAIL.length())).collect(Collectors.joining(", ")));
        fields.put("channel", addresses(list, false).toList());
        put(fields, "lang", list.to().language().getLanguage());
        put(
                fields,
                "zone",
                list.to().zone().equals(ZoneOffset.UTC)
                        ? "UTC"
                        : list.to().zone().getId());
        WatchFile.json(list)
                .path("delivery")
                .properties()
                .forEach(one -> put(fields, one.getKey(), one.getValue().asString()));
        return new WatchForm(fields);
    }

    private static void put(Map<String, List<String>> fields, String name, String value) {
        fields.put(name, List.of(value));
    }

    private static Stream<String> addresses(WatchList list, boolean mail) {
        return list.to().addresses().stream().filter(address -> address.startsWith(MAIL) == mail);
    }

    /** Puts conditions into their fields; false where the fields have no place for them, and nothing was put. */
    private static boolean conditions(JsonNode when, Map<String, List<String>> fields) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        boolean all = when.properties().stream().allMatch(one -> SAID.contains(one.getKey()));
        boolean any = when.has(ANY);
        boolean only = Stream.of(BOXES, NUMBERS, FLAGS).flatMap(List::stream).noneMatch(when::has);
        if (!all || any && (!only || when.has(UNKNOWN)) || when.has(NOT) && !except(when.path(NOT), said)) {
            return false;
        }
        if (any) {
            put(said, "mode", ANY);
            Set<Boolean> unknown = new LinkedHashSet<>();
            for (JsonNode one : when.path(ANY)) {
                List<String> keys = one.propertyNames().stream()
                        .filter(key -> !key.equals(UNKNOWN))
                        .toList();
                boolean simple = keys.size() == 1
                        && Stream.of(BOXES, NUMBERS, FLAGS)
                                .flatMap(List::stream)
                                .anyMatch(keys::contains)
                        && !said.containsKey(keys.get(0));
                if (!simple) {
                    return false;
                }
                if (NUMBERS.contains(keys.get(0)) || keys.contains("severity") || keys.contains("band")) {
                    unknown.add(one.has(UNKNOWN));
                }
                simple(one, said);
            }
            if (unknown.size() > 1) {
                return false;
            }
        } else {
            simple(when, said);
        }
        fields.putAll(said);
        return true;
    }

    private static void simple(JsonNode table, Map<String, List<String>> said) {
        BOXES.stream().filter(table::has).forEach(key -> said.put(key, values(table.path(key))));
        Stream.concat(NUMBERS.stream(), FLAGS.stream())
                .filter(table::has)
                .forEach(key -> put(said, key, table.path(key).asString()));
        if (table.has(UNKNOWN)) {
            put(said, "known", "true");
        }
    }

    private static List<String> values(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    /** The lines that must not match: one, or any of several. */
    private static boolean except(JsonNode not, Map<String, List<String>> said) {
        List<String> lines = new ArrayList<>();
        for (JsonNode one : not.has(ANY) ? not.path(ANY) : NODES.arrayNode().add(not)) {
            List<Map.Entry<String, JsonNode>> keys = List.copyOf(one.properties());
            if (keys.size() != 1
                    || SAID.contains(keys.get(0).getKey())
                    || keys.get(0).getKey().equals("all")) {
                return false;
            }
            JsonNode value = keys.get(0).getValue();
            String line = keys.get(0).getKey() + "=" + (value.isBoolean() ? "yes" : value.asString());
            lines.add(WatchExport.line(ProductFile.line(line)).orElse(line));
        }
        boolean sound = not.size() == 1 || !not.has(ANY);
        if (sound) {
            put(said, "except", String.join("\n", lines));
        }
        return sound;
    }

    /**
     * The list that the fields say.
     *
     * @param owner of a new list
     * @param old the list that is altered
     * @throws WatchFileException if they say something that cannot be meant
     */
    public WatchList list(String owner, Instant made, Optional<WatchList> old) {
        WatchList base = WatchFile.readJson(file().toString(), value("name"), owner, made, 0);
        Set<Rule> rules = new LinkedHashSet<>(lines("lines"));
        rules.addAll(added());
        List<Condition> when = new ArrayList<>();
        when.add(base.when());
        if (!value("more").isEmpty()) {
            WatchList more = WatchFile.read(value("more"), base.name(), owner, made, 0);
            rules.addAll(more.rules());
            when.add(more.when());
        }
        if (!value("file").isEmpty()) {
            Optional<WatchList> whole = ProductFile.list(value("file"), base.name(), owner, made);
            rules.addAll(whole.map(WatchList::rules).orElseGet(() -> ProductFile.read(value("file"))));
            whole.ifPresent(list -> when.add(list.when()));
        }
        when.removeIf(Condition.ALWAYS::equals);
        Addressee to = new Addressee(
                old.map(list -> list.to().owner()).orElse(owner),
                base.to().language(),
                base.to().zone(),
                base.to().addresses());
        return new WatchList(
                base.name(),
                to,
                base.delivery(),
                List.copyOf(rules),
                when.isEmpty() ? Condition.ALWAYS : when.size() == 1 ? when.get(0) : new Condition.All(when),
                old.map(WatchList::paused).orElse(false),
                base.made(),
                0);
    }

    private List<Rule> lines(String field) {
        return value(field)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(ProductFile::line)
                .toList();
    }

    /** The line of the two fields that suggest names. */
    private List<Rule> added() {
        String vendor = value("vendor");
        String product = value("product");
        if (product.isEmpty()) {
            return vendor.isEmpty() ? List.of() : List.of(new Rule(new WatchLine(WatchLine.Kind.VENDOR, vendor)));
        }
        boolean twice = product.toLowerCase(Locale.ROOT).startsWith(vendor.toLowerCase(Locale.ROOT));
        return List.of(ProductFile.line(twice ? product : vendor + " " + product));
    }

    /** The fields as the file of a list, without its lines. */
    private ObjectNode file() {
        ObjectNode file = NODES.objectNode();
        for (String key : List.of("name", "lang", "zone")) {
            if (!value(key).isEmpty()) {
                file.put(key, value(key));
            }
        }
        ArrayNode addresses = file.putArray("addresses");
        for (String mail : value("mail").split("[,;\\s]+")) {
            if (!mail.isBlank()) {
                addresses.add(MAIL + mail);
            }
        }
        fields.getOrDefault("channel", List.of()).forEach(addresses::add);
        ObjectNode delivery = file.putObject("delivery");
        for (String key : List.of("urgent", "other", "at", "on", "quiet-from", "quiet-until")) {
            if (!value(key).isEmpty()) {
                delivery.put(key, value(key));
            }
        }
        for (String key : List.of("critical-breaks-through", "tell-nothing-new")) {
            delivery.put(key, has(key, "true"));
        }
        ObjectNode when = when();
        if (!when.isEmpty()) {
            file.set("when", when);
        }
        return file;
    }

    private ObjectNode when() {
        ObjectNode all = NODES.objectNode();
        for (String key : BOXES) {
            List<String> chosen = fields.getOrDefault(key, List.of());
            if (!chosen.isEmpty()) {
                ArrayNode array = all.putArray(key);
                chosen.forEach(array::add);
            }
        }
        for (String key : NUMBERS) {
            if (!value(key).isEmpty()) {
                number(all, key, value(key));
            }
        }
        for (String key : FLAGS) {
            if (!value(key).isEmpty()) {
                all.put(key, value(key).equals("true"));
            }
        }
        ObjectNode when = has("mode", ANY) && !all.isEmpty() ? any(all) : all;
        if (has("known", "true") && when == all && !all.isEmpty()) {
            when.put(UNKNOWN, false);
        }
        except().ifPresent(not -> when.set(NOT, not));
        return when;
    }

    /** What is no number is left to the reader of the file to refuse. */
    private static void number(ObjectNode all, String key, String text) {
        try {
            all.put(key, Double.parseDouble(text.replace(',', '.')));
        } catch (NumberFormatException e) {
            all.put(key, text);
        }
    }

    private ObjectNode any(ObjectNode all) {
        ObjectNode when = NODES.objectNode();
        ArrayNode any = when.putArray(ANY);
        all.properties().forEach(one -> {
            ObjectNode table = any.addObject();
            table.set(one.getKey(), one.getValue());
            if (has("known", "true") && !FLAGS.contains(one.getKey())) {
                table.put(UNKNOWN, false);
            }
        });
        return when;
    }

    private Optional<ObjectNode> except() {
        List<Rule> rules = lines("except");
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode not = NODES.objectNode();
        ArrayNode any = not.putArray(ANY);
        rules.forEach(rule -> any.add(WatchFile.named(rule.line())));
        return Optional.of(any.size() == 1 ? (ObjectNode) any.get(0) : not);
    }
}
