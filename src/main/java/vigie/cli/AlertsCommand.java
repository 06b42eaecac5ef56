package vigie.cli;

import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.channel.Letter;
import vigie.channel.LetterText;
import vigie.facts.ChangeLine;
import vigie.model.CveId;
import vigie.outbox.AlertFaults;
import vigie.outbox.AlertHistory;
import vigie.outbox.Explanation;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.PacketState;
import vigie.store.Reader;
import vigie.store.Writer;
import vigie.text.DayWords;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.PrintableJson;
import vigie.text.SourceNames;
import vigie.watch.Addressee;
import vigie.watch.Matched;
import vigie.watch.Subject;
import vigie.watch.WatchFileException;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;

/** {@code vigie alerts}: what people were told, why, and what became of it. */
@Command(name = "alerts")
final class AlertsCommand implements Callable<Integer> {

    private static final int USUAL = 50;
    private static final String BETWEEN = "  ";

    private final Vigie vigie;
    private final Messages words;
    private final Messages letters;

    AlertsCommand(Vigie vigie) {
        this.vigie = vigie;
        this.words = vigie.messages().bundle("alerts");
        this.letters = vigie.messages().bundle("letters");
    }

    @Override
    public Integer call() {
        return list(Optional.empty(), Optional.empty(), USUAL, false);
    }

    @Command(name = "list")
    int list(
            @Option(names = "--for", paramLabel = "NAME", descriptionKey = "watch.name") Optional<String> list,
            @Option(names = "--about", paramLabel = "CVE", descriptionKey = "alerts.about") Optional<String> matter,
            @Option(names = "--limit", paramLabel = "N", descriptionKey = "alerts.limit", defaultValue = "" + USUAL)
                    int limit,
            @Option(names = "--json", descriptionKey = "json") boolean json) {
        try (Reader reader = vigie.reader()) {
            AlertQuery query = reader.alerts();
            Collection<WatchList> lists = WatchLists.all(reader).lists();
            List<AlertHistory> found =
                    query
                            .alerts(new AlertQuery.Filter(list, matter.map(AlertsCommand::matter)), Math.max(1, limit))
                            .stream()
                            .map(kept -> AlertHistory.of(query, lists, kept, now()))
                            .toList();
            if (json) {
                vigie.console()
                        .print(PrintableJson.of(
                                found.stream().map(AlertHistory::document).toList()));
                return Exit.DONE;
            }
            found.forEach(one -> vigie.console().print(line(one)));
            AlertQuery.Counts counts = query.counts();
            vigie.console().say(found.isEmpty() ? words.get("list.none") : words.get("list.count", found.size()));
            tell(counts);
            Stream.concat(found.stream().flatMap(one -> one.fault().stream()), AlertFaults.ofLists(reader).stream())
                    .map(this::fault)
                    .forEach(vigie.console()::error);
            return Exit.DONE;
        }
    }

    private String fault(String fault) {
        return words.get("verify.fault", PlainText.line(FailureText.in(words, fault)));
    }

    private static String matter(String text) {
        return CveId.parse(text).map(CveId::toString).orElse(text.strip());
    }

    /** What a person should know of the outbox as a whole. */
    private void tell(AlertQuery.Counts counts) {
        long open = counts.in(PacketState.QUEUED) + counts.in(PacketState.SENDING) + counts.in(PacketState.UNKNOWN);
        if (open > 0) {
            vigie.console().say(words.get("open", open));
        }
        if (counts.in(PacketState.DEAD) > 0) {
            vigie.console().error(words.get("dead", counts.in(PacketState.DEAD)));
        }
        if (counts.doubtful() > 0) {
            vigie.console().say(words.get("doubtful", counts.doubtful()));
        }
    }

    private String line(AlertHistory one) {
        return Stream.of(
                        Long.toString(one.id()),
                        DayWords.minute(one.alert().at()),
                        one.alert().list(),
                        one.alert().matter(),
                        kind(one),
                        state(one))
                .map(PlainText::line)
                .collect(Collectors.joining(BETWEEN));
    }

    private String kind(AlertHistory one) {
        String kind = letters.get("kind." + one.alert().kind());
        return one.alert().urgent() ? words.get("urgent", kind) : kind;
    }

    private String state(AlertHistory one) {
        String due = one.due().map(DayWords::minute).orElse("");
        return words.get("state." + one.state(), due);
    }

    private Instant now() {
        return vigie.clock().instant();
    }

