package vigie.cli;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vigie.alert.Alert;
import vigie.channel.Channels;
import vigie.job.SyncJob;
import vigie.model.CveId;
import vigie.model.Severities;
import vigie.outbox.Trial;
import vigie.store.Reader;
import vigie.store.Writer;
import vigie.text.FailureText;
import vigie.text.IdText;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.PrintableJson;
import vigie.watch.Addressee;
import vigie.watch.Condition;
import vigie.watch.Delivery;
import vigie.watch.Matched;
import vigie.watch.NameCheck;
import vigie.watch.ProductFile;
import vigie.watch.Rule;
import vigie.watch.WatchFile;
import vigie.watch.WatchFileException;
import vigie.watch.WatchLine;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;

/** {@code vigie watch}: watch lists. */
@Command(name = "watch")
final class WatchCommand implements Runnable {

    private static final String USUAL_DAYS = "90d";

    private static final int MOST_BYTES = 64 << 20;

    /** So many lines that match nothing are named. */
    private static final int MOST_UNKNOWN = 20;

    @Spec
    private CommandSpec spec;

    private final Vigie vigie;
    private final Messages words;

    WatchCommand(Vigie vigie) {
        this.vigie = vigie;
        this.words = vigie.messages().bundle("watch");
    }

    @Override
    public void run() {
        spec.commandLine().usage(vigie.console().output());
    }

    /** What a list consists of, as options. */
    static final class Given {

        @Option(names = "--products", paramLabel = "FILE", descriptionKey = "watch.products")
        private List<String> files = List.of();

        @Option(names = "--mail", paramLabel = "ADDRESS", descriptionKey = "watch.mail")
        private List<String> mails = List.of();

        @Option(names = "--to", paramLabel = "CHANNEL:ADDRESS", descriptionKey = "watch.to")
        private List<String> addresses = List.of();

        @Option(names = "--owner", paramLabel = "NAME", descriptionKey = "watch.owner")
        private Optional<String> owner = Optional.empty();

        @Option(names = "--zone", paramLabel = "ZONE", descriptionKey = "watch.zone")
        private Optional<String> zone = Optional.empty();

        @Option(names = "--urgent", paramLabel = "PACE", descriptionKey = "watch.urgent")
        private Optional<String> urgent = Optional.empty();

        @Option(names = "--other", paramLabel = "PACE", descriptionKey = "watch.other")
        private Optional<String> other = Optional.empty();

        @Option(names = "--at", paramLabel = "HH:MM", descriptionKey = "watch.at")
        private Optional<String> at = Optional.empty();

        @Option(names = "--severity", paramLabel = "SEVERITY", split = ",", descriptionKey = "watch.severity")
        private List<String> severities = List.of();

        @Option(names = "--min-cvss", paramLabel = "N", descriptionKey = "watch.cvss")
        private Optional<Double> cvss = Optional.empty();

        @Option(names = "--min-score", paramLabel = "P", descriptionKey = "watch.score")
        private Optional<Double> score = Optional.empty();

        @Option(names = "--min-epss", paramLabel = "P", descriptionKey = "watch.epss")
        private Optional<Double> epss = Optional.empty();

        @Option(names = "--known-exploited", descriptionKey = "watch.exploited")
        private boolean exploited;

        @Option(names = "--public-exploit", descriptionKey = "watch.exploit")
        private boolean exploit;

        @Option(names = "--exclude-unknown", descriptionKey = "watch.unknown")
        private boolean excludeUnknown;
    }

    @Command(name = "add")
    int add(
            @Parameters(paramLabel = "NAME", index = "0", descriptionKey = "watch.name") String name,
            @Parameters(paramLabel = "KEY=VALUE", index = "1..*", arity = "0..*", descriptionKey = "watch.lines")
                    List<String> lines,
            @Mixin Given given,
            @Option(names = "--replace", descriptionKey = "watch.replace") boolean replace,
            @Option(names = "--no-test", descriptionKey = "watch.notest") boolean untested)
            throws InterruptedException {
        return said(() -> {
            WatchList asked = list(name, Optional.ofNullable(lines).orElse(List.of()), given);
            if (asked.rules().isEmpty()) {
                throw new Exit.WrongUse(words.get("nothing"));
            }
            return keep(asked, replace, !untested);
        });
    }

