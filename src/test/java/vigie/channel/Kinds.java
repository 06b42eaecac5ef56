package vigie.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.channel.AddressCheck.Network;
import vigie.channel.ChannelSettings.Limits;
import vigie.channel.ChannelSettings.SecretPlace;
import vigie.channel.ChannelSettings.Target;

/** A table of the settings for each kind of channel, which leads to a server of the test. */
final class Kinds {

    static final String NAME = "soc";
    static final Instant NOW = Instant.parse("2026-01-30T12:34:56Z");
    static final List<Network> LOCAL = List.of(Network.parse("127.0.0.1").orElseThrow());

    /** Each begins with a word that must be found nowhere. */
    static final Map<String, String> SECRETS = Map.of(
            "SECRET",
                    "whsec_"
                            + java.util.Base64.getEncoder()
                                    .encodeToString("S3CRET-key".getBytes(StandardCharsets.UTF_8)),
            "PREVIOUS", "S3CRET-previous",
            "TOKEN", "S3CRET-token",
            "TOPIC", "S3CRET-topic");

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(2));

    private Kinds() {}

    /** The settings of a kind. */
    static ChannelSettings settings(String kind, String url) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, SecretPlace> secrets = new LinkedHashMap<>();
        for (String key : Channels.needed(kind)) {
            if (Channels.isSecret(kind, key)) {
                secrets.put(key, new SecretPlace(true, key.toUpperCase(java.util.Locale.ROOT)));
            } else {
                values.put(
                        key,
                        switch (key) {
                            case "url" -> url;
                            case "room" -> "!room:example.org";
                            case "project" -> "group/project";
                            case "host" -> URI.create(url).getHost();
                            case "transport" -> "tcp";
                            default -> key;
                        });
            }
        }
        if (kind.equals("syslog")) {
            values.put("port", String.valueOf(URI.create(url).getPort()));
        }
        Target target = new Target(
                NAME,
                kind,
                values,
                secrets,
                kind.equals("command") ? List.of("/bin/sh", "-c", "cat >/dev/null") : List.of(),
                LIMITS);
        return of(target);
    }

    static ChannelSettings of(Target target) {
        return new ChannelSettings(
                Optional.empty(),
                List.of(target),
                Optional.of(URI.create("https://vigie.example.org")),
                Optional.empty(),
                List.of("127.0.0.1"));
    }

    /** A channel of a kind, where the secret address of some kinds is that of the server with a secret path. */
    static Channel channel(String kind, String url) {
        return channel(settings(kind, url), url, new AddressCheck(LOCAL));
    }

    static Channel channel(ChannelSettings settings, String url, AddressCheck check) {
        Map<String, String> environment = new LinkedHashMap<>(SECRETS);
        environment.put("URL", url + "/S3CRET-path");
        return Channels.of(settings, environment, Clock.fixed(NOW, ZoneOffset.UTC), check)
                .all()
                .get(0);
    }
}
