package vigie.cli;

import java.util.concurrent.atomic.AtomicLong;
import vigie.job.JobProgress;
import vigie.sync.Progress;
import vigie.sync.SourceReport;

/** Tells the pages of a synchronisation what another progress tells the terminal. */
final class PageProgress implements Progress {

    private final Progress terminal;
    private final JobProgress pages;
    private final AtomicLong pieces = new AtomicLong();

    PageProgress(Progress terminal, JobProgress pages) {
        this.terminal = terminal;
        this.pages = pages;
    }

    @Override
    public Task begin(String source, String what, Unit unit, long total) {
        Task task = terminal.begin(source, what, unit, total);
        String key = source + " " + pieces.incrementAndGet();
        pages.at(key, new JobProgress.Piece(source, what, 0, total));
        return new Task() {
            @Override
            public void at(long done) {
                task.at(done);
                pages.at(key, new JobProgress.Piece(source, what, done, total));
            }

            @Override
            public void close() {
                task.close();
                pages.end(key);
            }
        };
    }

    @Override
    public void note(String source, String message) {
        terminal.note(source, message);
    }

    @Override
    public void finished(SourceReport report) {
        terminal.finished(report);
        pages.finished(new JobProgress.Done(
                report.source(), report.tally().added(), report.tally().changed(), report.error()));
    }
}
