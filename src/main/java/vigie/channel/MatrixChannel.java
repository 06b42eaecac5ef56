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
        String url = url(target) + "/_matrix/client/v3/rooms/" + part(target.value("room")) + "/send/m.room.message/"
                + part(packet.id());
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + secret(target, "token").orElse(""));
        return ask(target, "PUT", url, headers, Optional.of(packet.body())).outcome();
    }

    /** A text as a part of a path. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
