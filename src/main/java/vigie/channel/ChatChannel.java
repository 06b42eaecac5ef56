package vigie.channel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import vigie.channel.ChannelSettings.Target;
import vigie.channel.LetterLines.Line;
import vigie.channel.LetterLines.Span;

/** A channel that shows messages to people. A letter that is longer than a message takes becomes several, which are numbered. */
abstract class ChatChannel extends TargetChannel {

    ChatChannel(Kind kind, Surroundings surroundings) {
        super(kind, surroundings);
    }

    /** What the lines of a message may have together, by {@link #size}. */
    abstract int limit();

    /** How much of the limit a line takes, with what separates it from the next. */
    abstract int size(Line line);

    /** The body of a message. */
    abstract Object message(LetterText letter, List<Line> lines);

    @Override
    final List<byte[]> bodies(LetterText letter) {
        ToIntFunction<Line> size = this::size;
        int number = size(number(99_999, 99_999));
        List<List<Line>> messages = LetterLines.pack(LetterLines.of(letter), limit() - number, size);
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            List<Line> lines = new ArrayList<>(messages.get(i));
            if (messages.size() > 1) {
                lines.add(0, number(i + 1, messages.size()));
            }
            bodies.add(bytes(message(letter, lines)));
        }
        return bodies;
    }

    private static Line number(int part, int parts) {
        return Line.of(Span.plain("(" + part + "/" + parts + ")"));
    }

    @Override
    Outcome send(Packet packet, Target target) throws IOException {
        return ask(target, "POST", url(target), Map.of(), Optional.of(packet.body()))
                .outcome();
    }
}
