package vigie.schedule;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vigie.model.ChangeKind;
import vigie.schedule.Simulation.Outage;
import vigie.schedule.Simulation.Run;
import vigie.store.JobState;
import vigie.store.Reader;
import vigie.store.sqlite.SqliteStore;

/** What must be true of a {@link Simulation}; each method gives a sentence for all that is not. */
final class SimulationChecks {

    private static final Duration DAY = Duration.ofDays(1);

    /** Where a source failed, its next success may come so much later; failures in a row wait a minute, two, four. */
    private static final Duration TRIED_AGAIN = Duration.ofMinutes(15);

    /** Of which the old value of an event is the new one of the event before. */
    private static final List<ChangeKind> CHAINED = List.of(ChangeKind.DESCRIPTION, ChangeKind.CVSS, ChangeKind.STATE);

    /** Parts of the content hash in which days of reading count, and what of them is compared. */
    private static final Map<String, String> OF_DAYS = Map.of(
            "records",
            "SELECT "
                    + joined(
                            "cve, source, state, hash, cvss_score, cvss_version, cvss_vector, cvss_source, cwe, cwe_source")
                    + " FROM record ORDER BY cve, source",
            "cves",
            "SELECT " + joined("id, state, cvss_score, cvss_version, cvss_vector, cvss_source, cwe, cwe_source")
                    + " FROM cve ORDER BY id",
            "epss",
            "SELECT " + joined("cve, score, percentile") + " FROM epss ORDER BY cve",
            "evidence",
            "SELECT " + joined("cve, kind, collection, source, ref, url, withdrawn IS NULL")
                    + " FROM evidence ORDER BY cve, kind, collection, source, ref",
            "epss history",
            "");

    private final Simulation simulation;
    private final Path home;
    private final List<Job> jobs;
    private final List<Run> runs;
    private final Map<String, Double> longest = new TreeMap<>();

    SimulationChecks(Simulation simulation, Path home) {
        this.simulation = simulation;
        this.home = home;
        this.jobs = simulation.jobs();
        this.runs = simulation.runs();
    }

    List<Run> runs() {
        return runs;
    }

    List<Run> of(String name) {
        return runs.stream().filter(run -> run.job().name().equals(name)).toList();
    }

    /** The longest pause of each source between two successes in parts of its cadence, suspensions and failures apart. */
    Map<String, Double> longestPauses() {
        return Map.copyOf(longest);
    }

    private static String joined(String columns) {
        return "concat_ws('|', " + columns + ")";
    }

    private static boolean done(Run run) {
        return run.told().result().outcome() == JobState.Outcome.DONE;
    }

    /** Whether a run asked a source for what the job asks it for: its own, those of its listings, and of reading everything again. */
    private static boolean covers(Run run, Job job) {
        return run.job().equals(job)
                || job.kind() == Job.Kind.SOURCE
                        && (run.told().result().read().contains(job.name())
                                || run.job().kind() == Job.Kind.LISTINGS
                                        && run.job().source().equals(job.name()));
    }

    private static boolean succeeds(Run run, Job job) {
        return done(run) || run.told().result().read().contains(job.name());
    }

    private boolean suspended(Instant from, Instant to) {
        return simulation.plan().suspensions().stream()
                .anyMatch(at -> at.isBefore(to) && at.plus(DAY).isAfter(from));
    }

    private boolean down(String source, Instant from, Instant to) {
        return simulation.plan().outages().stream()
                .anyMatch(outage -> outage.source().equals(source)
                        && outage.from().isBefore(to)
                        && outage.until().plus(Duration.ofHours(7)).isAfter(from));
    }

    private boolean trained(Instant from, Instant to) {
        return of(JobList.RETRAIN).stream()
                .anyMatch(run -> !run.begun().isBefore(from) && run.begun().isBefore(to.plus(Duration.ofHours(1))));
    }

    private List<Job> everySoOften() {
        return jobs.stream()
                .filter(job ->
                        job.cadence().filter(Cadence.Every.class::isInstance).isPresent())
                .toList();
    }

