package vigie.outbox;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.alert.Alert;
import vigie.model.CveId;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.SourceNames;
import vigie.watch.Matched;
import vigie.watch.WatchLine;

/**
 * What came of trying a watch list on past days, in words and as JSON: the same for commands, pages and the API.
 *
 * @param words the bundle {@code watch}
 */
public record TrialText(Trial trial, Messages words) {

    /** So many lines that led to nothing are named. */
    private static final int MOST_SILENT = 20;

    /** The alerts that there would have been, each in one line. */
    public List<String> alerts() {
        Messages letters = words.bundle("letters");
        return trial.alerts().stream().map(alert -> line(alert, letters)).toList();
    }

    private static String line(Alert alert, Messages letters) {
        Matched why = alert.why().isEmpty()
                ? new Matched(new WatchLine(WatchLine.Kind.ALL, ""), "", "", Matched.Certainty.NAME)
                : alert.why().get(0);
        return Stream.of(
                        LocalDate.ofInstant(alert.at(), ZoneOffset.UTC) + (alert.urgent() ? " !" : "  "),
                        PlainText.line(alert.matter()),
                        letters.get("kind." + alert.kind()),
                        PlainText.line(
                                why.line().text().isEmpty() ? "" : why.line().text() + " = " + why.shown()),
                        PlainText.line(SourceNames.of(why.origin())))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }

    /** What came of the trial, in sentences. */
    public List<String> sentences() {
        List<String> said = new ArrayList<>();
        said.add(words.get("trial.head", trial.from(), trial.alerts().size(), trial.letters(), trial.busiest()));
        trial.recorded()
                .ifPresentOrElse(
                        day -> {
                            if (day.isAfter(trial.from())) {
                                said.add(words.get("trial.recorded", day));
                            }
                        },
                        () -> said.add(words.get("trial.unrecorded")));
        said.add(words.get("trial.caught", trial.caught().size(), names(trial.caught())));
        if (!trial.missed().isEmpty()) {
            said.add(words.get("trial.missed", trial.missed().size(), names(trial.missed())));
        }
        said.add(words.get("trial.unrelated", trial.unrelated()));
        trial.threshold()
                .ifPresent(one -> said.add(words.get(
                        "trial.threshold",
                        words.get("number." + one.number()),
                        decimal(one.least()),
                        one.alerts(),
                        one.lost())));
        List<String> silent = trial.lines().entrySet().stream()
                .filter(line -> line.getValue() == 0)
                .map(Map.Entry::getKey)
                .filter(line -> !line.isEmpty())
                .toList();
        if (!silent.isEmpty()) {
            said.add(words.get(
                    "trial.silent",
                    silent.size(),
                    silent.stream().limit(MOST_SILENT).collect(Collectors.joining(", "))
                            + (silent.size() > MOST_SILENT ? ", ..." : "")));
        }
        return said.stream().map(PlainText::line).toList();
    }

    /** Three digits that say something, in the user's language. */
    private String decimal(double value) {
        String plain = new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
        return plain.replace(
                '.', DecimalFormatSymbols.getInstance(words.locale()).getDecimalSeparator());
    }

    /** All of them: whoever tries a list needs to know which. */
    private static String names(Set<CveId> cves) {
        return cves.stream().map(CveId::toString).collect(Collectors.joining(" "));
    }

    /** The same for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", trial.from().toString());
        trial.recorded().ifPresent(day -> json.put("recorded_since", day.toString()));
        json.put("alerts", trial.alerts().size());
        json.put("letters", trial.letters());
        json.put("busiest_day", trial.busiest());
        json.put("caught", trial.caught().stream().map(CveId::toString).toList());
        json.put("missed", trial.missed().stream().map(CveId::toString).toList());
        json.put("unrelated", trial.unrelated());
        json.put("lines", trial.lines());
        trial.threshold()
                .ifPresent(one -> json.put(
                        "threshold",
                        Map.of(
                                "number", one.number().name().toLowerCase(Locale.ROOT),
                                "least", one.least(),
                                "alerts", one.alerts(),
                                "lost", one.lost())));
        json.put(
                "events",
                trial.alerts().stream()
                        .map(alert -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("at", alert.at().toString());
                            one.put("kind", alert.kind().name().toLowerCase(Locale.ROOT));
                            one.put("matter", alert.matter());
                            one.put("urgent", alert.urgent());
                            one.put(
                                    "lines",
                                    alert.why().stream()
                                            .map(why -> why.line().text())
                                            .distinct()
                                            .toList());
                            return one;
                        })
                        .toList());
        return json;
    }
}