    @Command(name = "show")
    int show(
            @Parameters(paramLabel = "ID", descriptionKey = "alerts.id") long id,
            @Option(names = "--json", descriptionKey = "json") boolean json) {
        try (Reader reader = vigie.reader()) {
            AlertQuery query = reader.alerts();
            AlertHistory found = query.alert(id)
                    .map(kept -> AlertHistory.of(query, WatchLists.all(reader).lists(), kept, now()))
                    .orElseThrow(() -> new Exit.Failure(words.get("missing", Long.toString(id))));
            vigie.console()
                    .print(
                            json
                                    ? PrintableJson.of(found.document())
                                    : lines(sheet(
                                            found,
                                            WatchLists.named(
                                                    reader, found.alert().list()))));
            return Exit.DONE;
        } catch (WatchFileException e) {
            throw new Exit.Failure(e.sentence(vigie.messages().bundle("watch")));
        }
    }

    private static String lines(List<String> lines) {
        return lines.stream()
                .map(line ->
                        line.substring(0, line.length() - line.stripLeading().length())
                                + Stream.of(line.strip().split(BETWEEN))
                                        .map(PlainText::line)
                                        .collect(Collectors.joining(BETWEEN)))
                .collect(Collectors.joining("\n"));
    }

    private List<String> sheet(AlertHistory one, Optional<WatchList> list) {
        List<String> lines = new ArrayList<>();
        lines.add(line(one));
        list.ifPresent(of -> {
            LetterText text = new LetterText(
                    new Letter(
                            "show",
                            Optional.empty(),
                            of.name(),
                            new Addressee(
                                    of.to().owner(), words.locale(), of.to().zone(), List.of()),
                            one.made(),
                            Letter.Occasion.ALERT,
                            List.of(one.alert())),
                    Optional.empty());
            LetterText.Entry entry = text.entry(one.alert());
            lines.add(entry.title());
            lines.addAll(entry.what());
            section(lines, letters.get("heading.why"), entry.why());
            section(lines, letters.get("heading.urgency"), entry.urgency());
            section(lines, letters.get("heading.cves"), entry.cves());
            section(
                    lines,
                    letters.get("heading.todo"),
                    entry.remedies().stream().map(LetterText.Link::url).toList());
        });
        lines.addAll(sent(one));
        return lines;
    }

    private void section(List<String> lines, String heading, List<String> content) {
        if (!content.isEmpty()) {
            lines.add(words.get("section", heading));
            content.forEach(line -> lines.add("  " + line));
        }
    }

    /** Each letter, packet and attempt. */
    private List<String> sent(AlertHistory one) {
        List<String> lines = new ArrayList<>();
        one.letters().forEach(letter -> {
            lines.add(words.get(
                    "letter",
                    letter.letter().address(),
                    words.get("occasion." + letter.letter().occasion()),
                    DayWords.minute(letter.letter().at()),
                    letter.letter().id()));
            letter.packets().forEach(packet -> {
                lines.add("  "
                        + words.get(
                                "packet." + packet.packet().state(),
                                packet.packet().id(),
                                DayWords.minute(packet.packet().due())));
                packet.attempts()
                        .forEach(attempt -> lines.add("    "
                                + words.get(
                                        "attempt",
                                        DayWords.minute(attempt.at()),
                                        words.get("outcome." + attempt.outcome().orElse("NONE")),
                                        attempt.answer())));
            });
        });
        return lines;
    }

    @Command(name = "why")
    int why(
            @Parameters(paramLabel = "CVE", descriptionKey = "alerts.matter") String text,
            @Option(names = "--for", paramLabel = "NAME", required = true, descriptionKey = "watch.name") String name,
            @Option(names = "--json", descriptionKey = "json") boolean json) {
        try (Reader reader = vigie.reader()) {
            WatchList list = WatchLists.named(reader, name)
                    .orElseThrow(() ->
                            new Exit.Failure(vigie.messages().bundle("watch").get("missing", name)));
            Subject subject =
                    Explanation.subject(reader, text).orElseThrow(() -> new Exit.WrongUse(words.get("unknown", text)));
            Explanation found = Explanation.of(reader, list, subject, now());
            vigie.console().print(json ? PrintableJson.of(found.document()) : lines(sheet(found)));
            return Exit.DONE;
        } catch (WatchFileException e) {
            throw new Exit.Failure(e.sentence(vigie.messages().bundle("watch")));
        }
    }

