package vigie.fetch;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;

/** Why nothing came of asking a host, in sentences that {@link vigie.text.FailureText} knows. */
public final class NetworkFailure {

    private NetworkFailure() {}

    /** The sentence for a failure of the network or of the certificate; empty for any other. Of the address it holds the host only. */
    public static Optional<String> reason(String host, Throwable e) {
        if (has(e, HttpTimeoutException.class, SocketTimeoutException.class)) {
            return Optional.of(host + ": no answer, or one that stalled, within the time allowed");
        }
        if (unknownHost(e)) {
            return Optional.of("there is no host " + host + ", or no network");
        }
        if (untrusted(e)) {
            return Optional.of("the certificate of " + host
                    + " is not trusted: if it is right, name a truststore that has its authority"
                    + " (-Djavax.net.ssl.trustStore=FILE in JDK_JAVA_OPTIONS)");
        }
        return has(e, ConnectException.class, NoRouteToHostException.class)
                ? Optional.of("no connection to the host " + host)
                : Optional.empty();
    }

    /** Whether the host has no address. */
    static boolean unknownHost(Throwable e) {
        return has(e, UnresolvedAddressException.class, UnknownHostException.class);
    }

    /** Whether the certificate of the host is not accepted, as that of a proxy which reads along. */
    static boolean untrusted(Throwable e) {
        return has(e, GeneralSecurityException.class);
    }

    private static boolean has(Throwable e, Class<?>... types) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> Stream.of(types).anyMatch(type -> type.isInstance(cause)));
    }
}
