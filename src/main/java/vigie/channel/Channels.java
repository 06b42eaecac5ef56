package vigie.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels that the settings name. Thread-safe. */
public final class Channels {

    private final List<Channel> all;

    private Channels(List<Channel> all) {
        this.all = List.copyOf(all);
    }

    /**
     * The channels that can be used.
     *
     * @param environment variables that may hold secrets
     */
    public static Channels of(ChannelSettings settings, Map<String, String> environment) {
        Map<String, String> variables = Map.copyOf(environment);
        List<Channel> all = new ArrayList<>();
        settings.mail().ifPresent(mail -> all.add(new MailChannel(mail, settings, variables)));
        return new Channels(all);
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