    /** Every source within 1.1 x its cadence, and none twice for the same. */
    List<String> cadences() {
        List<String> wrong = new ArrayList<>();
        for (Job job : everySoOften()) {
            Duration period = job.cadence().orElseThrow().period();
            List<Run> asking = runs.stream().filter(run -> covers(run, job)).toList();
            List<Run> successes =
                    asking.stream().filter(run -> succeeds(run, job)).toList();
            if (successes.isEmpty()) {
                wrong.add(job.name() + " never succeeded");
                continue;
            }
            for (int i = 0; i < successes.size(); i++) {
                Instant from = successes.get(i).begun();
                Instant to = i + 1 < successes.size()
                        ? successes.get(i + 1).begun()
                        : simulation.plan().end();
                Duration pause = Duration.between(from, to);
                boolean failed = asking.stream()
                        .anyMatch(run -> !succeeds(run, job)
                                && run.begun().isAfter(from)
                                && run.begun().isBefore(to));
                Duration most = period.multipliedBy(11).dividedBy(10).plus(failed ? TRIED_AGAIN : Duration.ZERO);
                if (!suspended(from, to) && !down(job.source(), from, to)) {
                    if (!failed) {
                        longest.merge(job.name(), (double) pause.toMillis() / period.toMillis(), Math::max);
                    }
                    if (pause.compareTo(most) > 0) {
                        wrong.add(job.name() + " not from " + from + " to " + to + ", " + pause);
                    }
                }
                boolean again =
                        i + 1 < successes.size() && successes.get(i + 1).job().equals(job);
                if (again && pause.compareTo(period) < 0 && !trained(from, to)) {
                    wrong.add(job.name() + " twice, at " + from + " and " + to);
                }
            }
        }
        return wrong;
    }

    /** What follows the wall clock runs once each time, also where the clocks change or the machine slept. */
    List<String> wallClock() {
        List<String> wrong = new ArrayList<>();
        for (Job job : jobs) {
            if (!job.kind().asksSource() && job.cadence().isPresent()) {
                Cadence cadence = job.cadence().get();
                Instant at = cadence.after(simulation.plan().start());
                while (at.isBefore(simulation.plan().end().minus(Duration.ofHours(1)))) {
                    Instant next = cadence.after(at);
                    Instant from = at;
                    Instant due = simulation.plan().suspensions().stream()
                            .filter(sleep ->
                                    !sleep.isAfter(from) && sleep.plus(DAY).isAfter(from))
                            .map(sleep -> sleep.plus(DAY))
                            .findFirst()
                            .orElse(at);
                    List<Run> then = of(job.name()).stream()
                            .filter(run ->
                                    !run.begun().isBefore(from) && run.begun().isBefore(next))
                            .toList();
                    if (due.isBefore(simulation.plan().end())) {
                        // While a source is down, everything is tried again every six hours.
                        boolean failing = job.kind() == Job.Kind.RECONCILE
                                && simulation.plan().outages().stream()
                                        .anyMatch(outage -> down(outage.source(), from, due));
                        Duration late =
                                failing ? DueRule.LONGEST_PAUSE.plus(Duration.ofMinutes(5)) : Duration.ofHours(1);
                        if (then.isEmpty() || then.get(0).begun().isAfter(due.plus(late))) {
                            wrong.add(job.name() + " missed at " + at);
                        }
                        if (then.stream().filter(SimulationChecks::done).count() > 1) {
                            wrong.add(job.name() + " more than once after " + at);
                        }
                    }
                    at = next;
                }
            }
        }
        return wrong;
    }

    /** What is not there yet is asked for hourly. */
    List<String> awaited() {
        List<String> wrong = new ArrayList<>();
        for (Job job : jobs) {
            if (job.kind() == Job.Kind.SOURCE && job.cadence().orElseThrow() instanceof Cadence.Daily daily) {
                List<Run> own = of(job.name());
                for (int i = 1; i < own.size(); i++) {
                    Instant from = own.get(i - 1).end();
                    Instant to = own.get(i).begun();
                    Duration most = daily.again().multipliedBy(11).dividedBy(10);
                    if (own.get(i - 1).told().result().outcome() == JobState.Outcome.AWAITED
                            && !suspended(from, to)
                            && Duration.between(from, to).compareTo(most) > 0) {
                        wrong.add(job.name() + " not from " + from + " to " + to);
                    }
                }
            }
        }
        return wrong;
    }

