package vigie.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.channel.LetterLines.Line;
import vigie.channel.LetterLines.Span;

/**
 * Slack, through an incoming webhook. Texts stand in a {@code rich_text} block, where nothing in them is markup or calls anybody. A
 * message has at most 3,000 characters: what Slack promises for the text of a block.
 */
final class SlackChannel extends ChatChannel {

    static final Kind KIND = new Kind("slack", Set.of("url"), Set.of(), Set.of("url"), SlackChannel::new);

    private static final int LIMIT = 3_000;

    SlackChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    int limit() {
        return LIMIT;
    }

    @Override
    int size(Line line) {
        return line.text().length() + 1;
    }

    @Override
    Object message(LetterText letter, List<Line> lines) {
        List<Object> elements = new ArrayList<>();
        for (Line line : lines) {
            line.spans().forEach(span -> elements.add(element(span)));
            elements.add(text("\n", false));
        }
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("type", "rich_text_section");
        section.put("elements", elements);
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "rich_text");
        block.put("elements", List.of(section));
        Map<String, Object> message = new LinkedHashMap<>();
        // For notifications; the three characters of Slack's own markup.
        message.put(
                "text",
                letter.subject().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        message.put("mrkdwn", false);
        message.put("unfurl_links", false);
        message.put("unfurl_media", false);
        message.put("blocks", List.of(block));
        return message;
    }

    private static Map<String, Object> element(Span span) {
        return span.url()
                .map(url -> {
                    Map<String, Object> link = new LinkedHashMap<>();
                    link.put("type", "link");
                    link.put("url", url);
                    link.put("text", span.text());
                    return link;
                })
                .orElseGet(() -> text(span.text(), span.bold()));
    }

    private static Map<String, Object> text(String text, boolean bold) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", "text");
        element.put("text", text);
        if (bold) {
            element.put("style", Map.of("bold", true));
        }
        return element;
    }
}
