package vigie.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.job.SyncJob;
import vigie.model.Staleness;
import vigie.source.Source;
import vigie.store.Reader;
import vigie.store.StatusQuery;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.text.PlainText;

/** {@code vigie status}: how fresh each source is, what could not be used, and the digest of the content. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {

    private static final int PROBLEMS = 10;

    @Option(names = "--hash", descriptionKey = "status.hash")
    private boolean hash;

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
            StatusQuery status = reader.status();
            String sources = sources(status);
            vigie.console().print(messages.get("status.title", vigie.home(), status.bytes() >> 20));
            vigie.console().print(sources);
            problems(status);
        }
        return Exit.DONE;
    }

    private String sources(StatusQuery status) {
        StringBuilder text = new StringBuilder();
        row(
                text,
                messages.get("status.head.source"),
                messages.get("status.head.success"),
                messages.get("status.head.age"),
                messages.get("status.head.records"),
                messages.get("status.head.state"));
        List<String> stale = new ArrayList<>();
        Staleness staleness = vigie.settings().staleness();
        Instant now = vigie.clock().instant();
        for (Source source : new SyncJob(vigie.jobs()).sources()) {
            StatusQuery.SourceState state = status.source(source.name());
            Optional<Duration> age = state.success().map(at -> Duration.between(at, now));
            boolean old = staleness.stale(state.success(), now);
            if (old) {
                stale.add(source.name());
            }
            row(
                    text,
                    source.name(),
                    state.success()
                            .map(at -> at.toString().substring(0, 16).replace('T', ' '))
                            .orElse("–"),
                    age.map(a -> age(a)).orElse("–"),
                    String.format(messages.locale(), "%,d", state.records()),
                    state.lastRun().isEmpty()
                            ? messages.get("status.never")
                            : messages.get(old ? "status.stale" : "status.fresh"));
            if (!state.error().isEmpty()) {
                text.append("    ")
                        .append(messages.get("status.error", PlainText.line(FailureText.in(messages, state.error()))))
                        .append('\n');
            }
        }
        if (!stale.isEmpty()) {
            text.append('\n').append(messages.get("status.stale.some", String.join(", ", stale)));
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
            StringBuilder text, String source, String success, String age, String records, String state) {
        text.append(String.format("%-15s %-17s %8s %12s  %s\n", source, success, age, records, state));
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
