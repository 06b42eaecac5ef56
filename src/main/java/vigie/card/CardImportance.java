package vigie.card;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vigie.explain.FeatureWords;
import vigie.model.FeatureName;
import vigie.model.Topic;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** Importance of the features of a model: the mean absolute contribution of each, in log-odds, as its card says. */
final class CardImportance {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final int MOST = 25;
    private static final int MOST_CHANGED = 10;
    private static final int DIGITS = 3;
    private static final int BAR = 30;
    private static final int LONGEST_NAME = 44;
    private static final int DIGITS_ON_PAGE = 2;

    /** A feature cannot multiply odds by e to this power; a card may still say so. */
    private static final double ABSURD = 1e6;

    private final Messages messages;
    private final Messages page;
    private final Measured figures;
    private final FeatureWords features;

    CardImportance(Messages messages) {
        this.messages = messages;
        this.page = messages.bundle("model");
        this.figures = new Measured(messages.locale());
        this.features = new FeatureWords(messages);
    }

    /** All features together, by what they are about; empty if the card names none. */
    Optional<ModelView.Bars> topics(JsonNode card) {
        Map<Topic, Double> sums = new EnumMap<>(Topic.class);
        sane(card)
                .forEach(
                        (name, amount) -> sums.merge(Topic.of(FeatureName.parse(name), Set.of()), amount, Double::sum));
        double most = sums.values().stream().max(Double::compare).orElse(1.0);
        return bars(
                page.get("importance.topics"),
                page.get("importance.topic"),
                sums.entrySet().stream()
                        .sorted(Map.Entry.<Topic, Double>comparingByValue().reversed())
                        .map(e -> row(features.topic(e.getKey()), "", e.getValue(), most))
                        .toList());
    }

    /** The strongest single features; empty if the card names none. */
    Optional<ModelView.Bars> features(JsonNode card) {
        Map<String, Double> sane = sane(card);
        double most = sane.values().stream().max(Double::compare).orElse(1.0);
        List<ModelView.Bar> rows = sane.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(MOST)
                .map(e -> row(features.title(FeatureName.parse(e.getKey())), e.getKey(), e.getValue(), most))
                .toList();
        return bars(page.get("importance.features", rows.size()), page.get("importance.feature"), rows);
    }

    private Optional<ModelView.Bars> bars(String caption, String what, List<ModelView.Bar> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ModelView.Bars(caption, what, page.get("importance.amount"), rows));
    }

    private ModelView.Bar row(String words, String name, double amount, double most) {
        String length = String.format(Locale.ROOT, "%.1f", 100 * amount / most);
        return new ModelView.Bar(words, name, length, figures.fixed(amount, DIGITS_ON_PAGE));
    }

    private static Map<String, Double> sane(JsonNode card) {
        return of(card).entrySet().stream()
                .filter(e -> e.getValue() < ABSURD)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * A bar of block characters, exact to an eighth of a character.
     *
     * @param share of the whole length, 0 to 1
     * @param length characters of the whole
     */
    static String bar(double share, int length) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, share)) * length * 8);
        String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return "█".repeat(eighths / 8) + rest;
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
                                bar(entry.getValue() / most, BAR),
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
