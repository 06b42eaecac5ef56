package vigie.web.access;

import java.util.Optional;

/** The properties of a request that access control needs. */
public interface Incoming {

    /** The method, as sent. */
    String method();

    /** The path that it is routed by, decoded. */
    String path();

    /** Path and query, as sent. */
    String target();

    /** The values of a header, joined by commas if there are several. */
    Optional<String> header(String name);

    /** A cookie. */
    Optional<String> cookie(String name);

    /** A field of a form in the body. */
    Optional<String> formField(String name);

    /** The address that the connection comes from. */
    String peer();

    /** Whether the connection itself is encrypted. */
    boolean encrypted();
}
