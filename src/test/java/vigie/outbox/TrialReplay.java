package vigie.outbox;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.alert.Alert;
import vigie.alert.AlertJson;
import vigie.alert.Evaluator;
import vigie.fetch.Mirror;
import vigie.job.JobContext;
import vigie.job.ScoringJob;
import vigie.job.SettingsReader;
import vigie.job.SilentListener;
import vigie.job.SyncJob;
import vigie.source.Source;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.KeptAlert;
import vigie.store.FindingRun;
import vigie.store.Reader;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;
import vigie.sync.Extent;
import vigie.testing.MovableClock;
import vigie.testing.Replay;
import vigie.watch.WatchFile;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;

/**
 * Lives through days of the replay of the sources, one after the other: synchronises, scores, and evaluates what watch lists of all
 * kinds are told on each of them. Afterwards a trial of these days must say the same of each list.
 */
final class TrialReplay {

    private static final List<String> VENDORS = List.of(
            "Adobe",
            "Apache",
            "Cisco",
            "Debian",
            "Fortinet",
            "GitLab",
            "Google",
            "IBM",
            "Ivanti",
            "Juniper",
            "Microsoft",
            "Mozilla",
            "Oracle",
            "Red Hat",
            "SAP",
            "Siemens",
            "Synology",
            "Trend Micro",
            "Ubuntu",
            "VMware");

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry(
                    "names",
                    "products = ['MS Windows Server 2019', 'fortigate', 'linux kernel', 'openssl >= 3.0, < 3.2', 'FortiOS 7.2.4']"),
            Map.entry(
                    "cpes",
                    "cpes = ['cpe:2.3:o:microsoft:windows_server_2019:10.0.17763.0:*:*:*:*:*:*:*',"
                            + " 'cpe:2.3:a:mozilla:firefox:140.0:*:*:*:*:*:*:*']"),
            Map.entry(
                    "purls",
                    "purls = ['pkg:npm/lodash@4.17.20', 'pkg:maven/org.apache.struts/struts2-core@2.5.30',"
                            + " 'pkg:pypi/django@4.2']"),
            Map.entry("words", "words = ['authentication bypass', 'élévation de privilèges', 'wordpress']"),
            Map.entry("alertes", "publications = ['alertes']"),
            Map.entry("avis", "publications = ['avis']\nwhen.cvss = 9"),
            Map.entry("everything", "everything = true"),
            Map.entry("exploited", "everything = true\nwhen.exploited = true"),
            Map.entry("exploit", "everything = true\nwhen.exploit = true"),
            Map.entry("score", "everything = true\nwhen = {score = 0.02, unknown = false}"),
            Map.entry("score-high", "everything = true\nwhen = {score = 0.1, unknown = false}"),
            Map.entry("epss", "everything = true\nwhen = {epss = 0.1, unknown = false}"),
            Map.entry("cvss", "everything = true\nwhen = {cvss = 9.0, unknown = false}"),
            Map.entry("severe", "vendors = ['Microsoft', 'Cisco', 'Linux']\nwhen.severity = ['critical', 'high']"),
            Map.entry("unscored", "vendors = ['Microsoft', 'Linux']\nwhen.severity = ['none']"),
            Map.entry(
                    "quiet",
                    "everything = true\n[when]\nany = [{exploited = true}, {score = 0.3, unknown = false}]\nnot = {vendor = 'Microsoft'}"),
            Map.entry("narrow", "[[rule]]\nvendor = 'Microsoft'\nproduct = 'Windows'\nversion = '>= 10'\ncvss = 7.0"),
            Map.entry("runs", "runs = ['servers']"),
            Map.entry("mixed", "runs = ['servers']\nvendors = ['Fortinet']\nproducts = ['Windows Server 2019']"));

    private final Path home;
    private final Replay replay;
    private final MovableClock clock;
    private final JobContext context;
    private final List<WatchList> lists = new ArrayList<>();

    /**
     * What is said of the lists.
     *
     * @param told by list, what was told in these days, one line an alert
     * @param tried by list, what a trial of these days says
     */
    record Answers(Map<String, List<String>> told, Map<String, List<String>> tried) {}

    private TrialReplay(Path home, Replay replay, LocalDate first) throws IOException {
        this.home = home;
        this.replay = replay;
        this.clock = new MovableClock();
        clock.set(at(first));
        Path settings = Files.createDirectories(home).resolve("config.toml");
        Files.writeString(
                settings,
                "certfr.since = " + first.minusMonths(2) + "\nscore.since = " + first.minusMonths(2)
                        + "\nhttp.attempts = 2\n");
        this.context = new JobContext(
                home,
                SqliteStore.at(home),
                SettingsReader.read(Optional.of(settings), settings),
                new Mirror(Optional.of(URI.create(replay.address().toString()))),
                clock,
                new SilentListener());
    }

    private static Instant at(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** Lives through the days after the first, on which the home is filled and the lists are made. */
    static Answers run(Path home, LocalDate first, LocalDate last) throws Exception {
        try (Replay replay = Replay.moving(first, last, true)) {
            TrialReplay one = new TrialReplay(home, replay, first);
            one.bring(Optional.empty());
            one.makeLists(first);
            Evaluator evaluator = new Evaluator(one.clock, TrialReplay::fault);
            for (LocalDate day = first.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
                replay.moveTo(day.toString());
                one.clock.set(at(day));
                one.bring(Optional.of(evaluator));
            }
            return one.answers(first.plusDays(1), last);
        }
    }

    private static void fault(String fault) {
        throw new IllegalStateException(fault);
    }

    /** Each source is read at a moment of its own, and what it brought is evaluated before the next, as in {@code vigie up}. */
    private void bring(Optional<Evaluator> evaluator) throws Exception {
        SyncJob sync = new SyncJob(context);
        for (Source source : sync.sources()) {
            sync.run(List.of(source), sync.network(), Extent.USUAL);
            clock.pass(Duration.ofMinutes(1));
            if (evaluator.isPresent()) {
                evaluate(evaluator.get());
            }
        }
        new ScoringJob(context).run(false, false);
        if (evaluator.isPresent()) {
            evaluate(evaluator.get());
        }
    }

    private void makeLists(LocalDate day) throws Exception {
        try (Writer writer = context.writer();
                Reader reader = context.store().reader()) {
            StringBuilder found = new StringBuilder();
            reader.scan().published(day.minusMonths(2)).stream()
                    .filter(cve -> Math.floorMod(cve.hashCode(), 5) == 0)
                    .forEach(cve ->
                            found.append("{\"id\":\"" + cve + "\",\"asset\":\"web\",\"seen\":\"" + day + "\"}\n"));
            writer.keep(
                    new FindingRun(0, "servers", at(day), "{}"),
                    List.of(found.toString().strip().getBytes(StandardCharsets.UTF_8))
                            .iterator());
            long mark = reader.changes().last();
            Map<String, String> all = new LinkedHashMap<>();
            VENDORS.forEach(vendor ->
                    all.put(vendor.toLowerCase(Locale.ROOT).replace(' ', '-'), "vendors = ['" + vendor + "']"));
            all.putAll(OTHERS);
            all.forEach((name, toml) -> {
                WatchList list = WatchFile.read(toml, name, name, at(day), mark);
                WatchLists.keep(writer, list);
            });
        }
        try (Reader reader = context.store().reader()) {
            lists.addAll(WatchLists.all(reader).lists());
        }
    }

    private void evaluate(Evaluator evaluator) throws Exception {
        boolean more = true;
        while (more) {
            try (Reader reader = context.store().reader()) {
                more = evaluator.evaluate(reader, work -> {
                    try (Writer writer = context.writer()) {
                        work.with(writer.alerts());
                    }
                });
            }
        }
    }

    private Answers answers(LocalDate from, LocalDate today) {
        Map<String, List<String>> told = new LinkedHashMap<>();
        Map<String, List<String>> tried = new LinkedHashMap<>();
        try (Reader reader = context.store().reader()) {
            AlertQuery alerts = reader.alerts();
            lists.forEach(list -> told.put(list.name(), new ArrayList<>()));
            for (KeptAlert kept : alerts.waiting()) {
                told.get(kept.list())
                        .add(said(AlertJson.alert(alerts.alert(kept.id()).orElseThrow(), TrialReplay::fault)));
            }
            for (WatchList list : lists) {
                tried.put(
                        list.name(),
                        Trial.of(list, from, today, reader, TrialReplay::fault).alerts().stream()
                                .map(TrialReplay::said)
                                .toList());
            }
        }
        return new Answers(told, tried);
    }

    private static String said(Alert alert) {
        return alert.event() + " " + LocalDate.ofInstant(alert.at(), ZoneOffset.UTC) + " " + alert.kind() + " "
                + alert.matter()
                + (alert.urgent() ? " !" : "")
                + " "
                + alert.why().stream()
                        .map(why -> why.line().text())
                        .distinct()
                        .sorted()
                        .toList()
                + " " + alert.facts().cves().size();
    }

    /** @param arguments an empty folder, the first day and the last */
    public static void main(String[] arguments) throws Exception {
        Answers answers = run(Path.of(arguments[0]), LocalDate.parse(arguments[1]), LocalDate.parse(arguments[2]));
        int wrong = 0;
        System.out.println("| list | told | tried | only told | only tried |\n| --- | ---: | ---: | ---: | ---: |");
        List<String> differences = new ArrayList<>();
        for (String name : answers.told().keySet()) {
            Set<String> told = new HashSet<>(answers.told().get(name));
            Set<String> tried = new HashSet<>(answers.tried().get(name));
            List<String> missing = answers.told().get(name).stream()
                    .filter(one -> !tried.contains(one))
                    .toList();
            List<String> more = answers.tried().get(name).stream()
                    .filter(one -> !told.contains(one))
                    .toList();
            System.out.printf(
                    "| %s | %d | %d | %d | %d |%n",
                    name,
                    answers.told().get(name).size(),
                    answers.tried().get(name).size(),
                    missing.size(),
                    more.size());
            missing.forEach(one -> differences.add(name + " told  " + one));
            more.forEach(one -> differences.add(name + " tried " + one));
            wrong += missing.size() + more.size();
        }
        differences.forEach(System.out::println);
        System.exit(wrong == 0 ? 0 : 1);
    }
}
