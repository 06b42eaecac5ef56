package vigie.card;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** How much the features of a model matter: the mean absolute contribution of each, in log-odds, as its card says. */
final class CardImportance {

    private static final int MOST = 25;
    private static final int MOST_CHANGED = 10;
    private static final int DIGITS = 3;
    private static final int BAR = 30;
    private static final int LONGEST_NAME = 44;

    private final Messages messages;
    private final Measured figures;

    CardImportance(Messages messages) {
        this.messages = messages;
        this.figures = new Measured(messages.locale());
    }

    /** The most important features, with bars. */
    Grid grid(JsonNode card) {
        Map<String, Double> all = of(card);
        double most = all.values().stream().max(Double::compare).orElse(1.0);
        return new Grid(
                List.of(messages.get("card.feature"), messages.get("card.share"), messages.get("card.importance")),
                2,
                all.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                        .limit(MOST)
                        .map(entry -> List.of(
                                entry.getKey(),
                                Bars.bar(entry.getValue() / most, BAR),
                                figures.fixed(entry.getValue(), DIGITS)))
                        .toList());
    }

    /** The features that gained or lost most from one card to another; one not named on a card counts nothing there. */
    Grid changes(JsonNode before, JsonNode after, String beforeName, String afterName) {
        Map<String, Double> a = of(before);
        Map<String, Double> b = of(after);
        Set<String> names = new HashSet<>(a.keySet());
        names.addAll(b.keySet());
        Map<String, Double> gains = new LinkedHashMap<>();
        names.forEach(name -> gains.put(name, b.getOrDefault(name, 0.0) - a.getOrDefault(name, 0.0)));
        List<String> sorted = names.stream()
                .filter(name -> Math.abs(gains.get(name)) >= Math.pow(10, -DIGITS) / 2)
                .sorted(Comparator.comparingDouble((String name) -> -gains.get(name))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        Stream<String> shown = sorted.size() <= 2 * MOST_CHANGED
                ? sorted.stream()
                : Stream.concat(
                        sorted.stream().limit(MOST_CHANGED), sorted.stream().skip(sorted.size() - MOST_CHANGED));
        return new Grid(
                List.of(messages.get("card.feature"), beforeName, afterName, messages.get("card.change")),
                1,
                shown.map(name -> List.of(
                                name,
                                importance(a, name),
                                importance(b, name),
                                figures.signed(gains.get(name), DIGITS)))
                        .toList());
    }

    private String importance(Map<String, Double> all, String name) {
        return all.containsKey(name) ? figures.fixed(all.get(name), DIGITS) : Measured.NONE;
    }

    /** The mean absolute contribution by feature, in log-odds; what is not above 0 is left out. */
    static Map<String, Double> of(JsonNode card) {
        Map<String, Double> all = new LinkedHashMap<>();
        card.path("importance")
                .propertyStream()
                .filter(property -> CardFigures.number(property.getValue()) > 0)
                .forEach(property -> all.put(
                        Sheet.shorten(PlainText.line(property.getKey()), LONGEST_NAME),
                        property.getValue().asDouble(0)));
        return all;
    }
}
