package vigie.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import vigie.model.Observation;
import vigie.model.Severity;
import vigie.testing.CveText;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** Charts and their sentences against a count of what was put into the database, made without the program. */
class ChartRecountTest {

    private static final List<String> VENDORS = List.of("Acme", "Bolt", "Crane", "Drill");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /** A CVE of the test; a negative score is none. */
    private record One(String id, int tenths, TreeSet<String> vendors, int cwe, boolean exploited, boolean rejected) {}

    private record Cited(LocalDate day, List<One> cves) {}

    private static One one(Random random, int number) {
        TreeSet<String> vendors = new TreeSet<>();
        IntStream.range(0, random.nextInt(3)).forEach(i -> vendors.add(VENDORS.get(random.nextInt(4))));
        return new One(
                String.format("CVE-2026-%04d", number + 1),
                random.nextInt(5) == 0 ? -1 : random.nextInt(101),
                vendors,
                random.nextInt(4) == 0 ? 0 : 77 + random.nextInt(3),
                random.nextInt(4) == 0,
                random.nextInt(10) == 0);
    }

    private static Observation seen(One one) {
        CveText text = cve(one.id());
        if (one.rejected()) {
            return text.state("REJECTED").listed();
        }
        one.vendors().forEach(vendor -> text.product(vendor, vendor + " tool", "1", "affected"));
        if (one.tenths() >= 0) {
            text.cvss(one.tenths() / 10.0);
        }
        return (one.cwe() > 0 ? text.weakness("CWE-" + one.cwe(), "") : text).listed();
    }

    @Property(tries = 40)
    void whatChartsShowAndSayIsWhatIsThere(@ForAll long seed) {
        Random random = new Random(seed);
        List<One> all = IntStream.range(0, random.nextInt(30))
                .mapToObj(i -> one(random, i))
                .toList();
        List<Cited> publications = new ArrayList<>();
        try (TestHome home = TestHome.make()) {
            List<Observation> observations = new ArrayList<>();
            for (One one : all) {
                observations.add(seen(one));
                if (one.exploited() && !one.rejected()) {
                    observations.add(Seen.kev(one.id(), "cisa", "2026-01-07"));
                }
            }
            for (int i = 0; i < random.nextInt(8); i++) {
                List<One> cves =
                        all.stream().filter(one -> random.nextInt(3) == 0).toList();
                Cited cited = new Cited(FIRST.plusDays(random.nextInt(20)), cves);
                publications.add(cited);
                observations.add(bulletin(
                                "CERTFR-2026-AVI-" + (1000 + i),
                                cited.day().toString(),
                                cves.stream().map(One::id).toArray(String[]::new))
                        .seen());
            }
            home.ingest("2026-01-30", observations);
            compare(home, publications, FIRST.plusDays(10), FIRST.plusDays(14));
        }
    }

    private static void compare(TestHome home, List<Cited> publications, LocalDate since, LocalDate until) {
        ChartBook book = Charted.book(home, "en");
        List<Cited> meant = publications.stream()
                .filter(p -> !p.day().isBefore(since) && !p.day().isAfter(until))
                .toList();
        List<One> cves = meant.stream()
                .flatMap(p -> p.cves().stream())
                .filter(one -> !one.rejected())
                .distinct()
                .toList();
        var filter = Charted.period(since.toString(), until.toString());
        scores(book.chart("cvss", filter), book.chart("severity", filter), cves);
        vendors(book.chart("vendors", filter), cves);
        weaknesses(book.chart("weaknesses", filter), cves);
        pairs(book.chart("vendor-weakness", filter), cves);
        exploited(book.chart("exploited", filter), cves);
        ChartData weeks = book.chart("weeks", filter);
        assertThat(weeks.series().stream()
                        .flatMap(s -> s.marks().stream())
                        .mapToDouble(ChartData.Mark::value)
                        .sum())
                .isEqualTo(meant.size());
        if (!meant.isEmpty()) {
            assertThat(weeks.sentences().get(0))
                    .startsWith(meant.size() == 1 ? "One publication" : meant.size() + " publications");
        }
    }

    private static long count(List<One> cves, Predicate<One> which) {
        return cves.stream().filter(which).count();
    }

