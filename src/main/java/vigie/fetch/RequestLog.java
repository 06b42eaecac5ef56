package vigie.fetch;

/** Told what becomes of requests; called by several threads. */
@FunctionalInterface
public interface RequestLog {

    /** Why a host gives no answer. */
    enum Silence {
        /** There is no host of that name, or no network to ask for it. */
        UNKNOWN_HOST,
        /** It cannot be connected to. */
        NO_CONNECTION,
        /** It has not answered for some seconds. */
        NO_ANSWER
    }

    /** A request and its outcome in one line, for {@code -v}. */
    void request(String line);

    /** A host gives no answer, but is asked again; told once for each host. */
    default void silent(String host, Silence why) {}
}