    private int keep(WatchList asked, boolean replace, boolean tested) throws InterruptedException {
        new SyncJob(vigie.jobs()).createDatabase();
        WatchList list;
        try (Reader reader = vigie.reader()) {
            Optional<WatchList> before = named(reader, asked.name());
            if (before.isPresent() && !replace) {
                throw new Exit.WrongUse(words.get("exists", asked.name()));
            }
            list = new WatchList(
                    asked.name(),
                    asked.to(),
                    asked.delivery(),
                    asked.rules(),
                    asked.when(),
                    false,
                    before.map(WatchList::made).orElse(asked.made()),
                    reader.changes().last());
            tellUnknown(NameCheck.of(reader, list.rules()));
            if (tested) {
                tell(trial(list, USUAL_DAYS, reader));
            }
        }
        write(writer -> WatchLists.keep(writer, list));
        vigie.console().say(words.get("added", list.name(), list.rules().size()));
        return Exit.DONE;
    }

    private static Optional<WatchList> named(Reader reader, String name) {
        try {
            return WatchLists.named(reader, name);
        } catch (WatchFileException e) {
            // One that cannot be read can still be replaced.
            return Optional.empty();
        }
    }

    private WatchList list(String name, List<String> lines, Given given) {
        Set<Rule> rules = new LinkedHashSet<>();
        Optional<WatchList> file = Optional.empty();
        for (String products : given.files) {
            byte[] bytes = file(products);
            if (products.endsWith(".toml")) {
                file = Optional.of(WatchFile.read(
                        IdText.decode(bytes), name, name, vigie.clock().instant(), 0));
                rules.addAll(file.get().rules());
            } else {
                rules.addAll(ProductFile.read(bytes));
            }
        }
        rules.addAll(WatchFile.rules(lines));
        WatchList base = file.orElseGet(
                () -> WatchFile.empty(name, name, vigie.clock().instant().truncatedTo(ChronoUnit.SECONDS), 0));
        Addressee to = base.to();
        Set<String> addresses = new LinkedHashSet<>(to.addresses());
        given.mails.forEach(mail -> addresses.add("mail:" + mail(mail)));
        given.addresses.forEach(address -> addresses.add(address(address)));
        Addressee addressee = new Addressee(
                given.owner.orElse(file.isPresent() ? to.owner() : name),
                file.isPresent() ? to.language() : vigie.messages().locale(),
                given.zone
                        .map(this::zone)
                        .orElse(
                                file.isPresent()
                                        ? to.zone()
                                        : vigie.settings().schedule().zone()),
                List.copyOf(addresses));
        Delivery usual = base.delivery();
        Delivery delivery = new Delivery(
                given.urgent.map(this::pace).orElse(usual.urgent()),
                given.other.map(this::pace).orElse(usual.other()),
                given.at.map(this::time).orElse(usual.at()),
                usual.on(),
                usual.quiet(),
                usual.criticalBreaksThrough(),
                usual.tellNothingNew());
        if (!WatchFile.NAME.matcher(name).matches()) {
            throw new Exit.WrongUse(words.get("error.name", name));
        }
        return new WatchList(
                name, addressee, delivery, List.copyOf(rules), condition(base.when(), given), false, base.made(), 0);
    }