    /** No two runs that need the same at the same time. */
    List<String> overlaps() {
        List<String> wrong = new ArrayList<>();
        Map<String, Run> last = new HashMap<>();
        for (Run run : runs) {
            for (String held : run.job().holds()) {
                Optional.ofNullable(last.put(held, run))
                        .filter(before -> before.end().isAfter(run.begun()))
                        .ifPresent(before -> wrong.add(
                                before.job().name() + " and " + run.job().name() + " at " + run.begun()));
            }
        }
        return wrong;
    }

    /** After each suspension one run of a source makes up for what was missed, and none does at another time. */
    List<String> caughtUp() {
        List<String> wrong = new ArrayList<>();
        List<Run> left = new ArrayList<>(
                runs.stream().filter(run -> run.told().madeUp().isPresent()).toList());
        for (Instant sleep : simulation.plan().suspensions()) {
            Instant awake = sleep.plus(DAY);
            List<Run> then = left.stream()
                    .filter(run ->
                            !run.begun().isBefore(awake) && run.begun().isBefore(awake.plus(Duration.ofHours(2))))
                    .toList();
            left.removeAll(then);
            Map<String, Long> times =
                    then.stream().collect(Collectors.groupingBy(run -> run.job().name(), Collectors.counting()));
            times.forEach((name, count) -> {
                if (count > 1) {
                    wrong.add(name + " made up " + count + " times after " + awake);
                }
            });
            boolean whole = of(JobList.RECONCILE).stream()
                    .anyMatch(run -> !run.begun().isBefore(awake) && run.begun().isBefore(awake.plusSeconds(900)));
            everySoOften().stream()
                    .filter(job -> job.cadence().orElseThrow().period().compareTo(Duration.ofHours(12)) < 0)
                    .map(Job::source)
                    .distinct()
                    .filter(source -> !whole && !down(source, sleep.minus(DAY), awake))
                    .filter(source ->
                            then.stream().noneMatch(run -> run.job().source().equals(source)))
                    .forEach(source -> wrong.add(source + " did not make up after " + awake));
        }
        left.forEach(run -> wrong.add(run.job().name() + " made up at " + run.begun()));
        return wrong;
    }

    /**
     * What is held is what a home holds that was filled at once, apart from what depends on the days on which it was read: scores of past
     * days, since when a score holds, and dates of records and evidence that could not be true when they were read.
     */
    static List<String> content(Path home, Path atOnce) throws SQLException {
        List<String> wrong = new ArrayList<>();
        Map<String, String> here = hashes(home);
        hashes(atOnce).forEach((part, hash) -> {
            if (!OF_DAYS.containsKey(part) && !part.equals("all") && !hash.equals(here.get(part))) {
                wrong.add("other " + part);
            }
        });
        for (Map.Entry<String, String> part : OF_DAYS.entrySet()) {
            if (!part.getValue().isEmpty()) {
                same(part.getKey(), rows(atOnce, part.getValue()), rows(home, part.getValue()), wrong);
            }
        }
        return wrong;
    }

    private static Map<String, String> hashes(Path of) {
        try (Reader reader = SqliteStore.at(of).reader()) {
            return reader.contentHash();
        }
    }

