package vigie.channel;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;
import vigie.channel.ChannelSettings.Target;
import vigie.channel.LetterLines.Line;

/**
 * Matrix (client-server API, v3): an event of at most 65,536 bytes in a room. The packet's id is the transaction's, so that the server
 * keeps a repetition once.
 */
final class MatrixChannel extends ChatChannel {

    static final Kind KIND =
            new Kind("matrix", Set.of("url", "room", "token"), Set.of(), Set.of("token"), MatrixChannel::new);

    /** The server adds fields of its own, and clients encrypt. */
    private static final int LIMIT = 40_000;

    private static final int END = 8;

    /** Octets of an id of an event. */
    private static final int MOST_ID = 255;

    MatrixChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    int limit() {
        return LIMIT;
    }

    @Override
    int size(Line line) {
        return bytes(line.text()).length + bytes(Markup.HTML.of(line)).length + END;
    }

    @Override
    Object message(LetterText letter, List<Line> lines) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("msgtype", "m.text");
        message.put("body", lines.stream().map(Line::text).collect(Collectors.joining("\n")));
        message.put("format", "org.matrix.custom.html");
        message.put("formatted_body", Markup.HTML.of(lines));
        // Nobody is called by what a text says.
        message.put("m.mentions", Map.of());
        return message;
    }

    @Override
    Outcome send(Packet packet, Target target) throws IOException {
        return send(packet, target, Optional.empty());
    }

    /** What follows stands in the thread of the first message (MSC3440), and for clients without threads as a reply to it. */
    @Override
    Outcome send(Packet packet, Target target, Optional<String> first) throws IOException {
        byte[] body = packet.body();
        if (first.isPresent()) {
            ObjectNode message = (ObjectNode) JSON.readTree(body);
            ObjectNode relation = message.putObject("m.relates_to");
            relation.put("rel_type", "m.thread").put("event_id", first.get()).put("is_falling_back", true);
            relation.putObject("m.in_reply_to").put("event_id", first.get());
            body = bytes(message);
        }
        String url = url(target) + "/_matrix/client/v3/rooms/" + part(target.value("room")) + "/send/m.room.message/"
                + part(packet.id());
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + secret(target, "token").orElse(""));
        Http.Answer answer = ask(target, "PUT", url, headers, Optional.of(body));
        return answer.good()
                ? new Outcome.Sent(answer.host() + " answers " + answer.status(), event(answer))
                : answer.outcome();
    }

    /** What the server calls the message; without a name of the right form there is no thread. */
    private static Optional<String> event(Http.Answer answer) {
        try {
            String id = JSON.readTree(answer.body()).path("event_id").asString("");
            return id.startsWith("$") && id.length() <= MOST_ID ? Optional.of(id) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** A text as a part of a path. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
