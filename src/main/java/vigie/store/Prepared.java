package vigie.store;

/**
 * An observation with the work done that needs no database, as one kind of database wants it: made by the {@link Preparer}
 * of a {@link Writer} for that writer's {@link Ingest}.
 */
public interface Prepared {}
