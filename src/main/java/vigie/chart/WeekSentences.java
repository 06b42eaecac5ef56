package vigie.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import vigie.model.Bulletin;

/** What the weeks say: how many publications, which week had most, how many there were before. */
final class WeekSentences {

    private static final int NAMED_AT_MOST = 3;

    private WeekSentences() {}

    static List<String> of(ChartScope scope, WeekChart.Weeks weeks, ChartWords words) {
        int all = scope.publications().size();
        if (all == 0) {
            return List.of(words.say("weeks.nothing"));
        }
        int size = weeks.mondays().size();
        int alerts = Arrays.stream(weeks.counts().get(Bulletin.Kind.ALERTE)).sum();
        List<String> said = new ArrayList<>();
        said.add(
                size == 1
                        ? words.say("weeks.total.one", all, alerts, weeks.name(0))
                        : words.say("weeks.total", all, alerts, size, words.tenths((double) all / size)));
        if (size > 1) {
            said.add(busiest(weeks, size, words));
        }
        scope.before().ifPresent(before -> {
            int then = before.publications().size();
            String key = all > then ? "weeks.more" : all < then ? "weeks.fewer" : "weeks.same";
            said.add(words.say(key, Math.abs(all - then), then, scope.days().orElseThrow()));
        });
        return said;
    }

    private static String busiest(WeekChart.Weeks weeks, int size, ChartWords words) {
        int most = IntStream.range(0, size).map(weeks::total).max().orElseThrow();
        List<String> names = IntStream.range(0, size)
                .filter(week -> weeks.total(week) == most)
                .mapToObj(weeks::name)
                .toList();
        return names.size() == 1
                ? words.say("weeks.most", names.get(0), most)
                : names.size() <= NAMED_AT_MOST
                        ? words.say("weeks.most.tie", words.list(names), most)
                        : words.say("weeks.most.ties", names.size(), most);
    }
}
