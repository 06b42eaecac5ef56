package vigie.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.facts.Freshness;
import vigie.store.Reader;
import vigie.store.StatusQuery;
import vigie.text.DayWords;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.text.PlainText;

/** {@code vigie status}: how fresh each source is, what could not be used, and the digest of the content. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {

    private static final int PROBLEMS = 10;

    @Option(names = "--hash", descriptionKey = "status.hash")
    private boolean hash;

    @Option(names = "--check", descriptionKey = "status.check")
    private boolean check;

    @Parameters(
            paramLabel = "SOURCE",
            completionCandidates = Values.Sources.class,
            arity = "0..*",
            descriptionKey = "status.source")
    private List<String> names = new ArrayList<>();

    private final Vigie vigie;
    private final Messages messages;

    StatusCommand(Vigie vigie) {
        this.vigie = vigie;
        this.messages = vigie.messages();
    }

    @Override
    public Integer call() {
        try (Reader reader = vigie.reader()) {
            if (hash) {
                reader.contentHash().forEach((part, value) -> vigie.console().print(value + "  " + part));
                return Exit.DONE;
            }
            Freshness freshness = vigie.freshness(reader);
            List<Freshness.Line> shown = chosen(freshness);
            if (check) {
                return check(freshness, shown);
            }
            StatusQuery status = reader.status();
            String sources = sources(status, freshness, shown);
            vigie.console().print(messages.get("status.title", vigie.home(), status.bytes() >> 20));
            vigie.console().print(sources);
            problems(status);
        }
        return Exit.DONE;
    }

    /** The sources that were asked for; all if there are none. */
    private List<Freshness.Line> chosen(Freshness freshness) {
        List<String> known =
                freshness.lines().stream().map(Freshness.Line::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new Exit.WrongUse(messages.get("sync.unknown", name, String.join(", ", known)));
        });
        return freshness.lines().stream()
                .filter(line -> names.isEmpty() || names.contains(line.name()))
                .toList();
    }

    /** A sentence for each stale source. One that was never asked counts where it is named, or where none was asked. */
    private int check(Freshness freshness, List<Freshness.Line> shown) {
        boolean any = freshness.lines().stream().anyMatch(Freshness.Line::asked);
        List<Freshness.Line> stale = shown.stream()
                .filter(line -> line.stale() && (line.asked() || !any || !names.isEmpty()))
                .toList();
        stale.forEach(line -> vigie.console().print(freshness.sentence(line, messages)));
        if (stale.isEmpty()) {
            vigie.console().print(messages.get("status.check.fresh") + asOf(freshness));
        }
        return stale.isEmpty() ? Exit.DONE : Exit.STALE;
    }

    private String asOf(Freshness freshness) {
        return freshness.asOf(messages).map(as -> " " + as + ".").orElse("");
    }

    private String sources(StatusQuery status, Freshness freshness, List<Freshness.Line> shown) {
        StringBuilder text = new StringBuilder();
        row(
                text,
                messages.get("status.head.source"),
                messages.get("status.head.success"),
                messages.get("status.head.age"),
                messages.get("status.head.data"),
                messages.get("status.head.records"),
                messages.get("status.head.state"));
        Map<String, StatusQuery.SourceState> states =
                status.sources(shown.stream().map(Freshness.Line::name).toList());
        for (Freshness.Line line : shown) {
            StatusQuery.SourceState state = states.get(line.name());
            row(
                    text,
                    line.name(),
                    line.success().map(DayWords::minute).orElse("–"),
                    line.success()
                            .map(at -> age(Duration.between(at, freshness.now())))
                            .orElse("–"),
                    line.day().map(LocalDate::toString).orElse("–"),
                    String.format(messages.locale(), "%,d", state.records()),
                    line.asked()
                            ? messages.get(line.stale() ? "status.stale" : "status.fresh")
                            : messages.get("status.never"));
            if (!state.error().isEmpty()) {
                text.append("    ")
                        .append(messages.get("status.error", PlainText.line(FailureText.in(messages, state.error()))))
                        .append('\n');
            }
        }
        freshness.asOf(messages).ifPresent(as -> text.append('\n').append(as).append(".\n"));
        shown.stream()
                .filter(line -> line.asked() && line.stale())
                .forEach(line -> text.append(freshness.sentence(line, messages)).append('\n'));
        List<String> never = shown.stream()
                .filter(line -> !line.asked())
                .map(Freshness.Line::name)
                .toList();
        if (!never.isEmpty()) {
            text.append(messages.get("status.never.some", String.join(", ", never)));
        }
        return text.toString();
    }

    /** A duration in its largest unit. */
    private String age(Duration age) {
        if (age.toHours() < 2) {
            return messages.get("status.age.minutes", Math.max(0, age.toMinutes()));
        }
        return age.toDays() < 3
                ? messages.get("status.age.hours", age.toHours())
                : messages.get("status.age.days", age.toDays());
    }

    private static void row(
            StringBuilder text, String source, String success, String age, String data, String records, String state) {
        text.append(String.format("%-15s %-17s %8s  %-11s %12s  %s\n", source, success, age, data, records, state));
    }

    private void problems(StatusQuery status) {
        long count = status.problemCount();
        if (count > 0) {
            vigie.console().print("\n" + messages.get("status.problems", count));
            for (StatusQuery.Problem problem : status.problems(PROBLEMS)) {
                String where = (problem.source() + " " + problem.feed() + " " + problem.record()).strip();
                vigie.console().print("  " + PlainText.line(FailureText.in(messages, where + ": " + problem.cause())));
            }
            if (count > PROBLEMS) {
                vigie.console().print("  " + messages.get("sheet.more", count - PROBLEMS));
            }
        }
    }
}
