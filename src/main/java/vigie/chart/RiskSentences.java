package vigie.chart;

import java.util.ArrayList;
import java.util.List;

/** What a risk matrix says: how many CVEs are in its zone, how many of them are exploited, what CVSS alone would give. */
final class RiskSentences {

    private RiskSentences() {}

    static List<String> of(RiskChart chart, ChartScope scope, List<RiskChart.Placed> placed, ChartWords words) {
        if (placed.isEmpty()) {
            return List.of(
                    scope.size() == 0 ? words.say("nothing") : words.say(chart.asked() + ".nothing", scope.size()));
        }
        List<String> said = new ArrayList<>();
        long critical = placed.stream().filter(chart::critical).count();
        said.add(words.say(
                chart.asked() + ".critical",
                critical,
                placed.size(),
                words.percent(critical, placed.size()),
                RiskChart.percent(chart.probable(), words),
                words.tenths(RiskChart.SEVERE)));
        said.add(exploited(chart, placed, critical, words));
        long severe =
                placed.stream().filter(one -> one.cvss() >= RiskChart.SEVERE).count();
        if (severe > critical) {
            said.add(words.say(
                    "risk.severe",
                    severe,
                    words.tenths(RiskChart.SEVERE),
                    severe - critical,
                    words.percent(severe - critical, severe)));
        }
        return said;
    }

    private static String exploited(RiskChart chart, List<RiskChart.Placed> placed, long critical, ChartWords words) {
        long known = placed.stream().filter(RiskChart.Placed::exploited).count();
        long inside = placed.stream()
                .filter(one -> one.exploited() && chart.critical(one))
                .count();
        if (known == 0) {
            return words.say("risk.exploited.none");
        }
        return critical == 0
                ? words.say("risk.exploited.outside", known)
                : words.say("risk.exploited", inside, known - inside);
    }
}
