package vigie.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.channel.LetterLines.Line;
import vigie.channel.LetterLines.Span;

/**
 * Microsoft Teams, through the address of a workflow: an Adaptive Card of at most 20 KB. Texts are runs of a {@code RichTextBlock}, in
 * which nothing is markup.
 */
final class TeamsChannel extends ChatChannel {

    static final Kind KIND = new Kind("teams", Set.of("url"), Set.of(), Set.of("url"), TeamsChannel::new);

    private static final int LIMIT = 20_000;

    /** What stands around the lines. */
    private static final int CARD = 600;

    TeamsChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    int limit() {
        return LIMIT - CARD;
    }

    @Override
    int size(Line line) {
        return bytes(block(line)).length + 1;
    }

    @Override
    Object message(LetterText letter, List<Line> lines) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("msteams", Map.of("width", "Full"));
        card.put("body", lines.stream().map(TeamsChannel::block).toList());
        Map<String, Object> attachment = new LinkedHashMap<>();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.put("contentUrl", null);
        attachment.put("content", card);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "message");
        message.put("attachments", List.of(attachment));
        return message;
    }

    private static Map<String, Object> block(Line line) {
        List<Object> runs = new ArrayList<>();
        line.spans().forEach(span -> runs.add(run(span)));
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "RichTextBlock");
        block.put("inlines", runs);
        return block;
    }

    private static Map<String, Object> run(Span span) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("type", "TextRun");
        run.put("text", span.text());
        if (span.bold()) {
            run.put("weight", "Bolder");
        }
        span.url().ifPresent(url -> {
            Map<String, Object> action = new LinkedHashMap<>();
            action.put("type", "Action.OpenUrl");
            action.put("url", url);
            run.put("selectAction", action);
        });
        return run;
    }
}
