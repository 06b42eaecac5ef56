package vigie.chart;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import vigie.chart.ChartData.Axis;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Tone;
import vigie.index.Publication;
import vigie.model.Bulletin;

/** Publications by ISO week of their first version (ISO 8601: weeks begin on Monday), weeks without any too. */
final class WeekChart implements ChartBook.Maker {

    /**
     * Counts by week.
     *
     * @param mondays first days of the weeks, without gaps
     * @param counts by kind, then by week
     */
    record Weeks(List<LocalDate> mondays, Map<Bulletin.Kind, int[]> counts) {

        static Weeks of(ChartScope scope) {
            Map<Bulletin.Kind, int[]> counts = new EnumMap<>(Bulletin.Kind.class);
            List<LocalDate> mondays = new ArrayList<>();
            if (!scope.publications().isEmpty()) {
                LocalDate first = scope.filter().since().orElseGet(() -> published(scope, true));
                LocalDate last = scope.filter().until().orElseGet(() -> published(scope, false));
                for (LocalDate day = monday(first); !day.isAfter(last); day = day.plusWeeks(1)) {
                    mondays.add(day);
                }
            }
            for (Bulletin.Kind kind : Bulletin.Kind.values()) {
                counts.put(kind, new int[mondays.size()]);
            }
            for (Publication publication : scope.publications()) {
                long week =
                        java.time.temporal.ChronoUnit.WEEKS.between(mondays.get(0), monday(publication.published()));
                counts.get(publication.kind())[(int) week]++;
            }
            return new Weeks(mondays, counts);
        }

        private static LocalDate published(ChartScope scope, boolean first) {
            return scope.publications().stream()
                    .map(Publication::published)
                    .reduce((a, b) -> a.isBefore(b) == first ? a : b)
                    .orElseThrow();
        }

        private static LocalDate monday(LocalDate day) {
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }

        int total(int week) {
            return counts.values().stream().mapToInt(all -> all[week]).sum();
        }

        /** {@code 2026-W03}. */
        String name(int week) {
            LocalDate monday = mondays.get(week);
            return String.format(
                    "%d-W%02d", monday.get(IsoFields.WEEK_BASED_YEAR), monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }
    }

    @Override
    public ChartData make(ChartScope scope, ChartWords words) {
        Weeks weeks = Weeks.of(scope);
        List<String> names = new ArrayList<>();
        for (int week = 0; week < weeks.mondays().size(); week++) {
            names.add(weeks.name(week));
        }
        return new ChartData(
                "weeks",
                words.say("weeks.title"),
                Form.COLUMNS,
                new Axis(words.say("weeks.axis"), names),
                new Axis(words.say("weeks.counted.axis"), List.of()),
                List.of(
                        series(scope, weeks, Bulletin.Kind.ALERTE, Tone.ALERT, words),
                        series(scope, weeks, Bulletin.Kind.AVIS, Tone.PLAIN, words)),
                Optional.empty(),
                words.say("weeks.counted"),
                Sentences.of(scope, weeks, words));
    }

    private static Series series(ChartScope scope, Weeks weeks, Bulletin.Kind kind, Tone tone, ChartWords words) {
        List<Mark> marks = new ArrayList<>();
        ListAddresses links = new ListAddresses(scope.filter());
        for (int week = 0; week < weeks.mondays().size(); week++) {
            int count = weeks.counts().get(kind)[week];
            LocalDate since = later(weeks.mondays().get(week), scope.filter().since());
            LocalDate sunday = weeks.mondays().get(week).plusDays(6);
            LocalDate until = scope.filter().until().filter(sunday::isAfter).orElse(sunday);
            String label = words.say("weeks.mark." + kind, weeks.name(week), count);
            Optional<String> href = Optional.of(links.publications(kind, since.toString(), until.toString()))
                    .filter(any -> count > 0);
            marks.add(new Mark(week + 0.5, 0, count, label, tone, href));
        }
        return new Series(words.say("weeks." + kind), Kind.BAR, marks);
    }

    private static LocalDate later(LocalDate day, Optional<LocalDate> other) {
        return other.filter(day::isBefore).orElse(day);
    }

    /** What the weeks say: how many publications, which week had most, how many there were before. */
    private static final class Sentences {

        private static final int NAMED_AT_MOST = 3;

        private Sentences() {}

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
                            : total(scope, weeks, alerts, words));
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

        /** The average is one of whole weeks: in a week that the period cuts, fewer publications are counted. */
        private static String total(ChartScope scope, WeekChart.Weeks weeks, int alerts, ChartWords words) {
            int size = weeks.mondays().size();
            int all = scope.publications().size();
            int[] whole = IntStream.range(0, size)
                    .filter(week -> whole(scope, weeks.mondays().get(week)))
                    .toArray();
            if (whole.length == 0) {
                return words.say("weeks.total.cut", all, alerts, size);
            }
            String average =
                    words.tenths(IntStream.of(whole).map(weeks::total).average().orElseThrow());
            return words.say(
                    whole.length == size ? "weeks.total" : "weeks.total.whole",
                    all,
                    alerts,
                    size,
                    average,
                    whole.length);
        }

        private static boolean whole(ChartScope scope, LocalDate monday) {
            LocalDate sunday = monday.plusDays(6);
            return scope.filter().since().filter(monday::isBefore).isEmpty()
                    && scope.filter().until().filter(sunday::isAfter).isEmpty();
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
}
