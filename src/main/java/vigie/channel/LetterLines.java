package vigie.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.alert.Alert;

/**
 * A letter as lines of text, links and bold words, for what shows messages. No line begins with a text of a record, so that none of
 * them begins a list, a heading or a command.
 */
final class LetterLines {

    private LetterLines() {}

    /**
     * A part of a line.
     *
     * @param url where it leads
     */
    record Span(String text, boolean bold, Optional<String> url) {

        static Span plain(String text) {
            return new Span(text, false, Optional.empty());
        }

        static Span bold(String text) {
            return new Span(text, true, Optional.empty());
        }

        static Span link(LetterText.Link link) {
            return new Span(link.text(), false, Optional.of(link.url()));
        }
    }

    /** A line. */
    record Line(List<Span> spans) {

        static Line of(Span... spans) {
            return new Line(List.of(spans));
        }

        /** The line without marks: a link is followed by its address. */
        String text() {
            return spans.stream()
                    .map(span -> span.url()
                            .map(url -> url.contains(span.text().replace("…", "")) ? url : span.text() + " → " + url)
                            .orElse(span.text()))
                    .collect(Collectors.joining());
        }
    }

    /** Lines that are kept together where they fit: what is said of the letter, and each alert. */
    static List<List<Line>> of(LetterText letter) {
        List<List<Line>> blocks = new ArrayList<>();
        List<Line> head = new ArrayList<>(List.of(Line.of(Span.bold(letter.opening()))));
        if (!letter.counts().isEmpty()) {
            head.add(Line.of(Span.plain(String.join(" · ", letter.counts()))));
        }
        blocks.add(head);
        letter.entries().forEach(entry -> blocks.add(entry(letter, entry)));
        if (!letter.others().isEmpty()) {
            blocks.add(List.of(Line.of(
                    Span.bold(letter.say("heading.others", letter.others().size())))));
            letter.others().forEach(alert -> blocks.add(List.of(other(letter, alert))));
        }
        return blocks;
    }

    /** An alert in full. */
    static List<Line> entry(LetterText letter, LetterText.Entry entry) {
        List<Line> lines = new ArrayList<>();
        String head = letter.say("subject.one", entry.matter(), entry.kind())
                + (entry.urgent() ? " · " + letter.say("badge.urgent") : "");
        lines.add(new Line(Stream.of(Span.bold(head), Span.plain(entry.title().isEmpty() ? "" : " · " + entry.title()))
                .filter(span -> !span.text().isEmpty())
                .toList()));
        labelled(letter, "heading.what", String.join(" ", entry.what()), lines);
        labelled(letter, "heading.products", letter.products(entry.alert()), lines);
        labelled(letter, "heading.why", String.join("; ", entry.why()), lines);
        labelled(letter, "heading.urgency", String.join(" · ", entry.urgency()), lines);
        labelled(letter, "heading.cves", String.join("; ", entry.cves()), lines);
        labelled(letter, "heading.todo", String.join(" ", letter.todo(entry)), lines);
        entry.remedies().forEach(link -> lines.add(Line.of(Span.plain("– "), Span.link(link))));
        entry.page().ifPresent(page -> lines.add(Line.of(Span.link(page))));
        return lines;
    }

    private static void labelled(LetterText letter, String heading, String said, List<Line> lines) {
        if (!said.isEmpty()) {
            lines.add(Line.of(Span.bold(letter.say("label", letter.say(heading))), Span.plain(" " + said)));
        }
    }

    private static Line other(LetterText letter, Alert alert) {
        return Line.of(
                Span.bold(letter.matter(alert)),
                Span.plain(" · "
                        + Stream.of(letter.kind(alert), letter.line(alert))
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(" · "))));
    }

    /**
     * Distributes blocks to messages: none is larger than the limit, a block is split only where it is larger itself, and nothing is
     * left out.
     *
     * @param size of a line with what separates it from the next
     */
    static List<List<Line>> pack(List<List<Line>> blocks, int limit, ToIntFunction<Line> size) {
        List<List<Line>> messages = new ArrayList<>();
        List<Line> open = new ArrayList<>();
        int used = 0;
        for (List<Line> block : blocks) {
            List<Line> lines = block.stream()
                    .flatMap(line -> split(line, limit, size).stream())
                    .toList();
            int all = lines.stream().mapToInt(size).sum();
            if (!open.isEmpty() && used + all > limit && all <= limit) {
                messages.add(List.copyOf(open));
                open.clear();
                used = 0;
            }
            for (Line line : lines) {
                int more = size.applyAsInt(line);
                if (!open.isEmpty() && used + more > limit) {
                    messages.add(List.copyOf(open));
                    open.clear();
                    used = 0;
                }
                open.add(line);
                used += more;
            }
        }
        if (!open.isEmpty()) {
            messages.add(List.copyOf(open));
        }
        return messages;
    }

    /** A line that is larger than a message, in parts; a link or a word that is, too. */
    private static List<Line> split(Line line, int limit, ToIntFunction<Line> size) {
        if (size.applyAsInt(line) <= limit) {
            return List.of(line);
        }
        List<Line> halves;
        if (line.spans().size() > 1) {
            int half = line.spans().size() / 2;
            halves = List.of(
                    new Line(line.spans().subList(0, half)),
                    new Line(line.spans().subList(half, line.spans().size())));
        } else {
            Span span = line.spans().get(0);
            int half = span.text()
                    .offsetByCodePoints(
                            0, span.text().codePointCount(0, span.text().length()) / 2);
            if (half == 0) {
                return List.of(line);
            }
            halves = List.of(
                    Line.of(new Span(span.text().substring(0, half), span.bold(), span.url())),
                    Line.of(new Span(span.text().substring(half), span.bold(), span.url())));
        }
        return halves.stream()
                .flatMap(part -> split(part, limit, size).stream())
                .toList();
    }
}
