package vigie.job;

import vigie.sync.SourceReport;

/** Told what jobs do, and tells nobody. Listeners that care for one kind of news extend it. */
public class SilentListener implements JobListener {

    private static final Task UNWATCHED = new Task() {
        @Override
        public void at(long done) {
            // Nobody watches.
        }

        @Override
        public void close() {
            // Nobody watches.
        }
    };

    @Override
    public void on(JobEvent event) {
        // Nobody listens.
    }

    @Override
    public Task begin(String source, String what, Unit unit, long total) {
        return UNWATCHED;
    }

    @Override
    public void note(String source, String message) {
        // Nobody listens.
    }

    @Override
    public void finished(SourceReport report) {
        // Nobody listens.
    }
}
