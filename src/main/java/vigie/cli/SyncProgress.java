package vigie.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import vigie.store.Tally;
import vigie.sync.Progress;
import vigie.sync.SourceReport;
import vigie.text.Messages;

/**
 * Shows a synchronisation: on a terminal a bar for the longer piece of work that began last, elsewhere only a line for
 * each source. There is one bar at a time, so that lines can be written above it.
 */
final class SyncProgress implements Progress {

    /** Pieces smaller than this are over before a bar could be read. */
    private static final long SMALL_BYTES = 2 << 20;

    private static final long SMALL_FEEDS = 20;

    private final Console console;
    private final Messages messages;
    private final boolean verbose;
    private final boolean bars;
    private final List<Piece> pieces = new ArrayList<>();
    private Optional<ProgressBar> bar = Optional.empty();

    SyncProgress(Console console, Messages messages, boolean verbose) {
        this.console = console;
        this.messages = messages;
        this.verbose = verbose;
        this.bars = console.terminal() && !console.quiet();
    }

    @Override
    public Task begin(String source, String what, Unit unit, long total) {
        boolean small = total < (unit == Unit.BYTES ? SMALL_BYTES : SMALL_FEEDS);
        if (!small && verbose) {
            say(messages.get("sync.begin", source, what));
        }
        Piece piece = new Piece(source, unit, total);
        if (bars && !small) {
            synchronized (this) {
                pieces.add(piece);
                show();
            }
        }
        return piece;
    }

    /** Shows the piece that began last. */
    private void show() {
        bar.ifPresent(ProgressBar::close);
        bar = pieces.isEmpty()
                ? Optional.empty()
                : Optional.of(pieces.get(pieces.size() - 1).bar());
    }

    @Override
    public void note(String source, String message) {
        if (verbose) {
            say(messages.get("sync.error", source, message));
        }
    }

    @Override
    public void finished(SourceReport report) {
        Tally tally = report.tally();
        String state = messages.get("sync.source." + report.outcome());
        say(messages.get("sync.line", report.source(), report.feeds(), tally.added(), tally.changed(), state));
        if (tally.skipped() > 0) {
            say(messages.get("sync.skipped", report.source(), tally.skipped()));
        }
        if (!report.error().isEmpty()) {
            console.error(messages.get("sync.error", report.source(), report.error()));
        }
    }

    private void say(String line) {
        if (bars) {
            console.sayOverBar(line);
        } else {
            console.say(line);
        }
    }

    private final class Piece implements Task {

        private final String source;
        private final Unit unit;
        private final long total;
        private volatile long done;

        Piece(String source, Unit unit, long total) {
            this.source = source;
            this.unit = unit;
            this.total = total;
        }

        ProgressBar bar() {
            return new ProgressBarBuilder()
                    .setTaskName(String.format("%-14s", source))
                    .setInitialMax(total)
                    .startsFrom(done, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUnit(unit == Unit.BYTES ? " MB" : "", unit == Unit.BYTES ? 1 << 20 : 1)
                    .setSpeedUnit(ChronoUnit.SECONDS)
                    .setUpdateIntervalMillis(200)
                    .setMaxRenderedLength(Math.min(100, console.width() - 1))
                    .setConsumer(new ConsoleProgressBarConsumer(console.terminalStream()))
                    .showSpeed()
                    .clearDisplayOnFinish()
                    .build();
        }

        @Override
        public void at(long now) {
            done = now;
            synchronized (SyncProgress.this) {
                if (!pieces.isEmpty() && pieces.get(pieces.size() - 1) == this) {
                    bar.ifPresent(b -> b.stepTo(now));
                }
            }
        }

        @Override
        public void close() {
            synchronized (SyncProgress.this) {
                if (pieces.remove(this)) {
                    show();
                }
            }
        }
    }

    /** A duration for a person. */
    static String age(Duration age, Messages messages) {
        if (age.toHours() < 2) {
            return messages.get("status.age.minutes", Math.max(0, age.toMinutes()));
        }
        return age.toDays() < 3
                ? messages.get("status.age.hours", age.toHours())
                : messages.get("status.age.days", age.toDays());
    }
}
