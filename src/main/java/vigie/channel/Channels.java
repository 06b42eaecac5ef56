package vigie.channel;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The channels that the settings name. Thread-safe. */
public final class Channels {

    /** The kinds of channels besides mail: a line each. */
    private static final List<TargetChannel.Kind> KINDS = List.of(
            WebhookChannel.KIND,
            SlackChannel.KIND,
            MattermostChannel.KIND,
            TeamsChannel.KIND,
            MatrixChannel.KIND,
            NtfyChannel.KIND,
            SyslogChannel.KIND,
            GitLabChannel.KIND,
            GitHubChannel.KIND,
            JiraChannel.KIND,
            CommandChannel.KIND);

    private final List<Channel> all;

    private Channels(List<Channel> all) {
        this.all = List.copyOf(all);
    }

    /**
     * The channels that can be used.
     *
     * @param environment variables that may hold secrets
     * @param clock tells the time of signatures
     */
    public static Channels of(ChannelSettings settings, Map<String, String> environment, Clock clock) {
        return of(settings, environment, clock, settings.check());
    }

    /** As above, with other names of hosts. */
    static Channels of(ChannelSettings settings, Map<String, String> environment, Clock clock, AddressCheck check) {
        Map<String, String> variables = Map.copyOf(environment);
        List<Channel> all = new ArrayList<>();
        settings.mail().ifPresent(mail -> all.add(new MailChannel(mail, settings, variables, check)));
        Set<String> used =
                settings.targets().stream().map(ChannelSettings.Target::kind).collect(Collectors.toSet());
        KINDS.stream()
                .filter(kind -> used.contains(kind.name()))
                .map(kind -> kind.maker().apply(new TargetChannel.Surroundings(settings, variables, clock, check)))
                .forEach(all::add);
        return new Channels(all);
    }

    /** The names of the kinds of channels that tables of the settings may be of. */
    public static List<String> kinds() {
        return KINDS.stream().map(TargetChannel.Kind::name).toList();
    }

    /** The channels that settings name: {@code mail}, and addresses such as {@code slack:ops}. */
    public static List<String> named(ChannelSettings settings) {
        return Stream.concat(
                        settings.mail().stream().map(mail -> "mail"),
                        settings.targets().stream().map(target -> target.kind() + ":" + target.name()))
                .toList();
    }

    /** The settings that a table of a kind must have. */
    public static Set<String> needed(String kind) {
        return kind(kind).needed();
    }

    /** The settings that a table of a kind may have, those among them that it must have. */
    public static Set<String> taken(String kind) {
        return Stream.concat(kind(kind).needed().stream(), kind(kind).taken().stream())
                .collect(Collectors.toSet());
    }

    /** Whether a setting of a kind is a secret, which stands in a file or a variable. */
    public static boolean isSecret(String kind, String setting) {
        return kind(kind).secrets().contains(setting);
    }

    /** The ways in which events are sent to a syslog server. */
    public static Set<String> transports() {
        return SyslogChannel.PORTS.keySet();
    }

    private static TargetChannel.Kind kind(String name) {
        return KINDS.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All of them. */
    public List<Channel> all() {
        return all;
    }

    /**
     * The channel of an address of an {@link vigie.watch.Addressee}, {@code mail:alice@example.org}; empty where the settings have no
     * such channel.
     */
    public Optional<Channel> of(String address) {
        String name = name(address);
        return all.stream().filter(channel -> channel.name().equals(name)).findFirst();
    }

    /** Whether a text is an address of mail that can be used: {@code alice@example.org}. */
    public static boolean isMailAddress(String text) {
        return MailMessage.address(text).isPresent();
    }

    /** The channel's name in an address of an addressee. */
    public static String name(String address) {
        int colon = address.indexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }

    /** What follows the channel's name in an address of an addressee. */
    public static String rest(String address) {
        return address.substring(Math.min(address.length(), name(address).length() + 1));
    }
}
