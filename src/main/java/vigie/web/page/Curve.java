package vigie.web.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import vigie.facts.CveFacts;
import vigie.text.Messages;

/**
 * Scores of a CVE over time.
 *
 * @param points all points of both, oldest first
 * @param json data for the script: the name and points of each curve; the last point extends to today
 */
public record Curve(List<Point> points, String json) {

    /** Fewer points are shown as a table only. */
    private static final int FEWEST = 3;

    /**
     * A value that holds from a day on.
     *
     * @param what {@code epss} or {@code score}
     * @param value 0 to 1, empty if there was none from then on
     * @param percentile 0 to 1
     */
    public record Point(LocalDate since, String what, Optional<Double> value, Optional<Double> percentile) {}

    /** The curves of a CVE, whose history the facts hold. */
    static Curve of(CveFacts facts, LocalDate today, Messages words) {
        List<Point> score = facts.scores().stream()
                .map(p -> new Point(p.since(), "score", p.score(), p.percentile()))
                .toList();
        List<Point> oldestFirst = new ArrayList<>();
        facts.epss().forEach(p -> oldestFirst.add(0, new Point(p.since(), "epss", p.score(), p.percentile())));
        List<Point> all = new ArrayList<>(score);
        all.addAll(oldestFirst);
        all.sort(java.util.Comparator.comparing(Point::since).thenComparing(Point::what));
        Map<String, Object> drawn = new LinkedHashMap<>();
        drawn.put("lang", words.locale().getLanguage());
        drawn.put("score", curve(words.get("page.curve.score"), score, today));
        drawn.put("epss", curve(words.get("page.curve.epss"), oldestFirst, today));
        return new Curve(List.copyOf(all), JsonMapper.shared().writeValueAsString(drawn));
    }

    private static Map<String, Object> curve(String name, List<Point> points, LocalDate today) {
        List<List<Object>> drawn = new ArrayList<>();
        for (Point point : points) {
            drawn.add(java.util.Arrays.asList(
                    point.since().toString(), point.value().orElse(null)));
        }
        if (!points.isEmpty() && points.get(points.size() - 1).since().isBefore(today)) {
            drawn.add(java.util.Arrays.asList(
                    today.toString(), points.get(points.size() - 1).value().orElse(null)));
        }
        return Map.of("name", name, "points", drawn);
    }

    /** Whether there are enough points for a chart. */
    public boolean worthDrawing() {
        return points.size() >= FEWEST;
    }
}
