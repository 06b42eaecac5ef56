package vigie.channel;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides which addresses may be talked to: those of the public network, and those that the settings allow. A name is resolved once,
 * all its addresses are checked, and the connection is made to one of the checked addresses, so that a name which answers
 * differently the second time (DNS rebinding) leads nowhere. By the registries of special-purpose addresses (RFC 6890).
 */
final class AddressCheck {

    /** A host whose last part is a number is an IPv4 address for some programs, in whatever form. */
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");

    private static final Pattern DOTTED = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    /** Networks that are not reached through the public network, or that hold an IPv4 address within. */
    private static final List<Network> SPECIAL = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/96",
            "::ffff:0:0:0/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "100:0:0:1::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    private static final int IPV6 = 16;

    private final List<Network> allowed;
    private final Resolver resolver;

    /** Finds the addresses of a name. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** An address may not be talked to. The message names host and address. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** @param allowed networks that may be talked to although they are not of the public network */
    AddressCheck(List<Network> allowed, Resolver resolver) {
        this.allowed = List.copyOf(allowed);
        this.resolver = resolver;
    }

    /** As above, with the names of this system. */
    AddressCheck(List<Network> allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    /**
     * The addresses of a host, all of which may be talked to.
     *
     * @param encrypted whether nobody on the way can read what is sent: without that only networks that the settings allow are written
     *     to
     * @throws Refused if one of them may not, or if the host is a number in any other form than four decimal parts, or
     *     has a zone (RFC 4007), which only addresses have that are not public
     * @throws UnknownHostException if there is no such host
     */
    InetAddress[] resolve(String host, boolean encrypted) throws IOException {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
        if (NUMERIC.matcher(name).matches() && !DOTTED.matcher(name).matches()) {
            throw new Refused("the address " + host + " is not written as four decimal numbers");
        }
        if (name.indexOf('%') >= 0) {
            throw new Refused("the address " + host + " is of a network interface of this machine");
        }
        InetAddress[] found = resolver.resolve(name);
        for (InetAddress address : found) {
            if (!encrypted && !isAllowed(address)) {
                throw new Refused("without encryption nothing is sent to " + address.getHostAddress() + " of " + host
                        + ": outgoing.allow does not name it");
            }
            if (!mayBeReached(address)) {
                throw new Refused("the address " + address.getHostAddress() + " of " + host
                        + " is not public, and outgoing.allow does not name it");
            }
        }
        if (found.length == 0) {
            throw new UnknownHostException(host);
        }
        return found;
    }

    private boolean mayBeReached(InetAddress address) {
        boolean special =
                SPECIAL.stream().anyMatch(network -> network.holds(address)) || isTunnel(address.getAddress());
        return !special || isAllowed(address);
    }

    /** Whether the second half of an address of IPv6 is one of IPv4, whatever the first half is (ISATAP, RFC 5214, section 6.1). */
    private static boolean isTunnel(byte[] address) {
        return address.length == IPV6
                && (address[8] & 0xfd) == 0
                && address[9] == 0
                && address[10] == 0x5e
                && (address[11] & 0xff) == 0xfe;
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.holds(address));
    }

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts)
                .map(text -> Network.parse(text).orElseThrow())
                .toList();
    }

    /**
     * A network.
     *
     * @param first its first address: 4 or 16 bytes
     * @param bits how many bits of it all its addresses share
     */
    record Network(List<Byte> first, int bits) {

        private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

        /** A network or a single address: {@code 10.0.0.0/8}, {@code fd00::/8}, {@code 127.0.0.1}; empty for another text. */
        static Optional<Network> parse(String text) {
            String[] parts = text.strip().split("/", -1);
            boolean four = DOTTED.matcher(parts[0]).matches();
            if (parts.length > 2 || !LITERAL.matcher(parts[0]).matches() || !four && parts[0].indexOf(':') < 0) {
                return Optional.empty();
            }
            try {
                // A literal is never looked up.
                byte[] bytes = InetAddress.getByName(parts[0]).getAddress();
                int bits = parts.length == 1 ? bytes.length * Byte.SIZE : Integer.parseInt(parts[1]);
                return bits < 0 || bits > bytes.length * Byte.SIZE
                        ? Optional.empty()
                        : Optional.of(new Network(boxed(bytes), bits));
            } catch (UnknownHostException | NumberFormatException e) {
                return Optional.empty();
            }
        }

        /** Whether an address is in it. Java itself makes an IPv4 address of one that is mapped into IPv6. */
        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != first.size() || !(address instanceof Inet4Address || address instanceof Inet6Address)) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> i % Byte.SIZE;
                if ((bytes[i / Byte.SIZE] & mask) != (first.get(i / Byte.SIZE) & mask)) {
                    return false;
                }
            }
            return true;
        }

        private static List<Byte> boxed(byte[] bytes) {
            Byte[] boxed = new Byte[bytes.length];
            Arrays.setAll(boxed, i -> bytes[i]);
            return List.of(boxed);
        }
    }
}
