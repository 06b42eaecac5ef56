package vigie.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;
import vigie.model.Bulletin;
import vigie.model.ScoreBand;
import vigie.model.ScoreBands;
import vigie.model.Severities;

/** Conditions as tables of a watch list's file. */
public final class ConditionTable {

    private static final String UNKNOWN = "unknown";
    private static final int DEEPEST = 20;
    private static final TomlMapper TOML = new TomlMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Set<String> KEYS = Set.of(
            "severity",
            "cvss",
            "score",
            "band",
            "epss",
            "exploited",
            "exploit",
            "type",
            "unknown",
            "all",
            "any",
            "not");

    private ConditionTable() {}

    /**
     * The condition that the keys of a table make together.
     *
     * @param others keys that say something else
     * @throws WatchFileException if it says something that cannot be meant
     */
    static Condition read(JsonNode table, Set<String> others) {
        return read(table, others, 0);
    }

    private static Condition read(JsonNode table, Set<String> others, int depth) {
        if (depth > DEEPEST) {
            throw new WatchFileException("deep", DEEPEST);
        }
        if (table.isMissingNode()) {
            return Condition.ALWAYS;
        }
        if (!table.isObject()) {
            throw new WatchFileException("table");
        }
        List<Condition> all = new ArrayList<>();
        boolean unknown = TreeValues.flag(table.path(UNKNOWN), UNKNOWN, true);
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            Optional<WatchLine.Kind> line =
                    WatchFile.lineKind(key).filter(kind -> depth > 0 && kind != WatchLine.Kind.RUN);
            if (KEYS.contains(key)) {
                condition(key, value, unknown, depth, all);
            } else if (line.isPresent()) {
                String text =
                        value.isBoolean() ? "" : TreeValues.text(value, key).orElse("");
                all.add(new Condition.Names(AskedLine.of(new Rule(new WatchLine(line.get(), text)))));
            } else if (!others.contains(key)) {
                throw new WatchFileException("condition", key);
            }
        }
        return all.isEmpty() ? Condition.ALWAYS : all.size() == 1 ? all.get(0) : new Condition.All(all);
    }

    private static void condition(String key, JsonNode value, boolean unknown, int depth, List<Condition> all) {
        switch (key) {
            case "band" -> all.add(new Condition.Banded(bands(TreeValues.texts(value, key)), unknown));
            case "severity" -> all.add(new Condition.Severe(severities(TreeValues.texts(value, key)), unknown));
            case "cvss", "score", "epss" -> {
                Condition.Number number = Condition.Number.valueOf(key.toUpperCase(Locale.ROOT));
                all.add(new Condition.AtLeast(
                        number, TreeValues.number(value, key, number == Condition.Number.CVSS ? 10 : 1), unknown));
            }
            case "exploited" -> all.add(yes(new Condition.Exploited(), TreeValues.flag(value, key, true)));
            case "exploit" -> all.add(yes(new Condition.PublicExploit(), TreeValues.flag(value, key, true)));
            case "type" -> all.add(new Condition.Published(types(TreeValues.texts(value, key))));
            case "all" -> all.add(new Condition.All(conditions(value, depth)));
            case "any" -> all.add(new Condition.Any(conditions(value, depth)));
            case "not" -> all.add(new Condition.Not(read(value, Set.of(), depth + 1)));
            default -> {}
        }
    }

    private static Condition yes(Condition condition, boolean holds) {
        return holds ? condition : new Condition.Not(condition);
    }

    private static List<Condition> conditions(JsonNode value, int depth) {
        return TreeValues.nodes(value).stream()
                .map(one -> read(one, Set.of(), depth + 1))
                .toList();
    }

    /** The severities that some texts name. */
    static Severities severities(List<String> texts) {
        return Severities.all(texts.stream()
                .map(text -> Severities.parse(text).orElseThrow(() -> new WatchFileException("severity", text)))
                .toList());
    }

    /** The bands of the score that some texts name. */
    static ScoreBands bands(List<String> texts) {
        return ScoreBands.all(texts.stream()
                .map(text -> ScoreBands.parse(text).orElseThrow(() -> new WatchFileException("band", text)))
                .toList());
    }

    /** The types of publications that some texts name. */
    static Set<Bulletin.Kind> types(List<String> texts) {
        Set<Bulletin.Kind> kinds = EnumSet.noneOf(Bulletin.Kind.class);
        for (String text : texts) {
            Set<Bulletin.Kind> named = AskedLine.of(new Rule(new WatchLine(WatchLine.Kind.PUBLICATIONS, text)))
                    .publicationTypes();
            if (named.isEmpty()) {
                throw new WatchFileException("type", text);
            }
            kinds.addAll(named);
        }
        return kinds;
    }

    /** A condition as a file says it; empty for {@link Condition#ALWAYS}. */
    public static String words(Condition condition) {
        ObjectNode table = NODES.objectNode();
        write(condition, table);
        return table.isEmpty() ? "" : TOML.writeValueAsString(table).strip();
    }

    /** Puts a condition into a table, where the names of a line would be taken for those of the rule itself. */
    static void write(Condition condition, ObjectNode table) {
        if (condition instanceof Condition.Names) {
            table.set("all", tables(List.of(condition)));
        } else {
            add(condition, table);
        }
    }

    private static void add(Condition condition, ObjectNode table) {
        if (condition instanceof Condition.All all) {
            boolean flat = all.of().stream()
                    .allMatch(one -> !(one instanceof Condition.All) && !(one instanceof Condition.Names));
            if (flat && distinct(all.of())) {
                all.of().forEach(one -> add(one, table));
            } else {
                table.set("all", tables(all.of()));
            }
        } else if (condition instanceof Condition.Any any) {
            table.set("any", tables(any.of()));
        } else if (condition instanceof Condition.Not not) {
            ObjectNode inner = NODES.objectNode();
            add(not.of(), inner);
            if (inner.size() == 1 && (inner.has("exploited") || inner.has("exploit"))) {
                inner.propertyNames()
                        .forEach(key -> table.put(key, !inner.path(key).asBoolean()));
            } else {
                table.set("not", inner);
            }
        } else if (condition instanceof Condition.AtLeast least) {
            table.put(least.number().name().toLowerCase(Locale.ROOT), least.least());
            unknown(least.unknownToo(), table);
        } else if (condition instanceof Condition.Severe severe) {
            table.set("severity", TreeValues.array(severe.severities().words()));
            unknown(severe.unknownToo(), table);
        } else if (condition instanceof Condition.Banded banded) {
            table.set("band", TreeValues.array(bands(banded.bands())));
            unknown(banded.unknownToo(), table);
        } else if (condition instanceof Condition.Exploited) {
            table.put("exploited", true);
        } else if (condition instanceof Condition.PublicExploit) {
            table.put("exploit", true);
        } else if (condition instanceof Condition.Published published) {
            table.set(
                    "type",
                    TreeValues.array(published.kinds().stream()
                            .map(Bulletin.Kind::toString)
                            .sorted()
                            .collect(Collectors.toList())));
        } else if (condition instanceof Condition.Names names) {
            WatchFile.name(names.asked().rule().line(), table);
        }
    }

    private static void unknown(boolean will, ObjectNode table) {
        if (!will) {
            table.put(UNKNOWN, false);
        }
    }

    /** A band holds those above it. */
    private static List<String> bands(ScoreBands asked) {
        List<String> texts = asked.bands().stream()
                .filter(band -> band != ScoreBand.REST)
                .max(Comparator.naturalOrder())
                .map(ScoreBand::toString)
                .stream()
                .collect(Collectors.toList());
        if (asked.bands().contains(ScoreBand.REST)) {
            texts.add(ScoreBand.REST.toString());
        }
        if (asked.unscored()) {
            texts.add(ScoreBands.NONE);
        }
        return texts;
    }

    /** Whether conditions can stand in one table without one hiding another, or altering what it says of unknown values. */
    private static boolean distinct(List<Condition> conditions) {
        ObjectNode seen = NODES.objectNode();
        Set<Boolean> unknown = new HashSet<>();
        for (Condition one : conditions) {
            ObjectNode alone = NODES.objectNode();
            add(one, alone);
            if (one instanceof Condition.AtLeast
                    || one instanceof Condition.Severe
                    || one instanceof Condition.Banded) {
                unknown.add(alone.has(UNKNOWN));
            }
            alone.remove(UNKNOWN);
            for (String key : alone.propertyNames()) {
                if (seen.has(key)) {
                    return false;
                }
            }
            seen.setAll(alone);
        }
        return unknown.size() < 2;
    }

    private static ArrayNode tables(List<Condition> conditions) {
        ArrayNode tables = NODES.arrayNode();
        for (Condition one : conditions) {
            ObjectNode table = NODES.objectNode();
            add(one, table);
            tables.add(table);
        }
        return tables;
    }
}
