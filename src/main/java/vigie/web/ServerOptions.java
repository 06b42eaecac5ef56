package vigie.web;

import java.util.List;
import java.util.Optional;
import vigie.channel.MailLinks;
import vigie.model.Staleness;
import vigie.web.access.AccessOptions;
import vigie.web.access.Listen;

/**
 * Options of the server.
 *
 * @param access where it listens, and who may reach it
 * @param language of messages to the administrator: {@code en} or {@code fr}
 * @param staleness when a source is shown as stale
 * @param links checks the links of mails that pause a watch list; empty where there are none
 * @param channels the channels that the settings name: {@code mail}, {@code slack:ops}
 */
public record ServerOptions(
        AccessOptions access, String language, Staleness staleness, Optional<MailLinks> links, List<String> channels) {

    /** Keeps a copy. */
    public ServerOptions {
        channels = List.copyOf(channels);
    }

    /** The loopback interface, port 8080. */
    public static final ServerOptions DEFAULT = new ServerOptions(AccessOptions.DEFAULT, "en");

    /** With the default age from which a source is stale. */
    public ServerOptions(AccessOptions access, String language) {
        this(access, language, Staleness.DEFAULT, Optional.empty(), List.of());
    }

    /**
     * Open to all who can reach it.
     *
     * @param host name or address of the interface
     * @param port port; 0 for any free one
     */
    public ServerOptions(String host, int port) {
        this(new AccessOptions(new Listen(host, port), Optional.empty(), false, List.of(), Optional.empty()), "en");
    }

    /** The same, with another age from which a source is stale. */
    public ServerOptions with(Staleness other) {
        return new ServerOptions(access, language, other, links, channels);
    }

    /** The same, with links of mails. */
    public ServerOptions with(Optional<MailLinks> others) {
        return new ServerOptions(access, language, staleness, others, channels);
    }

    /** The same, with channels. */
    public ServerOptions with(List<String> others) {
        return new ServerOptions(access, language, staleness, links, others);
    }

    /** Name or address of the interface. */
    public String host() {
        return access.listen().host();
    }

    /** Port; 0 for any free one. */
    public int port() {
        return access.listen().port();
    }
}
