package vigie.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.facts.Freshness;
import vigie.finding.Fault;
import vigie.finding.FindingReader;
import vigie.finding.Format;
import vigie.finding.IgnoreFile;
import vigie.finding.MalformedReportException;
import vigie.finding.Reading;
import vigie.finding.Sink;
import vigie.finding.Suppressions;
import vigie.finding.format.Formats;
import vigie.report.FindingWriter;
import vigie.report.document.FindingPage;
import vigie.ssvc.Assets;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.SsvcException;
import vigie.ssvc.SsvcWords;
import vigie.ssvc.Tree;
import vigie.ssvc.Trees;
import vigie.store.FindingRun;
import vigie.store.FindingRunQuery;
import vigie.store.Reader;
import vigie.store.StoreException;
import vigie.text.DayWords;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;
import vigie.triage.Account;
import vigie.triage.AssetList;
import vigie.triage.Bill;
import vigie.triage.Change;
import vigie.triage.Earlier;
import vigie.triage.Gate;
import vigie.triage.Groups;
import vigie.triage.Knowledge;
import vigie.triage.Ranking;
import vigie.triage.Triage;
import vigie.triage.Why;

/** {@code vigie prioritise}: which findings of scanners first, and why. */
@Command(name = "prioritise")
final class PrioritiseCommand implements Callable<Integer> {

    private static final String OPENVEX = "openvex";
    private static final List<String> FORMATS =
            List.of("text", "json", "jsonl", "csv", "sarif", "cyclonedx-vex", OPENVEX, "ssvc", "html", "pdf");
    private static final List<String> GROUP_FORMATS = List.of("text", "json", "jsonl", "csv");

    /** A page of all rows of a large scan would fill thousands of sheets. */
    private static final long PAGE_ROWS = 500;

    private static final int MOST_ASSETS = 64 << 20;
    private static final String LAST = "last";
    private static final String NONE = "none";
    private static final int LONGEST_NAME = 100;
    private static final int SHOWN_GONE = 20;

    /** Whoever waits for a list does not wait for a synchronisation to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Parameters(paramLabel = "FILE|DIR|-", arity = "0..*", descriptionKey = "prioritise.files")
    private List<String> files = List.of();

    @Option(names = "--from", paramLabel = "FORMAT", descriptionKey = "prioritise.from")
    private Optional<String> from = Optional.empty();

    @Option(names = "--assets", paramLabel = "FILE", descriptionKey = "prioritise.assets")
    private Optional<Path> assets = Optional.empty();

    @Option(names = "--vex", paramLabel = "FILE|DIR", descriptionKey = "prioritise.vex")
    private List<Path> vex = List.of();

    @Option(names = "--ignore", paramLabel = "FILE", descriptionKey = "prioritise.ignore")
    private List<Path> ignore = List.of();

    @Option(names = "--tree", paramLabel = "NAME|FILE", descriptionKey = "prioritise.tree")
    private String tree = Trees.USUAL;

    @Option(names = "--fail-on", paramLabel = "CONDITION", split = ",", descriptionKey = "prioritise.fail-on")
    private List<String> failOn = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", descriptionKey = "prioritise.format")
    private String format = "text";

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "prioritise.out")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--top", paramLabel = "N", descriptionKey = "prioritise.top")
    private Optional<Long> top = Optional.empty();

    @Option(names = "--group", paramLabel = "fix|package|asset|cve", descriptionKey = "prioritise.group")
    private Optional<String> group = Optional.empty();

    @Option(names = "--since", paramLabel = "last|RUN|FILE|none", descriptionKey = "prioritise.since")
    private String since = LAST;

    @Option(names = "--name", paramLabel = "NAME", descriptionKey = "prioritise.name")
    private Optional<String> name = Optional.empty();

    @Option(names = "--no-keep", descriptionKey = "prioritise.no-keep")
    private boolean unkept;

    @Option(names = "--keep-going", descriptionKey = "prioritise.keep-going")
    private boolean keepGoing;

    private final Vigie vigie;
    private final Messages words;

    /** What does not count. */
    private final Suppressions suppressions = new Suppressions();

