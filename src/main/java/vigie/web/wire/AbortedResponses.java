package vigie.web.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UnsupportedEncodingException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;

/** Handles responses that fail while they are being sent. */
public final class AbortedResponses {

    /** The attribute of a request that was sent as HEAD. */
    static final String HEAD = "vigie.head";

    private AbortedResponses() {}

    /** Whether it failed because the client went away, or was sent away for being slow, which is its own affair. */
    public static boolean clientGone(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof EofException
                        || cause instanceof ClosedChannelException
                        || cause instanceof TimeoutException);
    }

    /** The status with which Jetty refuses a body that cannot be read, as a form that is cut; empty for all else. */
    public static OptionalInt refusal(Throwable failure) {
        return causes(failure)
                .mapToInt(AbortedResponses::status)
                .filter(status -> HttpStatus.isClientError(status))
                .findFirst();
    }

    private static int status(Throwable cause) {
        if (cause instanceof HttpException refused) {
            return refused.getCode();
        }
        boolean charset = cause instanceof UnsupportedEncodingException
                || cause instanceof UnsupportedCharsetException
                || cause instanceof IllegalCharsetNameException;
        return charset ? HttpStatus.BAD_REQUEST_400 : 0;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** Whether the content of the answer will not be sent, so that making a long one would be in vain. */
    public static boolean contentLeftOut(HttpServletRequest request) {
        return request.getAttribute(HEAD) != null;
    }

    /** Nobody is left to answer: ends the connection, which may be open in one direction still. */
    public static void hangUp(HttpServletRequest request, Throwable failure) {
        abort(request, failure);
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    /** A partial response must not look complete: closes the connection without the final chunk. */
    public static void abort(HttpServletRequest request, Throwable failure) {
        ServletContextRequest.getServletContextRequest(request)
                .getServletChannel()
                .abort(failure);
    }
}
