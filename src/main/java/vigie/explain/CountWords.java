package vigie.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.model.FeatureName;
import vigie.text.Figures;
import vigie.text.Messages;

/**
 * Counts of one thing in one sentence: the total, the total that it is a part of, how many of them are recent, and the age
 * of the latest.
 */
final class CountWords {

    private static final int TWO_YEARS = 730;
    private static final double YEAR = 365.25;

    private final Messages words;
    private final Figures figures;

    CountWords(Messages words, Figures figures) {
        this.words = words;
        this.figures = figures;
    }

    /** What a number says of the thing that is counted. */
    enum Part {
        TOTAL,
        OF,
        LATELY,
        DAYS_AGO,
        SHARE
    }

    /**
     * A count.
     *
     * @param thing what is counted, the same for all that is said in one sentence
     * @param sort key of its words
     * @param owner of whose, empty if that is clear
     * @param part what the number says
     * @param span length of the window
     * @param unit D for days, M for months
     */
    record Count(String thing, String sort, String owner, Part part, int span, String unit) {

        private static final Pattern NAME = Pattern.compile("(.+?)(_SHARE)?(?:_(\\d{1,5})([DM])|(_DAYS_AGO))?");
        private static final Pattern FATE = Pattern.compile("(VENDOR|PRODUCT|CWE|VENDOR_CWE)_(CVES|EXPLOITED)");

        /** The count that a feature is, empty if there are no words for it. */
        static Optional<Count> of(FeatureName name, Messages words) {
            Matcher match = NAME.matcher(name.subject());
            if (name.family().equals("N") && match.matches()) {
                Count count = of(match, name.item());
                return Optional.of(count).filter(c -> words.knows("count." + c.sort()));
            }
            return Optional.empty();
        }

        private static Count of(Matcher match, String item) {
            String base = match.group(1);
            boolean window = match.group(3) != null;
            Part part = match.group(2) != null
                    ? Part.SHARE
                    : window ? Part.LATELY : match.group(5) != null ? Part.DAYS_AGO : Part.TOTAL;
            int span = window ? Integer.parseInt(match.group(3)) : 0;
            String unit = window ? match.group(4) : "";
            Matcher fate = FATE.matcher(base);
            if (!fate.matches()) {
                String sort = item.isEmpty() ? base : base.replace("#", "") + "." + item;
                return new Count(base + item, sort, "", part, span, unit);
            }
            String owner = fate.group(1);
            if (fate.group(2).equals("EXPLOITED")) {
                return new Count(owner, "EXPLOITED", owner, part, span, unit);
            }
            // How many there are at all belongs to how many of them are exploited; how many are new does not.
            return part == Part.TOTAL
                    ? new Count(owner, "CVES", owner, Part.OF, span, unit)
                    : new Count(owner + " CVES", "CVES", owner, part, span, unit);
        }
    }

    /** One sentence for counts of the same thing, empty if none of them has a value. */
    Optional<String> words(Map<Count, Double> values) {
        List<String> parts = new ArrayList<>();
        Optional<Count> total = find(values, Part.TOTAL);
        if (total.isPresent()) {
            long number = value(values, total.get());
            parts.add(total(values, total.get(), number));
            if (number > 0) {
                lately(values).forEach(c -> parts.add(words.get("of.them", value(values, c), window(c))));
                find(values, Part.DAYS_AGO).ifPresent(c -> parts.add(words.get("latest", span(values.get(c)))));
            }
        } else {
            lately(values).forEach(c -> parts.add(alone(c, value(values, c))));
            if (parts.isEmpty()) {
                find(values, Part.DAYS_AGO)
                        .filter(c -> words.knows("latest." + c.sort()))
                        .ifPresent(c -> parts.add(words.get("latest." + c.sort(), span(values.get(c)), owner(c))));
            } else {
                find(values, Part.DAYS_AGO).ifPresent(c -> parts.add(words.get("latest", span(values.get(c)))));
            }
            find(values, Part.OF).ifPresent(c -> parts.add(words.get("count.CVES", value(values, c), owner(c))));
        }
        if (parts.isEmpty()) {
            values.forEach((count, value) -> seldom(count, value).ifPresent(parts::add));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    private String total(Map<Count, Double> values, Count total, long number) {
        Optional<Long> all = find(values, Part.OF).map(c -> value(values, c)).filter(n -> n > 0);
        return all.map(n -> words.get("count.EXPLOITED.of", number, owner(total), n))
                .orElseGet(() -> words.get("count." + total.sort(), number, owner(total)));
    }

    private String alone(Count count, long number) {
        String key = "count." + count.sort() + ".new";
        String what = words.get(words.knows(key) ? key : "count." + count.sort(), number, owner(count));
        return words.get("lately", what, window(count));
    }

    /** A share is an estimate, shown only if there is no count; a missing day means that nothing was counted. */
    private Optional<String> seldom(Count count, double value) {
        if (count.part() == Part.SHARE && Double.isFinite(value) && words.knows("share." + count.sort())) {
            String key = "share." + count.sort();
            String share = figures.percent(value);
            return Optional.of(
                    count.span() > 0
                            ? words.get(key + ".new", share, owner(count), window(count))
                            : words.get(key, share, owner(count)));
        }
        return count.part() == Part.DAYS_AGO && Double.isNaN(value)
                ? Optional.of(words.get("count." + count.sort(), 0, owner(count)))
                : Optional.empty();
    }

    private static Optional<Count> find(Map<Count, Double> values, Part part) {
        return values.keySet().stream()
                .filter(c -> c.part() == part && Double.isFinite(values.get(c)))
                .findFirst();
    }

    private static List<Count> lately(Map<Count, Double> values) {
        return values.keySet().stream()
                .filter(c -> c.part() == Part.LATELY && Double.isFinite(values.get(c)))
                .sorted(Comparator.comparing((Count c) -> !c.unit().equals("M")).thenComparing(c -> -c.span()))
                .toList();
    }

    private static long value(Map<Count, Double> values, Count count) {
        return Math.round(values.get(count));
    }

    private String owner(Count count) {
        return count.owner().isEmpty() ? "" : words.get("owner." + count.owner());
    }

    private String window(Count count) {
        return words.get("window." + count.unit(), count.span());
    }

    /** A length of time; years where days would be hard to grasp. */
    String span(double days) {
        return days < TWO_YEARS
                ? words.get("span.days", Math.round(days))
                : words.get("span.years", figures.decimals(days / YEAR, 1));
    }
}
