package vigie.schedule;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vigie.schedule.Simulation.Outage;
import vigie.schedule.Simulation.Run;
import vigie.store.JobState;

/** Lives through up to sixty days of {@code vigie up} and prints in Markdown what came of them; exit status 1 if anything is wrong. */
final class SimulationBenchmark {

    private static final LocalDate FIRST = LocalDate.of(2025, 12, 2);
    /** An answer that says nothing and is not asked for again at once: a thousand runs would wait for pauses that are real. */
    private static final String CVE_LIST =
            "api.github.com:400,github.com/CVEProject:400,raw.githubusercontent.com/CVEProject:400";

    private SimulationBenchmark() {}

    /** @param arguments an empty folder, the days from 2025-12-02 on, at most 60, and {@code recent} for CVEs of 2025 and later only */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        Simulation.Plan all = plan(days, arguments.length > 2 && arguments[2].equals("recent"));
        long from = System.nanoTime();
        int wrong;
        try (Simulation simulation = Simulation.run(all, folder.resolve("home"))) {
            Duration took = Duration.ofNanos(System.nanoTime() - from);
            Files.write(
                    folder.resolve("runs.txt"),
                    simulation.runs().stream().map(run -> run.told().toString()).toList());
            Files.write(folder.resolve("requests.txt"), simulation.asked(Instant.MIN, Instant.MAX));
            simulation.fillAtOnce(folder.resolve("at-once"));
            wrong = print(
                    simulation,
                    new SimulationChecks(simulation, folder.resolve("home")),
                    folder.resolve("at-once"),
                    took);
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static Simulation.Plan plan(int days, boolean recent) {
        Instant end = FIRST.plusDays(days - 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Simulation.Plan(
                FIRST,
                days,
                recent,
                SimulationPlans.FAULTS,
                SimulationPlans.zone(LocalDate.of(2025, 12, 21), LocalDate.of(2026, 1, 18)),
                DayOfWeek.SUNDAY,
                List.of(
                                Instant.parse("2025-12-11T03:00:00Z"),
                                Instant.parse("2025-12-25T16:00:00Z"),
                                Instant.parse("2026-01-10T10:00:00Z"),
                                Instant.parse("2026-01-19T00:00:00Z"),
                                Instant.parse("2026-01-27T14:00:00Z"))
                        .stream()
                        .filter(end::isAfter)
                        .toList(),
                List.of(
                                outage("nvd", "nvd.nist.gov", "2025-12-07", 3),
                                outage("nvd", "nvd.nist.gov", "2025-12-14", 10),
                                outage("cvelist", CVE_LIST, "2025-12-04", 31),
                                outage("cvelist", CVE_LIST, "2026-01-13", 3))
                        .stream()
                        .filter(outage -> outage.until().isBefore(end))
                        .toList());
    }

    private static Outage outage(String source, String prefixes, String from, int days) {
        Instant begin = Instant.parse(from + "T01:00:00Z");
        return new Outage(source, prefixes, begin, begin.plus(Duration.ofDays(days)));
    }

    private static int print(Simulation simulation, SimulationChecks checks, Path atOnce, Duration took)
            throws Exception {
        Map<String, List<String>> results = new LinkedHashMap<>();
        results.put("trouble of the schedule", simulation.trouble());
        results.put("sources beyond 1.1 x their cadence, or asked twice for the same", checks.cadences());
        results.put("times of the wall clock missed or doubled", checks.wallClock());
        results.put("files that are not there yet and were not asked for hourly", checks.awaited());
        results.put("runs at the same time that need the same", checks.overlaps());
        results.put("sources that made up for a suspension never or twice, or made up for nothing", checks.caughtUp());
        results.put(
                "parts of the content that a home filled at once has otherwise",
                SimulationChecks.content(simulation.home(), atOnce));
        results.put("changes that are not recorded exactly once", checks.events());
        List<Run> runs = checks.runs();
        say(
                "%d days from %s, %d suspensions, %d outages, faults %s: %d runs, %d requests, %d minutes of real time",
                simulation.plan().days(),
                simulation.plan().first(),
                simulation.plan().suspensions().size(),
                simulation.plan().outages().size(),
                simulation.plan().faults(),
                runs.size(),
                simulation.requests(),
                took.toMinutes());
        say("");
        say("| job | runs | done | not there yet | partial | failed | made up | mean s | longest s | longest pause |");
        say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        Map<String, Double> pauses = checks.longestPauses();
        for (Job job : simulation.jobs()) {
            List<Run> own = checks.of(job.name());
            DoubleSummaryStatistics seconds = own.stream()
                    .mapToDouble(run -> run.told().time().toMillis() / 1e3)
                    .summaryStatistics();
            say(
                    "| `%s` | %d | %d | %d | %d | %d | %d | %.2f | %.1f | %s |",
                    job.name(),
                    own.size(),
                    count(own, JobState.Outcome.DONE),
                    count(own, JobState.Outcome.AWAITED),
                    count(own, JobState.Outcome.PARTIAL),
                    count(own, JobState.Outcome.FAILED),
                    own.stream().filter(run -> run.told().madeUp().isPresent()).count(),
                    own.isEmpty() ? 0 : seconds.getAverage(),
                    own.isEmpty() ? 0 : seconds.getMax(),
                    pauses.containsKey(job.name()) ? String.format(Locale.ROOT, "%.3f", pauses.get(job.name())) : "");
        }
        say("");
        say(
                "| source without an answer | from | until | stale at the end | then asked for, by the first run that succeeded |");
        say("| --- | --- | --- | --- | --- |");
        for (Outage outage : simulation.plan().outages()) {
            say(
                    "| `%s` | %s | %s | %s | %s |",
                    outage.source(),
                    outage.from(),
                    outage.until(),
                    String.join(", ", simulation.staleAtTheEnd(outage)),
                    checks.askedAfter(outage));
        }
        say("");
        say(
                "Events by kind: %s",
                SimulationChecks.rows(simulation.home(), "SELECT kind FROM change").stream()
                        .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting())));
        say("");
        say("| what must not be | found |");
        say("| --- | --- |");
        results.forEach((what, found) -> say("| %s | %d |", what, found.size()));
        results.values().forEach(found -> found.forEach(line -> say("WRONG %s", line)));
        return results.values().stream().mapToInt(List::size).sum();
    }

    private static long count(List<Run> runs, JobState.Outcome outcome) {
        return runs.stream()
                .filter(run -> run.told().result().outcome() == outcome)
                .count();
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
