package vigie.web.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EofException;

/** How answers end that do not end well. */
public final class Endings {

    private Endings() {}

    /** Whether it failed because the client went away, which is its own affair. */
    public static boolean clientGone(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(EofException.class::isInstance);
    }

    /** Half an answer must not pass for a whole one: ends the connection without the mark of the end. */
    public static void abort(HttpServletRequest request, Throwable failure) {
        ServletContextRequest.getServletContextRequest(request)
                .getServletChannel()
                .abort(failure);
    }
}
