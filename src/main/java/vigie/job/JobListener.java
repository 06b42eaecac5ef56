package vigie.job;

import vigie.sync.Progress;
import vigie.sync.SourceReport;

/**
 * Told what jobs do, as values and not as sentences: the console, the pages and a log each render them in their own way.
 * Called by several threads.
 */
public interface JobListener extends Progress {

    /** Something happened. */
    void on(JobEvent event);

    /** A listener that tells this one, then the other. */
    default JobListener and(JobListener other) {
        JobListener first = this;
        return new JobListener() {
            @Override
            public void on(JobEvent event) {
                first.on(event);
                other.on(event);
            }

            @Override
            public Task begin(String source, String what, Unit unit, long total) {
                Task one = first.begin(source, what, unit, total);
                Task two = other.begin(source, what, unit, total);
                return new Task() {
                    @Override
                    public void at(long done) {
                        one.at(done);
                        two.at(done);
                    }

                    @Override
                    public void close() {
                        one.close();
                        two.close();
                    }
                };
            }

            @Override
            public void note(String source, String message) {
                first.note(source, message);
                other.note(source, message);
            }

            @Override
            public void finished(SourceReport report) {
                first.finished(report);
                other.finished(report);
            }
        };
    }
}