    PrioritiseCommand(Vigie vigie) {
        this.vigie = vigie;
        this.words = vigie.messages().bundle("findings");
    }

    @Override
    public Integer call() {
        if (files.isEmpty()) {
            throw new Exit.WrongUse(words.get("no.input"));
        }
        if (!FORMATS.contains(format)) {
            throw new Exit.WrongUse(words.get("wrong.format", format, String.join(", ", FORMATS)));
        }
        if (group.isPresent() && !GROUP_FORMATS.contains(format)) {
            throw new Exit.WrongUse(words.get("wrong.group.format"));
        }
        if (format.equals("pdf") && out.isEmpty()) {
            throw new Exit.WrongUse(words.get("wrong.pdf"));
        }
        if (top.filter(number -> number < 1).isPresent()) {
            throw new Exit.WrongUse(words.get("wrong.top"));
        }
        FindingReader reports = reports();
        Tree decides = tree();
        List<Gate> gates = gates(decides);
        Assets known = assets();
        Optional<Groups.By> by = group.map(
                text -> Groups.By.parse(text).orElseThrow(() -> new Exit.WrongUse(words.get("wrong.group", text))));
        out.ifPresent(file -> new OutFile(file, vigie.messages()).check());
        try (Reader reader = vigie.reader();
                Knowledge knowledge = new Knowledge(reader);
                Triage triage = new Triage(knowledge, decides, known, LocalDate.now(vigie.clock()))) {
            AtomicBoolean refused = new AtomicBoolean();
            vex.forEach(path -> documents(path, refused));
            triage.suppressedBy(suppressions);
            ignore.forEach(path -> ignored(path, refused));
            for (String file : files) {
                read(reports, file, triage, refused);
            }
            if (refused.get() && !keepGoing) {
                vigie.console().error(words.get("refused.all"));
                return Exit.FAILED;
            }
            Ranking alone = triage.rank();
            Optional<Earlier> earlier = earlier(reader, reports, decides, known);
            Ranking ranking = earlier.map(alone::since).orElse(alone);
            Freshness freshness = vigie.freshness(reader);
            write(ranking, by, freshness, reader);
            tell(ranking, freshness);
            keep(ranking, known);
            return status(ranking, gates, refused.get());
        }
    }

    /** What the runs of these files are called. */
    private String name() {
        return name.orElseGet(() -> {
            String all = files.stream()
                    .map(file -> file.equals(GivenIds.STDIN)
                            ? file
                            : String.valueOf(Path.of(file).getFileName()))
                    .sorted()
                    .collect(Collectors.joining(" "));
            return Sheet.shorten(PlainText.line(all), LONGEST_NAME);
        });
    }

    private Optional<Earlier> earlier(Reader reader, FindingReader reports, Tree decides, Assets known) {
        FindingRunQuery runs = reader.findingRuns();
        if (since.equals(NONE)) {
            return Optional.empty();
        }
        if (since.equals(LAST)) {
            Optional<FindingRun> last =
                    runs.runs(Optional.of(name()), 1).stream().findFirst();
            last.flatMap(AssetList::of)
                    .filter(list -> assets.isEmpty())
                    .ifPresent(list -> vigie.console().say(words.get("since.assets", PlainText.line(list.name()))));
            return last.map(run -> Earlier.of(runs, run));
        }
        Optional<FindingRun> run = since.matches("[0-9]{1,18}")
                ? runs.run(Long.parseLong(since))
                : runs.runs(Optional.of(since), 1).stream().findFirst();
        return run.map(one -> Earlier.of(runs, one)).or(() -> Optional.of(other(reader, reports, decides, known)));
    }

    /** Another report, as if it had been read now. */
    private Earlier other(Reader reader, FindingReader reports, Tree decides, Assets known) {
        if (since.equals(GivenIds.STDIN) || !Files.exists(Path.of(since))) {
            throw new Exit.WrongUse(words.get("wrong.since", since));
        }
        try (Knowledge knowledge = new Knowledge(reader);
                Triage triage = new Triage(knowledge, decides, known, LocalDate.now(vigie.clock()))) {
            AtomicBoolean refused = new AtomicBoolean();
            read(reports, since, triage, refused);
            if (refused.get() && !keepGoing) {
                throw new Exit.Failure(words.get("wrong.since.file", since));
            }
            return Earlier.of(since, triage.rank(), vigie.clock().instant());
        }
    }

