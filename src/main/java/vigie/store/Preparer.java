package vigie.store;

import vigie.model.Observation;

/** Packs documents ahead of their writing, on whatever thread has time; one thread at a time. */
public interface Preparer extends AutoCloseable {

    /** Does for an observation what needs no database. */
    Prepared prepare(Observation observation);

    @Override
    void close();
}
