package vigie.channel;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the settings say of ways to reach people; {@code docs/channels.md} explains each.
 *
 * @param mail how mail is sent; empty where it is not
 * @param targets where else alerts may be sent
 * @param dashboard the address under which people reach the dashboard, without a slash at its end; empty where they do not
 * @param linkKey where the key of links is that work without signing in, see {@link MailLinks}
 * @param allowed networks that may be talked to although they are not public: {@code 10.0.0.0/8}
 */
public record ChannelSettings(
        Optional<Mail> mail,
        List<Target> targets,
        Optional<URI> dashboard,
        Optional<SecretPlace> linkKey,
        List<String> allowed) {

    /** Nothing is set. */
    public static final ChannelSettings NONE =
            new ChannelSettings(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of());

    /** Keeps copies. */
    public ChannelSettings {
        targets = List.copyOf(targets);
        allowed = List.copyOf(allowed);
    }

    /** Whether a text names a network or an address that can be allowed. */
    public static boolean isNetwork(String text) {
        return AddressCheck.Network.parse(text).isPresent();
    }

    AddressCheck check() {
        return new AddressCheck(allowed.stream()
                .flatMap(text -> AddressCheck.Network.parse(text).stream())
                .toList());
    }

    /** How a connection is encrypted. */
    public enum Security {
        /** TLS from the first byte on. */
        TLS,
        /** TLS after the command STARTTLS; without it nothing is sent. */
        STARTTLS,
        /** Not at all. */
        NONE
    }

    /**
     * How mail is sent.
     *
     * @param host the server that takes it
     * @param security how the connection is encrypted
     * @param login name and password; empty where the server asks for none
     * @param from the sender: an address, or a name and an address in angle brackets
     * @param replyTo where answers go
     * @param limits time-outs
     * @param attachments bytes of attachments, at most
     */
    public record Mail(
            String host,
            int port,
            Security security,
            Optional<Login> login,
            String from,
            Optional<String> replyTo,
            Limits limits,
            int attachments) {}

    /**
     * Where alerts may be sent: a table {@code [channels.NAME]}.
     *
     * @param name in addresses of people: {@code slack:NAME}
     * @param kind name of the kind of channel
     * @param values what it needs to know, by the names of the settings: {@code url}, {@code room}
     * @param secrets where its secrets are, by their names: {@code token}
     * @param program a program with its arguments
     * @param limits time-outs
     */
    public record Target(
            String name,
            String kind,
            Map<String, String> values,
            Map<String, SecretPlace> secrets,
            List<String> program,
            Limits limits) {

        /** Keeps copies. */
        public Target {
            values = Map.copyOf(values);
            secrets = Map.copyOf(secrets);
            program = List.copyOf(program);
        }

        /** A value that its kind of channel needs. */
        String value(String key) {
            return values.get(key);
        }
    }

    /**
     * A name with a password.
     *
     * @param user the name
     * @param password where it is
     */
    public record Login(String user, SecretPlace password) {}

    /**
     * Time-outs.
     *
     * @param connect until the connection is there
     * @param read longest silence of the other side
     * @param write until the other side takes what is sent
     */
    public record Limits(Duration connect, Duration read, Duration write) {

        /** The usual ones: a server may look at a mail for a while before it takes it. */
        public static final Limits USUAL =
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    /**
     * Where a secret is: in a file, or in a variable of the environment. It is read each time it is needed, so that a new one is used
     * without a restart, and is never kept.
     *
     * @param variable whether the name is that of a variable
     * @param name of the variable, or the path of the file
     */
    public record SecretPlace(boolean variable, String name) {

        /**
         * The secret, without white space around it.
         *
         * @throws IOException if there is none; says where it should be
         */
        String read(Map<String, String> environment) throws IOException {
            String secret = variable ? environment.getOrDefault(name, "") : file();
            if (secret.isBlank()) {
                throw new IOException("there is no secret in " + (variable ? "the variable " : "the file ") + name);
            }
            return secret.strip();
        }

        private String file() throws IOException {
            try {
                return Files.readString(Path.of(name));
            } catch (IOException e) {
                throw new IOException("there is no secret in the file " + name, e);
            }
        }
    }
}
