package vigie.channel;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** Failures in words: English sentences, which {@link vigie.text.FailureText} knows. */
final class Failures {

    private static final int LONGEST = 300;

    private Failures() {}

    /** Why a host could not be reached, or what failed there. Holds the host and no path of an address, which may be a secret. */
    static String reason(String host, Throwable e) {
        if (has(e, UnknownHostException.class)) {
            return "there is no host " + host + ", or no network";
        }
        if (has(e, AddressCheck.Refused.class)) {
            return message(e);
        }
        if (has(e, GeneralSecurityException.class)) {
            return "the certificate of " + host + " is not trusted";
        }
        if (has(e, SocketTimeoutException.class)) {
            return host + ": no answer, or one that stalled, within the time allowed";
        }
        if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
            return "no connection to the host " + host;
        }
        return has(e, SSLException.class) ? host + ": no secure connection: " + message(e) : host + ": " + message(e);
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).anyMatch(type::isInstance);
    }

    private static String message(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : Sheet.shorten(PlainText.line(message), LONGEST);
    }
}