    private Condition condition(Condition base, Given given) {
        boolean unknown = !given.excludeUnknown;
        List<Condition> all = new ArrayList<>();
        if (!base.equals(Condition.ALWAYS)) {
            all.add(base);
        }
        if (!given.severities.isEmpty()) {
            Severities severities = Severities.all(given.severities.stream()
                    .map(text -> Severities.parse(text)
                            .orElseThrow(() -> new Exit.WrongUse(words.get("error.severity", text))))
                    .toList());
            all.add(new Condition.Severe(severities, unknown));
        }
        given.cvss.ifPresent(least -> all.add(least(Condition.Number.CVSS, least, 10, "--min-cvss", unknown)));
        given.score.ifPresent(least -> all.add(least(Condition.Number.SCORE, least, 1, "--min-score", unknown)));
        given.epss.ifPresent(least -> all.add(least(Condition.Number.EPSS, least, 1, "--min-epss", unknown)));
        if (given.exploited) {
            all.add(new Condition.Exploited());
        }
        if (given.exploit) {
            all.add(new Condition.PublicExploit());
        }
        return all.isEmpty() ? Condition.ALWAYS : all.size() == 1 ? all.get(0) : new Condition.All(all);
    }

    private Condition least(Condition.Number number, double least, int most, String option, boolean unknown) {
        if (!(least >= 0 && least <= most)) {
            throw new Exit.WrongUse(words.get("error.number", option, most));
        }
        return new Condition.AtLeast(number, least, unknown);
    }

    private String mail(String text) {
        if (!Channels.isMailAddress(text)) {
            throw new Exit.WrongUse(words.get("mail.wrong", text));
        }
        return text;
    }

    private String address(String text) {
        if (!text.matches("[a-z]{1,20}:\\S{1,500}")) {
            throw new Exit.WrongUse(words.get("address.wrong", text));
        }
        return text;
    }