    private static void scores(ChartData cvss, ChartData severity, List<One> cves) {
        int[] scores =
                cves.stream().mapToInt(One::tenths).filter(t -> t >= 0).sorted().toArray();
        List<Integer> bins = Charted.values(cvss);
        for (int bin = 0; bin < 20; bin++) {
            int from = bin * 5;
            int to = bin == 19 ? 100 : from + 4;
            assertThat(bins.get(bin)).isEqualTo((int)
                    Arrays.stream(scores).filter(s -> s >= from && s <= to).count());
        }
        List<Integer> bands = new ArrayList<>();
        for (Severity band : List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
            bands.add((int) Arrays.stream(scores)
                    .filter(s -> Severity.of(s / 10.0) == band)
                    .count());
        }
        int without = (int) Arrays.stream(scores).filter(s -> s == 0).count();
        if (without > 0) {
            // A score of 0 is of no severity, which is shown where there is any.
            bands.add(without);
        }
        bands.add(cves.size() - scores.length);
        assertThat(Charted.values(severity)).isEqualTo(bands);
        if (scores.length > 1) {
            int n = scores.length;
            double median = n % 2 == 1 ? scores[n / 2] / 10.0 : (scores[n / 2 - 1] + scores[n / 2]) / 20.0;
            assertThat(cvss.sentences().get(0))
                    .startsWith(n + " CVEs have a CVSS base score. The median is " + decimals(median));
            // Equal scores have no density.
            boolean spread = scores[0] < scores[n - 1];
            assertThat(cvss.series()).hasSize(spread ? 2 : 1);
            assertThat(cvss.series().stream()
                            .flatMap(series -> series.marks().stream())
                            .mapToDouble(ChartData.Mark::value)
                            .allMatch(h -> h >= 0))
                    .isTrue();
        }
    }

    private static String decimals(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ENGLISH);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(number);
    }

    private static Map<String, Integer> tally(List<One> cves, java.util.function.Function<One, List<String>> by) {
        Map<String, Integer> tally = new HashMap<>();
        cves.forEach(one -> by.apply(one).forEach(name -> tally.merge(name, 1, Integer::sum)));
        return tally;
    }

    private static List<String> ranked(Map<String, Integer> tally) {
        return tally.keySet().stream()
                .sorted(Comparator.comparing((String name) -> -tally.get(name)).thenComparing(name -> name))
                .toList();
    }

    private static void vendors(ChartData chart, List<One> cves) {
        Map<String, Integer> tally = tally(cves, one -> List.copyOf(one.vendors()));
        List<String> names = ranked(tally);
        assertThat(chart.y().categories()).isEqualTo(names);
        assertThat(Charted.values(chart))
                .isEqualTo(names.stream().map(tally::get).toList());
        if (names.size() > 1) {
            long together = count(
                    cves, o -> o.vendors().contains(names.get(0)) || o.vendors().contains(names.get(1)));
            String share = new ChartWords(new vigie.text.Messages("en")).percent(together, cves.size());
            assertThat(chart.sentences().get(0))
                    .startsWith(names.get(0) + " and " + names.get(1) + " together make up " + share + " of the ")
                    .endsWith("(" + tally.get(names.get(0)) + " and " + tally.get(names.get(1)) + ").");
        }
    }

    private static List<String> weakness(One one) {
        return one.cwe() == 0 ? List.of() : List.of(Integer.toString(one.cwe()));
    }

    private static void weaknesses(ChartData chart, List<One> cves) {
        Map<String, Integer> tally = tally(cves, ChartRecountTest::weakness);
        List<String> names = ranked(tally);
        assertThat(Charted.values(chart))
                .isEqualTo(names.stream().map(tally::get).toList());
        long known = count(cves, one -> one.cwe() > 0);
        if (known > 1) {
            assertThat(chart.sentences().get(0)).contains("the " + known + " CVEs whose weakness is known");
        }
    }

    private static void pairs(ChartData chart, List<One> cves) {
        for (ChartData.Mark cell : chart.series().get(0).marks()) {
            String vendor = chart.x().categories().get((int) cell.x());
            String weakness = chart.y().categories().get((int) cell.y()).replaceFirst("^CWE-(\\d+).*", "$1");
            assertThat((long) cell.value())
                    .isEqualTo(count(
                            cves,
                            o -> o.vendors().contains(vendor) && weakness(o).contains(weakness)));
        }
    }

    private static void exploited(ChartData chart, List<One> cves) {
        long known = count(cves, One::exploited);
        if (!cves.isEmpty()) {
            assertThat(chart.sentences().get(0))
                    .startsWith((known == 0 ? "None" : known) + " of "
                            + (cves.size() == 1 ? "one CVE" : cves.size() + " CVEs"));
        }
        long critical = count(cves, one -> one.tenths() >= 90);
        long both = count(cves, one -> one.tenths() >= 90 && one.exploited());
        assertThat(chart.series().get(0).marks().get(0).value())
                .isCloseTo(critical == 0 ? 0 : 100.0 * both / critical, within(1e-9));
    }
}
