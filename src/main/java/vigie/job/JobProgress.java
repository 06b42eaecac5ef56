package vigie.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import vigie.sync.SourceReport;

/**
 * Where the main job stands, for the pages, and what became of the jobs of the schedule, for the metrics; idle as long as no job tells
 * it anything.
 */
public final class JobProgress implements JobListener {

    private static final int PERCENT = 100;

    private final Map<Object, Piece> pieces = new LinkedHashMap<>();
    private final List<Done> done = new ArrayList<>();
    private final List<Consumer<JobEvent.ScheduledJobEnded>> ends = new CopyOnWriteArrayList<>();
    private Optional<JobEvent.Stage> stage = Optional.empty();
    private Optional<JobFailure> failure = Optional.empty();

    /**
     * A piece of work that is being done.
     *
     * @param done how much is done, in bytes or feeds
     * @param total how much there is, negative if not known
     */
    public record Piece(String source, String what, long done, long total) {

        /** How much of it is done, 0 to 100; 0 where it is not known. */
        public int percent() {
            return total <= 0 ? 0 : (int) Math.min(PERCENT, PERCENT * done / total);
        }
    }

    /**
     * A source whose synchronisation is over.
     *
     * @param added records that are new
     * @param changed records that changed
     * @param error why it failed; empty if it did not
     */
    public record Done(String source, long added, long changed, String error) {}

    /**
     * Where the job stands.
     *
     * @param stage empty while nothing is done
     * @param pieces pieces of work that are being done
     * @param done sources whose synchronisation is over in this run
     * @param failure why the last run failed; empty if it did not
     */
    public record State(
            Optional<JobEvent.Stage> stage, List<Piece> pieces, List<Done> done, Optional<JobFailure> failure) {

        /** Whether something is being done. */
        public boolean running() {
            return stage.isPresent();
        }
    }

    /** Where the job stands now. */
    public synchronized State state() {
        return new State(stage, List.copyOf(pieces.values()), List.copyOf(done), failure);
    }

    /** Tells of each run of a job of the schedule that ends from now on. */
    public void onEnd(Consumer<JobEvent.ScheduledJobEnded> listener) {
        ends.add(listener);
    }

    @Override
    public synchronized void on(JobEvent event) {
        if (event instanceof JobEvent.StageStarted started) {
            if (started.stage() == JobEvent.Stage.SYNC) {
                done.clear();
                failure = Optional.empty();
            }
            pieces.clear();
            stage = Optional.of(started.stage());
        } else if (event instanceof JobEvent.MainJobFailed failed) {
            failure = Optional.of(failed.failure());
        } else if (event instanceof JobEvent.MainJobEnded) {
            pieces.clear();
            stage = Optional.empty();
        } else if (event instanceof JobEvent.ScheduledJobEnded ended) {
            ends.forEach(listener -> listener.accept(ended));
        }
    }

    @Override
    public Task begin(String source, String what, Unit unit, long total) {
        Object key = new Object();
        put(key, new Piece(source, what, 0, total));
        return new Task() {
            @Override
            public void at(long now) {
                put(key, new Piece(source, what, now, total));
            }

            @Override
            public void close() {
                remove(key);
            }
        };
    }

    private synchronized void put(Object key, Piece piece) {
        pieces.put(key, piece);
    }

    private synchronized void remove(Object key) {
        pieces.remove(key);
    }

    @Override
    public void note(String source, String message) {
        // Pages show how much is done, not each request that is tried again.
    }

    @Override
    public synchronized void finished(SourceReport report) {
        done.add(
                new Done(report.source(), report.tally().added(), report.tally().changed(), report.error()));
    }
}
