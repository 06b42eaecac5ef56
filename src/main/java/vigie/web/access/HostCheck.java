package vigie.web.access;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under which names the server answers. Without that, a page of another site could have its own name lead to 127.0.0.1
 * and read from a visitor's browser what only the visitor may ("DNS rebinding").
 */
public final class HostCheck {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::[0-9]*)?");

    private final Optional<Set<String>> names;

    private HostCheck(Optional<Set<String>> names) {
        this.names = names;
    }

    /**
     * On loopback its own names and those given; elsewhere those given.
     *
     * @param anyIfNone whether elsewhere any name will do if none is given
     */
    public static HostCheck of(Listen listen, Collection<String> given, boolean anyIfNone) {
        Set<String> names = new TreeSet<>();
        given.forEach(name -> names.add(withoutPort(name.toLowerCase(Locale.ROOT))));
        if (listen.loopback()) {
            names.addAll(LOOPBACK);
            names.add(withoutPort(listen.authority().toLowerCase(Locale.ROOT)));
        } else if (names.isEmpty() && anyIfNone) {
            return new HostCheck(Optional.empty());
        }
        return new HostCheck(Optional.of(names));
    }

    /** Whether it answers to any name. */
    public boolean any() {
        return names.isEmpty();
    }

    /** Whether a request with this {@code Host} header is for this server, whatever the port. */
    public boolean serves(Optional<String> host) {
        return names.isEmpty()
                || host.map(h -> withoutPort(h.toLowerCase(Locale.ROOT)))
                        .filter(names.get()::contains)
                        .isPresent();
    }

    /** What is no host and port stays as it is, and is no name of this server. */
    private static String withoutPort(String authority) {
        Matcher form = AUTHORITY.matcher(authority);
        return form.matches() ? form.group(1) : authority;
    }
}
