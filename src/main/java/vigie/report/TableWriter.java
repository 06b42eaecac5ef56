package vigie.report;

import java.util.List;
import java.util.Optional;

/** Writes the table in one form. */
public interface TableWriter extends AutoCloseable {

    /** Writes a row, see {@link AlertTable#each}. */
    void row(List<Optional<?>> cells);

    @Override
    void close();
}
