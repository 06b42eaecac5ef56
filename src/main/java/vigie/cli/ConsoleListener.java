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
import tools.jackson.databind.JsonNode;
import vigie.feed.Published;
import vigie.job.JobEvent;
import vigie.job.JobListener;
import vigie.job.SyncResult;
import vigie.score.ModelStore;
import vigie.store.Tally;
import vigie.store.Thinned;
import vigie.sync.SourceReport;
import vigie.text.FailureText;
import vigie.text.Messages;

/**
 * Shows what jobs do on the console: a line for each event, and on a terminal a progress bar for the longer piece of work
 * that began last. There is one bar at a time, so that lines can be written above it.
 */
final class ConsoleListener implements JobListener {

    /** Smaller pieces of work are over before a bar could be read. */
    private static final long SMALL_BYTES = 2 << 20;

    private static final long SMALL_FEEDS = 20;

    private final Console console;
    private final Messages messages;
    private final boolean verbose;
    private final boolean bars;
    private final List<Piece> pieces = new ArrayList<>();
    private Optional<ProgressBar> bar = Optional.empty();

    ConsoleListener(Console console, Messages messages, boolean verbose) {
        this.console = console;
        this.messages = messages;
        this.verbose = verbose;
        this.bars = console.terminal() && !console.quiet();
    }

    @Override
    public void on(JobEvent event) {
        if (event instanceof JobEvent.Requested request) {
            if (verbose) {
                console.say(request.line());
            }
        } else if (event instanceof JobEvent.HostSilent silent) {
            say(messages.get("sync.silent." + silent.why(), silent.host()));
        } else if (event instanceof JobEvent.WaitingForLock waiting) {
            console.say(messages.get("sync.waiting", waiting.holder()));
        } else if (event instanceof JobEvent.FetchedLater later) {
            console.say(messages.get(
                    "earlier.synced", later.held().toString(), later.today().toString()));
        } else if (event instanceof JobEvent.Synced synced) {
            synced(synced.result().account());
        } else if (event instanceof JobEvent.ScoringStarted started) {
            console.say(messages.get("score.running", started.model()));
        } else if (event instanceof JobEvent.Scored scored) {
            console.say(messages.get(
                    "score.done", scored.run().scored(), scored.run().changed(), seconds(scored.time())));
        } else if (event instanceof JobEvent.FeedPublished published) {
            published(published);
        } else if (event instanceof JobEvent.FeedCommitted committed) {
            console.say(messages.get(committed.changed() ? "publish.committed" : "publish.same", committed.summary()));
        } else if (event instanceof JobEvent.Thinned thinned) {
            thinned(thinned.account());
        } else {
            training(event);
        }
    }

    private void synced(SyncResult.Account account) {
        console.say(messages.get("sync.total", seconds(account.time()), account.added(), account.changed()));
        if (!account.failed().isEmpty()) {
            console.error(messages.get("sync.failed", String.join(", ", account.failed())));
        }
    }

    private void published(JobEvent.FeedPublished event) {
        Published account = event.account();
        console.say(messages.get(
                "publish.done",
                account.cves(),
                account.changed(),
                account.removed(),
                account.files(),
                Math.round(account.bytes() / 1e6),
                seconds(event.time()),
                event.folder()));
        if (!account.complete()) {
            console.say(messages.get("publish.partly"));
        }
    }

    private void thinned(Thinned account) {
        if (account.any()) {
            console.say(messages.get(
                    "retention.done", account.scores(), account.epss(), account.changes(), account.runs()));
        }
    }

    private void training(JobEvent event) {
        if (event instanceof JobEvent.ReadingCorpus) {
            console.say(messages.get("train.loading"));
        } else if (event instanceof JobEvent.TrainingStarted started) {
            console.say(messages.get("train.learning", started.cves(), started.until()));
        } else if (event instanceof JobEvent.Trained trained) {
            trained(trained.model());
        } else if (event instanceof JobEvent.PromotionDecided decided) {
            console.say(decided.promotion().sentence(messages));
        }
    }

    private void trained(ModelStore.Kept model) {
        JsonNode card = model.card().json();
        console.say(messages.get(
                "train.done",
                model.id(),
                card.path("rows").path("count").asLong(0),
                card.path("rows").path("exploited_cves").asLong(0),
                card.path("features").asLong(0)));
        JsonNode heldOut = card.path("held_out");
        if (heldOut.has("model")) {
            console.say(messages.get(
                    "train.held",
                    heldOut.path("as_of").path(0).asString(""),
                    heldOut.path("positives").asLong(0),
                    auc(heldOut, "model"),
                    auc(heldOut, "logistic"),
                    auc(heldOut, "cvss")));
        }
    }

    private static double auc(JsonNode heldOut, String ranking) {
        return heldOut.path(ranking).path("roc_auc").path("value").asDouble(0);
    }

    private String seconds(Duration time) {
        return String.format(messages.locale(), "%.1f", time.toMillis() / 1000.0);
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
            say(messages.get("sync.error", source, FailureText.in(messages, message)));
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
            console.error(messages.get("sync.error", report.source(), FailureText.in(messages, report.error())));
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
            synchronized (ConsoleListener.this) {
                if (!pieces.isEmpty() && pieces.get(pieces.size() - 1) == this) {
                    bar.ifPresent(b -> b.stepTo(now));
                }
            }
        }

        @Override
        public void close() {
            synchronized (ConsoleListener.this) {
                if (pieces.remove(this)) {
                    show();
                }
            }
        }
    }
}
