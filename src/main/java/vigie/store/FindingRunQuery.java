package vigie.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs of the prioritisation of findings. */
public interface FindingRunQuery {

    /**
     * The runs, the newest first.
     *
     * @param name of these; empty for all
     * @param most how many, at least 1
     */
    List<FindingRun> runs(Optional<String> name, int most);

    /** A run by its number. */
    Optional<FindingRun> run(long id);

    /** The names of all runs, in their order, each once. */
    List<String> names();

    /** Hands out the findings of a run: UTF-8, lines of JSON as they were kept, in their order. */
    void parts(long run, Consumer<byte[]> taker);
}
