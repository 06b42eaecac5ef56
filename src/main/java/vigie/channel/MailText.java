package vigie.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vigie.alert.Alert;
import vigie.model.Severity;
import vigie.text.Templates;

/**
 * The text and the HTML of a mail: the same sentences, for programs that show the one or the other. Templates ask for them.
 *
 * @param letter what is said
 * @param attachments what is said of attachments, a sentence; empty where nothing is
 * @param downloads addresses of files that are too large for the mail
 * @param pause the address that pauses the watch list
 */
public record MailText(
        LetterText letter, Optional<String> attachments, List<String> downloads, Optional<String> pause) {

    private static final int WIDTH = 76;

    /** The colour of a band of severity, dark enough for white letters. */
    public static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#b3261e";
            case HIGH -> "#a84a08";
            case MEDIUM -> "#7a5c00";
            case LOW, NONE -> "#5a6675";
        };
    }

    /** The page of HTML. */
    String html() {
        return new Templates().text("letter/mail.jte", this);
    }

    /** The plain text. */
    String plain() {
        List<String> lines = new ArrayList<>();
        wrap(lines, letter.opening(), "");
        if (!letter.counts().isEmpty()) {
            wrap(lines, String.join(" · ", letter.counts()), "");
        }
        letter.entries().forEach(entry -> plain(entry, lines));
        List<Alert> others = letter.others();
        if (!others.isEmpty()) {
            lines.add("");
            lines.add(letter.say("heading.others", others.size()));
            lines.add("");
            others.forEach(alert -> wrap(lines, "- " + letter.whole(alert), "  "));
        }
        lines.add("");
        attachments.ifPresent(said -> wrap(lines, said, ""));
        lines.addAll(downloads);
        lines.add("-- ");
        wrap(lines, footer(), "");
        if (standing()) {
            lines.add(pause.map(address -> letter.say("label", letter.say("footer.unsubscribe")) + " " + address)
                    .orElseGet(() -> letter.say("footer.command", letter.list())));
        }
        return String.join("\n", lines) + "\n";
    }

    private void plain(LetterText.Entry entry, List<String> lines) {
        lines.add("");
        lines.add("-".repeat(WIDTH));
        wrap(lines, head(entry), "");
        if (!entry.title().isEmpty()) {
            wrap(lines, entry.title(), "");
        }
        section("heading.what", entry.what().stream(), lines);
        String products = letter.products(entry.alert());
        section("heading.products", Stream.of(products).filter(text -> !text.isEmpty()), lines);
        section("heading.why", entry.why().stream(), lines);
        section("heading.urgency", entry.urgency().stream(), lines);
        section("heading.cves", entry.cves().stream(), lines);
        section("heading.todo", Stream.concat(letter.todo(entry).stream(), links(entry)), lines);
    }

    private Stream<String> links(LetterText.Entry entry) {
        return Stream.concat(
                entry.remedies().stream().map(LetterText.Link::url),
                entry.page().stream().map(page -> letter.say("label", page.text()) + " " + page.url()));
    }

    /** The first line of an alert: matter, kind, severity. */
    public String head(LetterText.Entry entry) {
        String head = letter.say("subject.one", entry.matter(), entry.kind());
        return entry.urgent() ? head + " · " + letter.say("badge.urgent") : head;
    }

    /** Whether a watch list is behind it, which can be paused. */
    public boolean standing() {
        return letter.letter().occasion() != Letter.Occasion.TRIAL;
    }

    /** Why the person receives this. */
    public String footer() {
        return standing()
                ? letter.say("footer.list", letter.list(), letter.moment())
                : letter.say("footer.trial", letter.moment());
    }

    private void section(String heading, Stream<String> said, List<String> lines) {
        List<String> all = said.toList();
        if (!all.isEmpty()) {
            lines.add("");
            lines.add(letter.say(heading));
            all.forEach(one -> wrap(lines, "- " + one, "  "));
        }
    }

    /** A line that a reader need not scroll; an address is never broken. */
    private static void wrap(List<String> lines, String text, String indent) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            boolean bullet = line.toString().equals("-");
            if (!line.isEmpty() && !bullet && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                line.append(indent);
            }
            boolean first = line.isEmpty() || line.toString().equals(indent) && !lines.isEmpty();
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }
}
