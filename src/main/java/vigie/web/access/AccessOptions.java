package vigie.web.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Access options of the server.
 *
 * @param tokenFile the tokens that are needed; empty if reading is open
 * @param behindProxy whether a proxy authenticates, and tells about the client in {@code X-Forwarded-…} headers
 * @param hostNames the names that the server answers to
 * @param rate requests a second that a client may make, 0 for no limit; empty for the default
 */
public record AccessOptions(
        Listen listen, Optional<Path> tokenFile, boolean behindProxy, List<String> hostNames, Optional<Integer> rate) {

    /** For this machine only, without tokens. */
    public static final AccessOptions DEFAULT =
            new AccessOptions(Listen.DEFAULT, Optional.empty(), false, List.of(), Optional.empty());

    private static final int DEFAULT_RATE = 100;

    /** What is missing for a safe start. */
    public enum Missing {
        /** Reachable by others without access control. */
        GUARD,
        /** Behind a proxy without a public host name. */
        HOST_NAME
    }

    public AccessOptions {
        hostNames = List.copyOf(hostNames);
    }

    /** What is missing, if anything. */
    public Optional<Missing> missing() {
        if (listen.loopback() || tokenFile.isPresent()) {
            return Optional.empty();
        }
        if (!behindProxy) {
            return Optional.of(Missing.GUARD);
        }
        return hostNames.isEmpty() ? Optional.of(Missing.HOST_NAME) : Optional.empty();
    }

    /** The names that are answered to. */
    public HostCheck hostCheck() {
        return HostCheck.of(listen, hostNames, tokenFile.isPresent());
    }

    /** Requests a second that a client may make; empty for no limit. */
    public Optional<Integer> requestsASecond() {
        boolean onlyThisMachine = listen.loopback() && !behindProxy;
        return rate.or(() -> onlyThisMachine ? Optional.empty() : Optional.of(DEFAULT_RATE))
                .filter(limit -> limit > 0);
    }
}