    private ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Exit.WrongUse(words.get("error.zone", text));
        }
    }

    private Delivery.Pace pace(String text) {
        try {
            return Delivery.Pace.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Exit.WrongUse(words.get("pace.wrong", text));
        }
    }

    private LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new Exit.WrongUse(words.get("time.wrong", text));
        }
    }

    private byte[] file(String name) {
        byte[] bytes;
        try (InputStream in = name.equals(GivenIds.STDIN) ? System.in : Files.newInputStream(Path.of(name))) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new Exit.Failure(words.get("file.read", name, FailureText.in(words, String.valueOf(e.getMessage()))));
        } catch (InvalidPathException e) {
            throw new Exit.Failure(words.get("file.read", name, e.getReason()));
        }
        if (bytes.length > MOST_BYTES) {
            throw new Exit.Failure(words.get("file.large", name, MOST_BYTES >> 20));
        }
        return bytes;
    }

    private void tellUnknown(List<NameCheck.Unknown> unknown) {
        unknown.stream().limit(MOST_UNKNOWN).forEach(one -> {
            String line = PlainText.line(one.rule().line().text());
            String near = one.nearest().stream().map(PlainText::line).collect(Collectors.joining(", "));
            vigie.console()
                    .error(near.isEmpty() ? words.get("unknown.line", line) : words.get("unknown.near", line, near));
        });
        if (unknown.size() > MOST_UNKNOWN) {
            vigie.console().error(words.get("unknown.more", unknown.size() - MOST_UNKNOWN));
        }
    }

    @Command(name = "test")
    int test(
            @Parameters(paramLabel = "NAME", descriptionKey = "watch.name") String name,
            @Option(names = "--last", paramLabel = "DAY", descriptionKey = "watch.last", defaultValue = USUAL_DAYS)
                    String last,
            @Option(names = "--json", descriptionKey = "json") boolean json)
            throws InterruptedException {
        return said(() -> {
            WatchList list = existing(name);
            try (Reader reader = vigie.reader()) {
                Trial trial = trial(list, last, reader);
                if (json) {
                    vigie.console().print(PrintableJson.of(json(trial)));
                } else {
                    trial.alerts().forEach(alert -> vigie.console().print(line(alert)));
                    tell(trial);
                }
            }
            return Exit.DONE;
        });
    }

    private Trial trial(WatchList list, String last, Reader reader) {
        Set<String> faults = new LinkedHashSet<>();
        Trial trial = Trial.of(list, vigie.day(last), LocalDate.now(vigie.clock()), reader, faults::add);
        faults.forEach(fault -> vigie.console().error(PlainText.line(fault)));
        return trial;
    }

    private String line(Alert alert) {
        Matched why = alert.why().isEmpty()
                ? new Matched(new WatchLine(WatchLine.Kind.ALL, ""), "", "", Matched.Certainty.NAME)
                : alert.why().get(0);
        return PlainText.line(String.join(
                "  ",
                LocalDate.ofInstant(alert.at(), ZoneOffset.UTC).toString(),
                alert.urgent() ? "!" : " ",
                alert.kind().name().toLowerCase(Locale.ROOT),
                alert.matter(),
                alert.why().isEmpty() ? "" : why.line().text() + " = " + why.where(),
                why.origin()));
    }

    private void tell(Trial trial) {
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
        said.add(words.get("trial.caught", trial.caught().size(), GivenIds.all(trial.caught())));
        if (!trial.missed().isEmpty()) {
            said.add(words.get("trial.missed", trial.missed().size(), GivenIds.all(trial.missed())));
        }
        said.add(words.get("trial.unrelated", trial.unrelated()));
        trial.threshold()
                .ifPresent(one -> said.add(words.get(
                        "trial.threshold",
                        words.get("number." + one.number()),
                        new BigDecimal(one.least()).round(new MathContext(3)).toPlainString(),
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
                    silent.stream().limit(MOST_UNKNOWN).collect(Collectors.joining(", "))
                            + (silent.size() > MOST_UNKNOWN ? ", ..." : "")));
        }
        said.forEach(line -> vigie.console().say(PlainText.line(line)));
    }

    private static Map<String, Object> json(Trial trial) {
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

    @Command(name = "list")
    int list(@Option(names = "--json", descriptionKey = "json") boolean json) {
        try (Reader reader = vigie.reader()) {
            WatchLists.Read read = WatchLists.all(reader);
            if (json) {
                vigie.console()
                        .print(PrintableJson.of(
                                read.lists().stream().map(WatchFile::json).toList()));
            } else {
                read.lists().forEach(list -> vigie.console().print(line(list)));
                if (read.lists().isEmpty()) {
                    vigie.console().say(words.get("list.none"));
                }
            }
            read.faults().forEach(fault -> vigie.console().error(PlainText.line(fault)));
            return read.faults().isEmpty() ? Exit.DONE : Exit.FAILED;
        }
    }

    private String line(WatchList list) {
        String to = list.to().addresses().isEmpty()
                ? words.get("list.page")
                : String.join(", ", list.to().addresses());
        String paused = list.paused() ? "  " + words.get("list.paused") : "";
        return PlainText.line(words.get("list.line", list.name(), list.rules().size(), to) + paused);
    }

    @Command(name = "show")
    int show(
            @Parameters(paramLabel = "NAME", descriptionKey = "watch.name") String name,
            @Option(names = "--json", descriptionKey = "json") boolean json)
            throws InterruptedException {
        return said(() -> {
            WatchList list = existing(name);
            vigie.console().print(json ? PrintableJson.of(WatchFile.json(list)) : sheet(list));
            return Exit.DONE;
        });
    }

    private String sheet(WatchList list) {
        List<String> lines = new ArrayList<>();
        lines.add(list.name() + (list.paused() ? " (" + words.get("list.paused") + ")" : ""));
        lines.add(words.get("show.owner", list.to().owner()));
        lines.add(words.get(
                "show.to",
                list.to().addresses().isEmpty()
                        ? words.get("list.page")
                        : String.join(", ", list.to().addresses())));
        lines.add(words.get("show.language", list.to().language().getDisplayLanguage(words.locale())));
        lines.add(words.get(
                "show.delivery",
                words.get("pace." + list.delivery().urgent()),
                words.get("pace." + list.delivery().other())));
        lines.add(words.get("show.made", list.made().toString()));
        if (!list.when().equals(Condition.ALWAYS)) {
            lines.add(words.get("show.when"));
            WatchFile.words(list.when()).lines().forEach(line -> lines.add("  " + line));
        }
        lines.add(words.get("show.lines", list.rules().size()));
        list.rules().forEach(rule -> {
            lines.add("  " + text(rule));
            WatchFile.words(rule.when()).lines().forEach(line -> lines.add("    " + line));
        });
        return lines.stream().map(PlainText::line).collect(Collectors.joining("\n"));
    }

    private static String text(Rule rule) {
        String kind = rule.line().kind() == WatchLine.Kind.NAME
                ? ""
                : rule.line().kind().name().toLowerCase(Locale.ROOT) + " ";
        return (kind + rule.line().text() + " " + rule.version().orElse("")).strip();
    }

    @Command(name = "export")
    int export(
            @Parameters(paramLabel = "NAME", descriptionKey = "watch.name") String name,
            @Option(names = "--format", paramLabel = "FORMAT", descriptionKey = "watch.format", defaultValue = "toml")
                    String format)
            throws InterruptedException {
        return said(() -> {
            WatchList list = existing(name);
            vigie.console()
                    .print(
                            switch (format) {
                                case "toml" -> PlainText.safe(WatchFile.write(list));
                                case "json" -> PrintableJson.of(WatchFile.json(list));
                                case "list" ->
                                    list.rules().stream()
                                            .map(rule -> PlainText.line((rule.line()
                                                                    .text() + " "
                                                            + rule.version().orElse(""))
                                                    .strip()))
                                            .collect(Collectors.joining("\n"));
                                default -> throw new Exit.WrongUse(words.get("format.wrong", format));
                            });
            return Exit.DONE;
        });
    }

    @Command(name = "pause")
    int pause(@Parameters(paramLabel = "NAME", descriptionKey = "watch.name") String name) throws InterruptedException {
        return change(name, list -> list.paused(true), "paused");
    }

    @Command(name = "resume")
    int resume(@Parameters(paramLabel = "NAME", descriptionKey = "watch.name") String name)
            throws InterruptedException {
        return change(name, list -> list.paused(false), "resumed");
    }

    private int change(String name, UnaryOperator<WatchList> change, String told) throws InterruptedException {
        return said(() -> {
            WatchList list = change.apply(existing(name));
            write(writer -> WatchLists.keep(writer, list));
            vigie.console().say(words.get(told, name));
            return Exit.DONE;
        });
    }

    @Command(name = "remove")
    int remove(@Parameters(paramLabel = "NAME", descriptionKey = "watch.name") String name)
            throws InterruptedException {
        return said(() -> {
            try (Reader reader = vigie.reader()) {
                if (reader.watchLists().stream().noneMatch(list -> list.name().equals(name))) {
                    throw new Exit.Failure(words.get("missing", name));
                }
            }
            write(writer -> writer.removeWatchList(name));
            vigie.console().say(words.get("removed", name));
            return Exit.DONE;
        });
    }

    private WatchList existing(String name) {
        try (Reader reader = vigie.reader()) {
            return WatchLists.named(reader, name).orElseThrow(() -> new Exit.Failure(words.get("missing", name)));
        }
    }

    private interface Writing {
        void to(Writer writer);
    }

    private void write(Writing writing) throws InterruptedException {
        try (Writer writer = vigie.jobs().writer()) {
            writing.to(writer);
        }
    }

    private interface Work {
        int run() throws InterruptedException;
    }

    private int said(Work work) throws InterruptedException {
        try {
            return work.run();
        } catch (WatchFileException e) {
            throw new Exit.WrongUse(e.sentence(words));
        }
    }
}
