package vigie.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import vigie.store.Tally;
import vigie.sync.Progress;
import vigie.sync.SourceReport;
import vigie.text.Messages;

/** Shows a synchronisation: a bar for each longer piece of work on a terminal, a line for each source elsewhere. */
final class SyncProgress implements Progress, AutoCloseable {

    /** Pieces smaller than this are over before a bar could be read. */
    private static final long SMALL_BYTES = 2 << 20;

    private static final long SMALL_FEEDS = 20;

    private final Console console;
    private final Messages messages;
    private final boolean verbose;
    private final boolean bars;

    SyncProgress(Console console, Messages messages, boolean verbose) {
        this.console = console;
        this.messages = messages;
        this.verbose = verbose;
        this.bars = console.terminal() && !console.quiet();
    }

    @Override
    public Task begin(String source, String what, Unit unit, long total) {
        boolean small = total < (unit == Unit.BYTES ? SMALL_BYTES : SMALL_FEEDS);
        if (small || !bars) {
            if (!small && verbose) {
                console.say(messages.get("sync.begin", source, what));
            }
            return new Quiet();
        }
        return new Bar(new ProgressBarBuilder()
                .setTaskName(String.format("%-14s", source))
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(unit == Unit.BYTES ? " MB" : "", unit == Unit.BYTES ? 1 << 20 : 1)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .setUpdateIntervalMillis(200)
                .showSpeed()
                .clearDisplayOnFinish()
                .build());
    }

    @Override
    public void note(String source, String message) {
        if (verbose) {
            console.say(messages.get("sync.error", source, message));
        }
    }

    @Override
    public void finished(SourceReport report) {
        Tally tally = report.tally();
        String state = messages.get("sync.source." + report.outcome());
        console.say(messages.get("sync.line", report.source(), report.feeds(), tally.added(), tally.changed(), state));
        if (tally.skipped() > 0) {
            console.say(messages.get("sync.skipped", report.source(), tally.skipped()));
        }
        if (!report.error().isEmpty()) {
            console.error(messages.get("sync.error", report.source(), report.error()));
        }
    }

    @Override
    public void close() {
        // Bars close with their tasks.
    }

    private static final class Quiet implements Task {
        @Override
        public void at(long done) {}

        @Override
        public void close() {}
    }

    private record Bar(ProgressBar bar) implements Task {
        @Override
        public void at(long done) {
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A duration for a person. */
    static String age(Duration age, Messages messages) {
        if (age.toHours() < 2) {
            return messages.get("status.age.minutes", age.toMinutes());
        }
        return age.toDays() < 3
                ? messages.get("status.age.hours", age.toHours())
                : messages.get("status.age.days", age.toDays());
    }
}
