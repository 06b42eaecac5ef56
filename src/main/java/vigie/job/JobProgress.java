package vigie.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a synchronisation and what follows it go on, for the pages. Whoever runs them tells it, from any thread; without them
 * it stays idle.
 */
public final class JobProgress {

    private static final int PERCENT = 100;

    private final Map<String, Piece> pieces = new LinkedHashMap<>();
    private final List<Done> done = new ArrayList<>();
    private String stage = "";
    private String trouble = "";

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

    /** A source that is done with. */
    public record Done(String source, long added, long changed, String error) {}

    /**
     * What goes on.
     *
     * @param stage {@code sync}, {@code train}, {@code score}, {@code publish}; empty while nothing is done
     * @param pieces pieces of work that are being done
     * @param done sources that are done with in this run
     * @param trouble why the last run did not end well; empty if it did
     */
    public record State(String stage, List<Piece> pieces, List<Done> done, String trouble) {

        /** Whether something is being done. */
        public boolean running() {
            return !stage.isEmpty();
        }
    }

    /** What goes on now. */
    public synchronized State state() {
        return new State(stage, List.copyOf(pieces.values()), List.copyOf(done), trouble);
    }

    /** A stage begins: {@code sync}, {@code train}, {@code score} or {@code publish}. */
    public synchronized void stage(String name) {
        if (name.equals("sync")) {
            done.clear();
            trouble = "";
        }
        pieces.clear();
        stage = name;
    }

    /** Everything is done. */
    public synchronized void idle() {
        pieces.clear();
        stage = "";
    }

    /** It did not end well. */
    public synchronized void failed(String why) {
        idle();
        trouble = why;
    }

    /** So much of a piece is done; the same key means the same piece. */
    public synchronized void at(String key, Piece piece) {
        pieces.put(key, piece);
    }

    /** A piece is done with. */
    public synchronized void end(String key) {
        pieces.remove(key);
    }

    /** A source is done with. */
    public synchronized void finished(Done source) {
        done.add(source);
    }
}
