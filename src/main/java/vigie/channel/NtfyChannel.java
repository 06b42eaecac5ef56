package vigie.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;
import vigie.alert.Alert;
import vigie.channel.ChannelSettings.Target;
import vigie.channel.LetterLines.Line;

/** ntfy: messages of plain text, at most 4,096 bytes each. The topic may be a secret, so that it is added when it is sent. */
final class NtfyChannel extends ChatChannel {

    static final Kind KIND =
            new Kind("ntfy", Set.of("url", "topic"), Set.of("token"), Set.of("topic", "token"), NtfyChannel::new);

    private static final int LIMIT = 4_000;
    private static final int HIGH = 4;
    private static final int USUAL = 3;

    NtfyChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    int limit() {
        return LIMIT;
    }

    @Override
    int size(Line line) {
        return line.text().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    @Override
    Object message(LetterText letter, List<Line> lines) {
        List<Alert> alerts = letter.letter().alerts();
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("title", letter.subject());
        message.put("message", lines.stream().map(Line::text).collect(Collectors.joining("\n")));
        message.put("priority", alerts.stream().anyMatch(Alert::urgent) ? HIGH : USUAL);
        alerts.stream().findFirst().flatMap(letter::page).ifPresent(page -> message.put("click", page.url()));
        return message;
    }

    @Override
    Outcome send(Packet packet, Target target) throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(packet.body());
        body.put("topic", secret(target, "topic").orElse(""));
        Optional<String> token = secret(target, "token");
        Map<String, String> headers = token.isPresent() ? Map.of("Authorization", "Bearer " + token.get()) : Map.of();
        return ask(target, "POST", url(target), headers, Optional.of(bytes(body)))
                .outcome();
    }
}
