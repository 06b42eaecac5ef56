package vigie.card;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** The single values of a model's card, each with its name in the user's language. */
final class CardFields {

    /** What our own models predict, as their cards say it. */
    static final Pattern TARGET = Pattern.compile("first evidence of exploitation within (\\d{1,4}) days");

    private static final int LONGEST = 74;

    /** Those that have a name; others keep the key that they have in the card. */
    private static final Set<String> NAMED = Set.of(
            "id",
            "sha256",
            "trained",
            "until",
            "target",
            "trees",
            "features",
            "seed",
            "epss",
            "form",
            "rows.count",
            "rows.positive",
            "rows.exploited_cves",
            "rows.base_rate",
            "rows.newest_day",
            "rows.sha256");

    private final Messages messages;
    private final Measured figures;

    CardFields(Messages messages) {
        this.messages = messages;
        this.figures = new Measured(messages.locale());
    }

    /** Where the model comes from: identity, days, target, size. */
    Map<String, String> provenance(JsonNode card) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String key : new String[] {"id", "sha256", "trained", "until", "target"}) {
            put(fields, key, card.path(key));
        }
        if (card.path("epss_is_a_feature").isBoolean()) {
            fields.put(
                    name("epss"),
                    messages.get(card.path("epss_is_a_feature").asBoolean(false) ? "card.yes" : "card.no"));
        }
        for (String key : new String[] {"features", "trees", "seed", "form"}) {
            put(fields, key, card.path(key));
        }
        return fields;
    }

    /** What the model was learned from. */
    Map<String, String> rows(JsonNode card) {
        Map<String, String> fields = new LinkedHashMap<>();
        card.path("rows").propertyStream().forEach(p -> put(fields, "rows." + p.getKey(), p.getValue()));
        return fields;
    }

    /** The properties of an object, with their own keys. */
    Map<String, String> all(JsonNode object) {
        Map<String, String> fields = new LinkedHashMap<>();
        object.propertyStream().forEach(p -> put(fields, p.getKey(), p.getValue()));
        return fields;
    }

    /** Left out unless it is a number, a text or a truth value. */
    private void put(Map<String, String> fields, String key, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            fields.put(name(key), value(key, value));
        }
    }

    private String value(String key, JsonNode value) {
        if (key.endsWith("base_rate") && value.isNumber()) {
            return figures.percent(value.asDouble(0));
        }
        if (key.equals("target")) {
            return predicted(value.asString(""));
        }
        if (value.isIntegralNumber() && !key.endsWith("seed")) {
            return figures.count(value.asDouble(0));
        }
        if (value.isNumber() && !value.isIntegralNumber()) {
            return figures.plain(value.asDouble(0));
        }
        return Sheet.shorten(PlainText.line(value.asString("")), LONGEST);
    }

    private String predicted(String target) {
        Matcher known = TARGET.matcher(target);
        return known.matches()
                ? messages.get("card.target.first", known.group(1))
                : Sheet.shorten(PlainText.line(target), LONGEST);
    }

    private String name(String key) {
        return NAMED.contains(key)
                ? messages.get("card." + key)
                : Sheet.shorten(PlainText.line(key.startsWith("rows.") ? key.substring(5) : key), LONGEST / 2);
    }
}