    private void keep(Ranking ranking, Assets known) {
        if (unkept) {
            return;
        }
        try (vigie.store.Writer writer = vigie.store(vigie.home()).writer(PATIENCE, holder -> {})) {
            Instant now = vigie.clock().instant();
            Optional<AssetList> list = assets.map(file -> AssetList.of(String.valueOf(file.getFileName()), known, now));
            long id = writer.keep(Earlier.kept(ranking, name(), now, list), Earlier.parts(ranking));
            vigie.console().say(words.get("kept", id, name()));
        } catch (StoreException e) {
            vigie.console().error(words.get("kept.not", FailureText.in(vigie.messages(), e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
    }

    private FindingReader reports() {
        FindingReader any = Formats.reader();
        return from.map(name -> {
                    Format asked = Formats.named(name)
                            .orElseThrow(() -> new Exit.WrongUse(words.get(
                                    "wrong.from",
                                    name,
                                    Formats.ALL.stream().map(Format::name).collect(Collectors.joining(", ")))));
                    return any.as(asked);
                })
                .orElse(any);
    }

    private Tree tree() {
        Optional<Tree> official = Trees.named(tree);
        if (official.isPresent()) {
            return official.get();
        }
        try {
            return Tree.read(Files.readAllBytes(Path.of(tree)));
        } catch (IOException | InvalidPathException e) {
            throw new Exit.WrongUse(words.get("wrong.tree", tree, String.join(", ", Trees.names())));
        } catch (SsvcException e) {
            throw new Exit.Failure(tree + ": " + e.sentence(vigie.messages()));
        }
    }

    private List<Gate> gates(Tree decides) {
        return failOn.stream()
                .filter(text -> !text.equals("none"))
                .map(text -> Gate.parse(text, decides)
                        .orElseThrow(() -> new Exit.WrongUse(words.get(
                                "wrong.gate",
                                text,
                                decides.outcome().values().stream()
                                        .map(value -> value.name().replace(' ', '-'))
                                        .collect(Collectors.joining(", "))))))
                .toList();
    }

    private Assets assets() {
        if (assets.isEmpty()) {
            return Assets.NONE;
        }
        String name = assets.get().toString();
        try (InputStream in = Files.newInputStream(assets.get())) {
            return Assets.read(in.readNBytes(MOST_ASSETS));
        } catch (IOException e) {
            throw new Exit.Failure(name + ": " + FailureText.in(vigie.messages(), String.valueOf(e.getMessage())));
        } catch (SsvcException e) {
            throw new Exit.Failure(name + ": " + e.sentence(vigie.messages()));
        }
    }

    private void documents(Path path, AtomicBoolean refused) {
        Formats.reader().read(path, suppressions.documents(), reading -> {
            faults(reading);
            if (reading instanceof Reading.Refused || reading.counts().refused() > 0) {
                refused.set(true);
            } else {
                vigie.console()
                        .say(words.get(
                                "vex",
                                PlainText.line(reading.file()),
                                reading.counts().statements()));
            }
        });
    }

    private void ignored(Path path, AtomicBoolean refused) {
        String name = path.toString();
        try (InputStream in = Files.newInputStream(path)) {
            IgnoreFile file = IgnoreFile.read(name, in.readNBytes(MOST_ASSETS), LocalDate.now(vigie.clock()));
            suppressions.add(file);
            file.faults().forEach(fault -> fault(name, fault));
            refused.set(refused.get() || !file.faults().isEmpty());
            if (!file.expired().isEmpty()) {
                vigie.console()
                        .say(words.get("ignore.expired", name, file.expired().size()));
            }
        } catch (IOException e) {
            throw new Exit.Failure(name + ": " + FailureText.in(vigie.messages(), String.valueOf(e.getMessage())));
        } catch (MalformedReportException e) {
            throw new Exit.Failure(words.get(
                    "refused",
                    name,
                    e.position().line() == 0 ? "" : ":" + e.position(),
                    FailureText.in(vigie.messages(), e.getMessage())));
        }
    }

    private void read(FindingReader reports, String file, Triage triage, AtomicBoolean refused) {
        Sink sink = suppressions.applied(triage);
        java.util.function.Consumer<Reading> each = reading -> {
            triage.read(reading);
            tell(reading);
            if (reading instanceof Reading.Refused || reading.counts().refused() > 0) {
                refused.set(true);
            }
        };
        if (file.equals(GivenIds.STDIN)) {
            reports.read(GivenIds.STDIN, System.in, sink, each);
            return;
        }
        try {
            reports.read(Path.of(file), sink, each);
        } catch (InvalidPathException e) {
            throw new Exit.WrongUse(words.get("refused", file, "", e.getReason()));
        }
    }

    private void faults(Reading reading) {
        String name = PlainText.line(reading.file());
        reading.faults().forEach(fault -> fault(name, fault));
        long more = reading.counts().refused() - reading.faults().size();
        if (more > 0) {
            vigie.console().error(words.get("refused.more", name, more));
        }
    }

    private void fault(String name, Fault fault) {
        String where = fault.position().toString();
        vigie.console()
                .error(words.get(
                        "refused",
                        name,
                        where.isEmpty() ? "" : ":" + where,
                        PlainText.line(FailureText.in(vigie.messages(), fault.reason()))));
    }

    private void tell(Reading reading) {
        String name = PlainText.line(reading.file());
        faults(reading);
        if (reading instanceof Reading.Read read) {
            vigie.console()
                    .say(words.get("reading", name, read.format(), read.counts().findings()));
            if (Bill.is(read)) {
                vigie.console().say(words.get("components", name, read.counts().components()));
            }
            if (read.counts().statements() > 0 && read.counts().suppressed() == 0) {
                vigie.console().say(words.get("vex.unused", name, read.counts().statements()));
            }
        }
    }

    private void write(Ranking ranking, Optional<Groups.By> by, Freshness freshness, Reader reader) {
        if (format.equals(OPENVEX) && ranking.size() == 0) {
            // A document of OpenVEX has at least one statement; an older one left in its place would still be taken for
            // true.
            boolean removed = out.map(file -> new OutFile(file, vigie.messages()).remove())
                    .orElse(false);
            vigie.console().say(removed ? words.get("openvex.removed", out.get()) : words.get("openvex.nothing"));
            return;
        }
        Why why = new Why(vigie.messages(), Optional.of(reader));
        FindingWriter writer = new FindingWriter(ranking, freshness, vigie.messages(), why);
        FindingPage page = new FindingPage(vigie.messages());
        boolean paged = format.equals("html") || format.equals("pdf");
        long most = top.orElse(paged ? PAGE_ROWS : Long.MAX_VALUE);
        if (out.isEmpty()) {
            Writer results = vigie.console().results();
            if (paged) {
                vigie.console().print(page.html(ranking, freshness, name(), why, most));
            } else {
                write(writer, by, results, most);
            }
            return;
        }
        OutFile file = new OutFile(out.get(), vigie.messages());
        if (format.equals("pdf")) {
            file.writeBytes(to -> page.pdf(ranking, freshness, name(), why, most, to));
        } else {
            file.write(to -> {
                if (paged) {
                    to.write(page.html(ranking, freshness, name(), why, most));
                } else {
                    write(writer, by, to, most);
                }
                return 0;
            });
        }
        vigie.console().say(words.get("written", Math.min(most, ranking.size()), out.get()));
    }

    private void write(FindingWriter writer, Optional<Groups.By> by, Writer to, long most) {
        Writer buffered = new BufferedWriter(to, 1 << 16);
        if (by.isPresent()) {
            writer.groups(buffered, by.get(), format, most);
            return;
        }
        switch (format) {
            case "csv" -> writer.csv(buffered, most);
            case "jsonl" -> writer.lines(buffered, most);
            case "json" -> writer.json(buffered, most);
            case "sarif" -> writer.sarif(buffered, most);
            case "cyclonedx-vex" -> writer.cycloneDx(buffered, most);
            case "ssvc" -> writer.ssvc(buffered, most);
            case OPENVEX -> writer.openVex(buffered, most);
            default -> writer.text(buffered, vigie.console().width(), most);
        }
    }

    /** What became of all entries, what was decided, and how old what it rests on is: on standard error, beside the list. */
    private void tell(Ranking ranking, Freshness freshness) {
        Account account = ranking.account();
        SsvcWords ssvc = new SsvcWords(vigie.messages());
        Console console = vigie.console();
        console.say(words.get(
                "sum",
                account.entries(),
                account.listed(),
                account.unmatched(),
                account.suppressed(),
                account.refused()));
        if (!account.led().equals(Account.Led.NONE)) {
            console.say(words.get("led", account.led().byFiles(), account.led().byReferences()));
        }
        if (account.others() > 0) {
            console.say(words.get("others", account.others()));
        }
        List<String> counts = new ArrayList<>();
        for (Map.Entry<DecisionPoint.Value, Long> one : ranking.decisions().entrySet()) {
            counts.add(words.get("decision.count", ssvc.name(ranking.tree().outcome(), one.getKey()), one.getValue()));
        }
        console.say(words.get("decisions", ssvc.name(ranking.tree()), String.join(", ", counts)));
        if (ranking.undecided() > 0) {
            console.say(words.get("open", ranking.undecided()));
        }
        ranking.question().ifPresent(question -> console.say(question.words(vigie.messages(), ranking.size())));
        tellChange(ranking);
        console.say(words.get(
                "ages",
                freshness.lines().stream()
                        .filter(Freshness.Line::asked)
                        .map(line -> words.get(
                                "age",
                                line.name(),
                                line.day().map(LocalDate::toString).orElse(words.get("age.never"))))
                        .collect(Collectors.joining(", "))));
        freshness.warning(vigie.messages()).ifPresent(console::say);
    }

    private void tellChange(Ranking ranking) {
        if (ranking.earlier().isEmpty()) {
            if (!since.equals(NONE)) {
                vigie.console().say(words.get("since.first", name()));
            }
            return;
        }
        Earlier before = ranking.earlier().get();
        Map<Change.State, Long> counts = ranking.changes();
        List<Earlier.Gone> gone = ranking.gone();
        vigie.console()
                .say(words.get(
                        "since",
                        words.get("since.run", PlainText.line(before.label()), DayWords.minute(before.at())),
                        counts.getOrDefault(Change.State.NEW, 0L),
                        gone.size(),
                        counts.getOrDefault(Change.State.WORSE, 0L),
                        counts.getOrDefault(Change.State.BETTER, 0L),
                        counts.getOrDefault(Change.State.SAME, 0L),
                        counts.getOrDefault(Change.State.NOT_COMPARED, 0L)));
        if (!gone.isEmpty()) {
            vigie.console().say(words.get("gone.title", PlainText.line(before.label())));
            gone.stream()
                    .limit(SHOWN_GONE)
                    .forEach(one -> vigie.console()
                            .say("  "
                                    + words.get(
                                            "gone",
                                            one.id(),
                                            PlainText.line(one.component()),
                                            PlainText.line(one.asset()))));
            if (gone.size() > SHOWN_GONE) {
                vigie.console().say("  " + words.get("gone.more", gone.size() - SHOWN_GONE));
            }
        }
    }

    private int status(Ranking ranking, List<Gate> gates, boolean refused) {
        long[] stopped = new long[gates.size()];
        if (!gates.isEmpty()) {
            ranking.each(row -> {
                for (int i = 0; i < stopped.length; i++) {
                    stopped[i] += gates.get(i).stops(row) ? 1 : 0;
                }
            });
        }
        boolean any = false;
        for (int i = 0; i < stopped.length; i++) {
            if (stopped[i] > 0) {
                any = true;
                vigie.console().error(words.get("gate", gates.get(i).text(), stopped[i]));
            }
        }
        return any ? Exit.GATE : refused ? Exit.PARTIAL : Exit.DONE;
    }
}
