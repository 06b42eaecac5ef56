package vigie.channel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.channel.LetterLines.Line;

/** Mattermost, through an incoming webhook: Markdown, at most 16,383 characters a message. */
final class MattermostChannel extends ChatChannel {

    static final Kind KIND = new Kind("mattermost", Set.of("url"), Set.of(), Set.of("url"), MattermostChannel::new);

    private static final int LIMIT = 16_000;
    private static final int END = 3;

    MattermostChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    int limit() {
        return LIMIT;
    }

    @Override
    int size(Line line) {
        return Markup.MARKDOWN.of(line).length() + END;
    }

    @Override
    Object message(LetterText letter, List<Line> lines) {
        return Map.of("text", Markup.MARKDOWN.of(lines));
    }
}