    /** Every change is recorded once: entries of the catalogue, publications, and chains of values without a gap. */
    List<String> events() throws SQLException {
        List<String> wrong = new ArrayList<>();
        LocalDate first = simulation.plan().first();
        same(
                "entries of CISA KEV",
                rows(home, "SELECT cve FROM kev WHERE catalogue = 'cisa' AND added > '" + first + "' ORDER BY cve"),
                rows(home, "SELECT cve FROM change WHERE kind = 'kev_added' AND source = 'kev' ORDER BY cve"),
                wrong);
        // Those of the first day are from before or after the first load.
        same(
                "new publications",
                rows(home, "SELECT ref FROM bulletin WHERE published > '" + first + "' ORDER BY ref"),
                rows(
                        home,
                        "SELECT change.ref FROM change LEFT JOIN bulletin ON bulletin.ref = change.ref AND published = '"
                                + first + "' WHERE change.kind = 'bulletin' AND field = 'new' AND published IS NULL"
                                + " ORDER BY change.ref"),
                wrong);
        rows(
                        home,
                        "SELECT kind || ' ' || coalesce(cve, ref) || ' ' || field FROM change GROUP BY kind, cve, ref, field, who,"
                                + " old_value, new_value, source, day HAVING count(*) > 1")
                .forEach(row -> wrong.add("recorded twice: " + row));
        String kinds = CHAINED.stream().map(kind -> "'" + kind + "'").collect(Collectors.joining(", "));
        rows(
                        home,
                        "SELECT kind || ' ' || cve || ' ' || field || ' ' || id FROM (SELECT *, lead(old_value) OVER story AS"
                                + " following, lead(id) OVER story AS next FROM change WHERE kind IN (" + kinds
                                + ") WINDOW story"
                                + " AS (PARTITION BY kind, cve, field, who, source ORDER BY id)) WHERE next IS NOT NULL AND"
                                + " following IS NOT new_value")
                .forEach(row -> wrong.add("not followed by the next change: " + row));
        return wrong;
    }

    private static void same(String what, List<String> held, List<String> told, List<String> wrong) {
        if (!held.equals(told)) {
            List<String> missing = new ArrayList<>(held);
            missing.removeAll(Set.copyOf(told));
            List<String> more = new ArrayList<>(told);
            more.removeAll(Set.copyOf(held));
            wrong.add(what + ": " + missing.size() + " missing " + first(missing) + ", " + more.size() + " too many "
                    + first(more) + ", " + held.size() + " and " + told.size() + " in all");
        }
    }

    private static List<String> first(List<String> all) {
        return all.subList(0, Math.min(3, all.size()));
    }

    static List<String> rows(Path of, String sql) throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + of.resolve("vigie.db"));
                PreparedStatement statement = db.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(String.valueOf(row.getString(1)));
            }
            return rows;
        }
    }

    /** What a source was asked for when it was back: the requests of its first success, by kind of file. */
    Map<String, Long> askedAfter(Outage outage) {
        Run back = runs.stream()
                .filter(run ->
                        run.job().source().equals(outage.source()) || run.job().kind() == Job.Kind.RECONCILE)
                .filter(run -> !run.begun().isBefore(outage.until()) && done(run))
                .findFirst()
                .orElseThrow();
        return simulation.asked(back.begun(), back.end().plusMillis(100)).stream()
                .flatMap(line -> file(outage.source(), line).stream())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    /** The kind of a file of the CVE List or NVD that was answered. */
    static Optional<String> file(String source, String line) {
        boolean fetched = line.startsWith("200 ") || line.startsWith("206 ");
        if (source.equals("nvd") && fetched && line.contains("/nvdcve-2.0-")) {
            String part = line.contains("-modified.") ? "modified" : "year";
            return Optional.of(part + (line.endsWith(".meta") ? " .meta" : " feed"));
        }
        if (source.equals("cvelist") && fetched) {
            return line.contains("_all_CVEs_")
                    ? Optional.of("all CVEs")
                    : line.contains("_delta_CVEs_")
                            ? Optional.of("delta")
                            : line.endsWith("/deltaLog.json")
                                    ? Optional.of("change log")
                                    : line.contains("/cvelistV5/main/cves/") ? Optional.of("record") : Optional.empty();
        }
        return Optional.empty();
    }

    /** The sentences of all checks. */
    List<String> all(Path atOnce) throws SQLException {
        List<String> wrong = new ArrayList<>(simulation.trouble());
        wrong.addAll(cadences());
        wrong.addAll(wallClock());
        wrong.addAll(awaited());
        wrong.addAll(overlaps());
        wrong.addAll(caughtUp());
        wrong.addAll(content(home, atOnce));
        wrong.addAll(events());
        return wrong;
    }
}
