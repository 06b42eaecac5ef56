package vigie.channel;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.channel.ChannelSettings.Target;
import vigie.text.WebLink;

/** A channel whose addresses are names of tables of the settings. */
abstract class TargetChannel implements Channel {

    static final JsonMapper JSON = JsonMapper.shared();

    private final Kind kind;
    private final Map<String, Target> targets;
    private final Surroundings surroundings;

    /**
     * A kind of channel: a line in the list of {@link Channels}.
     *
     * @param name what its addresses begin with
     * @param needed settings that a table of it must have: values, and names of secrets
     * @param taken further ones that it may have
     * @param secrets which of these are secrets: in a file or a variable
     * @param maker makes the channel
     */
    record Kind(
            String name,
            Set<String> needed,
            Set<String> taken,
            Set<String> secrets,
            Function<Surroundings, TargetChannel> maker) {}

    /**
     * What a channel is made with.
     *
     * @param settings all settings of channels
     * @param environment variables that may hold secrets
     * @param clock tells the time of signatures
     * @param check which addresses may be talked to
     */
    record Surroundings(ChannelSettings settings, Map<String, String> environment, Clock clock, AddressCheck check) {}

    /** What became of a packet, as the answer to one of several requests says. */
    static final class Answered extends IOException {

        private static final long serialVersionUID = 1;

        private final transient Outcome outcome;

        Answered(Outcome outcome) {
            super(outcome.toString());
            this.outcome = outcome;
        }
    }

    TargetChannel(Kind kind, Surroundings surroundings) {
        this.kind = kind;
        this.surroundings = surroundings;
        this.targets = surroundings.settings().targets().stream()
                .filter(target -> target.kind().equals(kind.name()))
                .collect(Collectors.toUnmodifiableMap(Target::name, Function.identity()));
    }

    @Override
    public final String name() {
        return kind.name();
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    /** The bodies of the packets of a letter. */
    abstract List<byte[]> bodies(LetterText letter);

    /** Sends a packet; a failure of the connection becomes an outcome. */
    abstract Outcome send(Packet packet, Target target) throws IOException;

    @Override
    public final List<Packet> prepare(Letter letter, String address) {
        List<byte[]> bodies =
                bodies(new LetterText(letter, surroundings.settings().dashboard()));
        List<Packet> packets = new ArrayList<>();
        for (byte[] body : bodies) {
            String id = packets.isEmpty() ? letter.id() : letter.id() + "-" + (packets.size() + 1);
            packets.add(new Packet(id, address, body));
        }
        return List.copyOf(packets);
    }

    /** The same, as an answer to an earlier message, for what has threads. */
    Outcome send(Packet packet, Target target, Optional<String> first) throws IOException {
        return send(packet, target);
    }

    @Override
    public final Outcome send(Packet packet) {
        return send(packet, Optional.empty());
    }

    @Override
    public final Outcome send(Packet packet, Optional<String> first) {
        Target target = targets.get(packet.address());
        if (target == null) {
            return new Outcome.Refused("the settings have no channel " + packet.address() + " of the kind " + name());
        }
        try {
            return send(packet, target, first);
        } catch (Answered e) {
            return e.outcome;
        } catch (AddressCheck.Refused e) {
            return new Outcome.Refused(e.getMessage());
        } catch (IOException e) {
            return new Outcome.Later(Failures.reason(target.name(), e), Optional.empty());
        }
    }

    final Optional<String> secret(Target target, String name) throws IOException {
        return target.secrets().containsKey(name)
                ? Optional.of(target.secrets().get(name).read(surroundings.environment()))
                : Optional.empty();
    }

    /** The address in a setting or a secret, without a slash at its end. Not told where it is none: it may be a secret. */
    final String url(Target target) throws IOException {
        String text = target.values().containsKey("url")
                ? target.value("url")
                : secret(target, "url").orElse("");
        return WebLink.of(text)
                .map(link -> link.url().replaceFirst("/+$", ""))
                .orElseThrow(() -> new AddressCheck.Refused("the address of " + target.name() + " is none of the web"));
    }

    final Http.Answer ask(Target target, String method, String url, Map<String, String> headers, Optional<byte[]> body)
            throws IOException {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new AddressCheck.Refused("the address of " + target.name() + " is none of the web");
        }
        try {
            return new Http(surroundings.check()).send(new Http.Call(method, uri, headers, body), target.limits());
        } catch (IOException e) {
            throw failed(uri.getHost(), e);
        }
    }

    /** What a failure of a connection means, with the name of the host. */
    static IOException failed(String host, IOException e) {
        return e instanceof AddressCheck.Refused
                ? e
                : new Answered(
                        e instanceof Http.Unanswered
                                ? new Outcome.Unknown(Failures.reason(host, e.getCause()))
                                : new Outcome.Later(Failures.reason(host, e), Optional.empty()));
    }

    /** As above, of which the answer must be good. */
    final JsonNode json(Target target, String method, String url, Map<String, String> headers, Optional<byte[]> body)
            throws IOException {
        return parsed(ask(target, method, url, headers, body));
    }

    static JsonNode parsed(Http.Answer answer) throws IOException {
        if (!answer.good()) {
            throw new Answered(answer.outcome());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new Answered(new Outcome.Later(answer.host() + " answers no JSON", Optional.empty()));
        }
    }

    static byte[] bytes(Object json) {
        return JSON.writeValueAsBytes(json);
    }
}
