package vigie.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.chart.ChartData.Axis;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Tone;
import vigie.model.Severities;
import vigie.model.Severity;

/** Shares of the bands of severity, and of what has no CVSS base score. */
final class SeverityChart implements ChartBook.Maker {

    /** Counts by band, most severe first; how many have no band. */
    record Bands(Map<Severity, Integer> counts, int without) {

        static Bands of(ChartScope scope) {
            Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
            for (Severity severity : Severity.values()) {
                counts.put(severity, 0);
            }
            int[] scores = scope.cvss();
            for (int score : scores) {
                counts.merge(Severity.of(score / 10.0), 1, Integer::sum);
            }
            return new Bands(counts, scope.size() - scores.length);
        }
    }

    @Override
    public ChartData make(ChartScope scope, ChartWords words) {
        Bands bands = Bands.of(scope);
        ListAddresses links = new ListAddresses(scope.filter());
        List<String> names = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        for (Severity severity : Severity.worstFirst()) {
            int count = bands.counts().get(severity);
            if (!severity.shown(count)) {
                continue;
            }
            String name = words.begin(words.severity(severity));
            Optional<String> href = Optional.of(links.cves("severity", Severities.word(severity)));
            names.add(name);
            marks.add(mark(names.size(), count, scope.size(), name, Tone.valueOf(severity.name()), href, words));
        }
        String name = words.begin(words.say("severity.unscored"));
        names.add(name);
        Optional<String> unscored = Optional.of(links.cves("severity", Severities.NONE));
        marks.add(mark(names.size(), bands.without(), scope.size(), name, Tone.NONE, unscored, words));
        return new ChartData(
                "severity",
                words.say("severity.title"),
                Form.RING,
                new Axis(words.say("severity.axis"), names),
                new Axis(words.say("counted.axis"), List.of()),
                List.of(new Series(words.say("counted.axis"), Kind.BAR, marks)),
                Optional.empty(),
                words.say("counted.cves"),
                sentences(scope, bands, words));
    }

    private static Mark mark(
            int number, int count, int all, String name, Tone tone, Optional<String> href, ChartWords words) {
        String label = words.say("severity.mark", name, count, words.percent(count, all));
        return new Mark(number - 0.5, 0, count, label, tone, href);
    }

    private static List<String> sentences(ChartScope scope, Bands bands, ChartWords words) {
        int scored = scope.size() - bands.without();
        if (scored == 0) {
            return List.of(scope.size() == 0 ? words.say("nothing") : words.say("cvss.nothing", scope.size()));
        }
        if (scored == 1) {
            double score = scope.cvss()[0] / 10.0;
            return List.of(words.say("cvss.one", words.tenths(score), words.severity(Severity.of(score))));
        }
        List<String> said = new ArrayList<>();
        int most = Collections.max(bands.counts().values());
        List<String> leading = Severity.worstFirst().stream()
                .filter(severity -> bands.counts().get(severity) == most)
                .map(words::severity)
                .toList();
        said.add(
                leading.size() == 1
                        ? words.say("severity.most", leading.get(0), most, scored, words.percent(most, scored))
                        : words.begin(words.say("severity.tie", words.list(leading), most, scored)));
        int critical = bands.counts().get(Severity.CRITICAL);
        scope.before()
                .map(Bands::of)
                .filter(then -> then.counts().values().stream().anyMatch(n -> n > 0))
                .ifPresent(then -> said.add(compared(scope, critical, then, words)));
        if (bands.without() > 0) {
            said.add(words.say("severity.without", bands.without(), words.percent(bands.without(), scope.size())));
        }
        return said;
    }

    private static String compared(ChartScope scope, int now, Bands before, ChartWords words) {
        int then = before.counts().get(Severity.CRITICAL);
        String key = now > then ? "severity.more" : now < then ? "severity.fewer" : "severity.same";
        return words.say(key, now, then, scope.days().orElseThrow());
    }
}
