package vigie.web.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The client of a request, for rate limits. */
final class ClientAddress {

    private static final Pattern IPV4 = Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    /** Bytes that identify one site: a site with one IPv6 address usually has a /64 (RFC 6177). */
    private static final int SITE = 8;

    private ClientAddress() {}

    /**
     * The client: the connection's peer, or, behind a proxy, the last address that the proxy put into
     * {@code X-Forwarded-For}. All before it is what the client says of itself.
     */
    static String of(Incoming request, boolean behindProxy) {
        Optional<String> forwarded =
                behindProxy ? request.header("X-Forwarded-For").flatMap(list -> key(last(list))) : Optional.empty();
        return forwarded.or(() -> key(request.peer())).orElse("?");
    }

    private static String last(String list) {
        return list.substring(list.lastIndexOf(',') + 1).strip();
    }

    /** The address without port and zone; an IPv6 address as its /64. Nothing that would have to be looked up. */
    private static Optional<String> key(String text) {
        String address = text.startsWith("[") && text.contains("]") ? text.substring(1, text.indexOf(']')) : text;
        int zone = address.indexOf('%');
        address = zone < 0 ? address : address.substring(0, zone);
        int port = address.indexOf(':');
        if (port == address.lastIndexOf(':') && port >= 0) {
            address = address.substring(0, port);
        }
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress parsed = InetAddress.getByName(address.contains(":") ? "[" + address + "]" : address);
            return Optional.of(
                    parsed instanceof Inet6Address
                            ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), SITE))
                            : parsed.getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
