package vigie.web.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the server listens.
 *
 * @param host name or address, that of IPv6 without brackets
 * @param port 0 to 65535; 0 takes any that is free
 */
public record Listen(String host, int port) {

    /** This machine only. */
    public static final Listen DEFAULT = new Listen("127.0.0.1", 8080);

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9.-]+)):([0-9]{1,5})");
    private static final int LAST_PORT = 65535;

    /** What {@code HOST:PORT} or {@code [IPv6]:PORT} says; empty if it is neither. */
    public static Optional<Listen> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > LAST_PORT) {
            return Optional.empty();
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return Optional.of(new Listen(host, Integer.parseInt(form.group(3))));
    }

    /** Whether only this machine can reach it; a name counts as all the addresses that it stands for. */
    public boolean loopback() {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** As written in a URL. */
    public String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
