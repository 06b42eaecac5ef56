package vigie.channel;

import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import vigie.fetch.NetworkFailure;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** Failures in words: English sentences, which {@link vigie.text.FailureText} knows. */
final class Failures {

    private static final int LONGEST = 300;

    private Failures() {}

    /** Why a host could not be reached, or what failed there. Holds the host and no path of an address, which may be a secret. */
    static String reason(String host, Throwable e) {
        if (has(e, AddressCheck.Refused.class)) {
            return message(e);
        }
        return NetworkFailure.reason(host, e)
                .orElseGet(() -> has(e, SSLException.class)
                        ? host + ": no secure connection: " + message(e)
                        : host + ": " + message(e));
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