    private List<String> sheet(Explanation found) {
        List<String> lines = new ArrayList<>();
        lines.add(
                found.thread().isPresent()
                        ? words.get(
                                "why.told",
                                found.list().name(),
                                found.matter(),
                                found.alerts().size())
                        : words.get("why.untold", found.list().name(), found.matter()));
        if (found.list().paused()) {
            lines.add(words.get("why.paused"));
        }
        found.thread()
                .filter(thread -> !thread.equals(found.matter()))
                .ifPresent(thread -> lines.add(words.get("why.thread", thread)));
        lines.add(words.get("why.made", DayWords.minute(found.list().made())));
        section(
                lines,
                words.get("why.lines"),
                found.lines().isEmpty()
                        ? List.of(words.get("why.lines.none"))
                        : found.lines().stream().map(this::matched).toList());
        section(
                lines,
                words.get("why.conditions"),
                found.conditions().stream()
                        .map(check -> words.get(
                                "check." + check.answer(), check.words().replace('\n', ' ')))
                        .toList());
        section(
                lines,
                words.get("why.values"),
                found.values().stream().map(this::value).toList());
        section(
                lines,
                words.get("why.events"),
                found.events().isEmpty()
                        ? List.of(words.get("why.events.none"))
                        : found.events().stream().map(this::step).toList());
        found.alerts().forEach(alert -> {
            lines.add(line(alert));
            sent(alert).forEach(line -> lines.add("  " + line));
        });
        return lines;
    }

    private String matched(Matched one) {
        return letters.get(
                "why",
                one.line().text(),
                one.shown(),
                SourceNames.of(one.origin()),
                letters.get("certainty." + one.certainty()));
    }

    private String value(Explanation.Value value) {
        String name = words.get("value." + value.name());
        String known = value.value()
                .map(text -> text.equals("true") || text.equals("false") ? words.get("value." + text) : decimal(text))
                .orElse(words.get("value.unknown"));
        return value.since()
                .map(since -> words.get("value.since", name, known, since))
                .orElse(words.get("value", name, known));
    }

    /** A number with the decimal sign of the user's language. */
    private String decimal(String number) {
        return number.replace(
                '.', DecimalFormatSymbols.getInstance(words.locale()).getDecimalSeparator());
    }

    private String step(Explanation.Step step) {
        return words.get(
                "step",
                DayWords.minute(step.event().at()),
                ChangeLine.of(step.event(), vigie.messages()).what(),
                step.event().subject(),
                words.get(
                        "reason." + step.reason(),
                        step.alert().map(String::valueOf).orElse("")));
    }

    @Command(name = "retry")
    int retry(@Parameters(paramLabel = "ID", arity = "0..1", descriptionKey = "alerts.retry.id") Optional<Long> id)
            throws InterruptedException {
        List<Optional<Long>> which = List.of(Optional.empty());
        if (id.isPresent()) {
            try (Reader reader = vigie.reader()) {
                AlertQuery query = reader.alerts();
                which = query
                        .alert(id.get())
                        .map(kept -> AlertHistory.of(query, List.of(), kept, now()))
                        .orElseThrow(() -> new Exit.Failure(words.get("missing", Long.toString(id.get()))))
                        .letters()
                        .stream()
                        .flatMap(letter -> letter.packets().stream())
                        .map(packet -> Optional.of(packet.packet().number()))
                        .toList();
            }
        }
        int again = 0;
        try (Writer writer = vigie.jobs().writer()) {
            for (Optional<Long> packet : which) {
                again += writer.alerts().retry(packet, now());
            }
        }
        vigie.console().say(words.get("retried", again));
        return Exit.DONE;
    }

    @Command(name = "verify")
    int verify(@Option(names = "--json", descriptionKey = "json") boolean json) {
        try (Reader reader = vigie.reader()) {
            AlertQuery query = reader.alerts();
            long last = reader.changes().last();
            long mark = query.mark();
            List<String> faults = AlertFaults.of(reader);
            AlertQuery.Counts counts = query.counts();
            if (json) {
                Map<String, Object> all = new LinkedHashMap<>();
                all.put("last_event", last);
                all.put("evaluated", mark);
                all.put("waiting", counts.waiting());
                Map<String, Object> packets = new LinkedHashMap<>();
                for (PacketState state : PacketState.values()) {
                    packets.put(state.name().toLowerCase(Locale.ROOT), counts.in(state));
                }
                all.put("packets", packets);
                all.put("unknown_sent", counts.doubtful());
                all.put("faults", faults);
                vigie.console().print(PrintableJson.of(all));
                return faults.isEmpty() ? Exit.DONE : Exit.FAILED;
            }
            vigie.console()
                    .print(
                            last <= mark
                                    ? words.get("verify.evaluated", Long.toString(mark))
                                    : words.get("verify.behind", Long.toString(mark), Long.toString(last)));
            vigie.console().print(words.get("verify.waiting", counts.waiting()));
            faults.stream().map(this::fault).forEach(vigie.console()::error);
            query.gone()
                    .forEach(gone -> vigie.console()
                            .error(words.get(
                                    "verify.gone",
                                    PlainText.line(gone.address()),
                                    DayWords.minute(gone.at()),
                                    PlainText.line(gone.reason()))));
            if (faults.isEmpty()) {
                vigie.console().print(words.get("verify.whole"));
            }
            tell(counts);
            return faults.isEmpty() ? Exit.DONE : Exit.FAILED;
        }
    }
}
