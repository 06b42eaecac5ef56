package vigie.cli;

import java.time.LocalDate;
import java.util.ArrayList;
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
import vigie.job.SyncJob;
import vigie.outbox.Trial;
import vigie.outbox.TrialText;
import vigie.outbox.WatchDraft;
import vigie.store.Reader;
import vigie.store.Writer;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.PrintableJson;
import vigie.watch.Condition;
import vigie.watch.ConditionTable;
import vigie.watch.Rule;
import vigie.watch.WatchExport;
import vigie.watch.WatchFile;
import vigie.watch.WatchFileException;
import vigie.watch.WatchLine;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;

/** {@code vigie watch}: watch lists. */
@Command(name = "watch")
final class WatchCommand implements Runnable {

    private static final String USUAL_DAYS = WatchDraft.TRIAL_DAYS + "d";

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

    @Command(name = "add")
    int add(
            @Parameters(paramLabel = "NAME", index = "0", descriptionKey = "watch.name") String name,
            @Parameters(paramLabel = "KEY=VALUE", index = "1..*", arity = "0..*", descriptionKey = "watch.lines")
                    List<String> lines,
            @Mixin WatchArguments given,
            @Option(names = "--replace", descriptionKey = "watch.replace") boolean replace,
            @Option(names = "--no-test", descriptionKey = "watch.notest") boolean untested)
            throws InterruptedException {
        return said(() -> {
            WatchList asked = given.list(vigie, name, Optional.ofNullable(lines).orElse(List.of()));
            if (asked.rules().isEmpty()) {
                throw new Exit.WrongUse(words.get("nothing"));
            }
            WatchDraft.check(asked);
            return keep(asked, replace, !untested);
        });
    }

    private int keep(WatchList asked, boolean replace, boolean tested) throws InterruptedException {
        new SyncJob(vigie.jobs()).createDatabase();
        WatchList list;
        try (Reader reader = vigie.reader()) {
            if (!replace && WatchLists.taken(reader, asked.name())) {
                throw new Exit.WrongUse(words.get("exists", asked.name()));
            }
            WatchDraft draft = WatchDraft.of(asked, reader);
            list = draft.list();
            Map<String, Integer> nearest =
                    tested ? draft.nearest(LocalDate.now(vigie.clock()), reader, vigie.console()::error) : Map.of();
            draft.unknownLines(words, nearest).forEach(vigie.console()::error);
            if (tested) {
                tell(trial(list, USUAL_DAYS, reader));
            }
        }
        write(writer -> WatchLists.keep(writer, list));
        vigie.console().say(words.get("added", list.name(), list.rules().size()));
        return Exit.DONE;
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
                    vigie.console().print(PrintableJson.of(new TrialText(trial, words).json()));
                } else {
                    new TrialText(trial, words).alerts().forEach(vigie.console()::print);
                    tell(trial);
                }
            }
            return Exit.DONE;
        });
    }

    private void tell(Trial trial) {
        new TrialText(trial, words).sentences().forEach(vigie.console()::say);
    }

    private Trial trial(WatchList list, String last, Reader reader) {
        Set<String> faults = new LinkedHashSet<>();
        Trial trial = Trial.of(list, vigie.day(last), LocalDate.now(vigie.clock()), reader, faults::add);
        faults.forEach(fault -> vigie.console().error(PlainText.line(fault)));
        return trial;
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
            ConditionTable.words(list.when()).lines().forEach(line -> lines.add("  " + line));
        }
        lines.add(words.get("show.lines", list.rules().size()));
        list.rules().forEach(rule -> {
            lines.add("  " + text(rule));
            ConditionTable.words(rule.when()).lines().forEach(line -> lines.add("    " + line));
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
            WatchExport.Form form =
                    WatchExport.Form.of(format).orElseThrow(() -> new Exit.WrongUse(words.get("format.wrong", format)));
            WatchExport.File file = WatchExport.write(existing(name), form);
            vigie.console().print(file.text().stripTrailing());
            if (file.left() > 0) {
                vigie.console().error(words.get("export.left", file.left()));
            }
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
