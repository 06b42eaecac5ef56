package vigie.channel;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vigie.channel.LetterLines.Line;
import vigie.channel.LetterLines.Span;

/** Lines in the markup of others. What records hold is escaped, so that it is shown as it is and calls nobody. */
enum Markup {
    /** CommonMark, as Mattermost, GitLab and GitHub show it. */
    MARKDOWN(Markup::markdown, "**%s**", "[%s](%s)", "  \n"),
    /** The HTML that Matrix takes. */
    HTML(Markup::html, "<b>%s</b>", "<a href=\"%2$s\">%1$s</a>", "<br>\n"),
    /** Jira's wiki markup. */
    WIKI(Markup::wiki, "*%s*", "[%s|%s]", "\n");

    /** Before a name they call something: a person, a ticket, a merge request. Names are looked for after escapes are gone. */
    private static final String CALLS = "@#!$~%&";

    private static final String PUNCTUATION = "\\`*_{}[]()<>+=|:/^\"@#!$~&";

    /** Written as entities: a backslash is not taken as an escape before each of them, and two of them are a line break. */
    private static final String WIKI_PUNCTUATION = "\\*_{}[]+^~|!?&<>";

    /** Takes no room: what stands before it calls nobody. */
    private static final String BREAK = "\u200b";

    private final UnaryOperator<String> escape;
    private final String bold;
    private final String link;
    private final String end;

    Markup(UnaryOperator<String> escape, String bold, String link, String end) {
        this.escape = escape;
        this.bold = bold;
        this.link = link;
        this.end = end;
    }

    /** The lines, one below the other. */
    String of(List<Line> lines) {
        return lines.stream().map(this::of).collect(Collectors.joining(end));
    }

    /** A line. */
    String of(Line line) {
        return line.spans().stream().map(this::of).collect(Collectors.joining());
    }

    private String of(Span span) {
        String text = escape.apply(span.text());
        return span.url()
                .map(url -> link.formatted(
                        text, this == WIKI ? address(url) : address(url).replace("&", "&amp;")))
                .orElse(span.bold() ? bold.formatted(text) : text);
    }

    /** What ends an address in any of these, in the form that addresses have for it. */
    private static String address(String url) {
        StringBuilder address = new StringBuilder();
        for (char c : url.toCharArray()) {
            boolean ends = "()<>[]|\"'*\\`{}!^~".indexOf(c) >= 0 || c <= ' ';
            if (ends) {
                address.append(String.format("%%%02X", (int) c));
            } else {
                address.append(c);
            }
        }
        return address.toString();
    }

    private static String markdown(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (PUNCTUATION.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
            boolean calls = CALLS.indexOf(c) >= 0 && (Character.isLetterOrDigit(next) || next == '"');
            if (calls || c == ':' && next == '/') {
                escaped.append(BREAK);
            }
        }
        // Addresses that become links by themselves.
        return escaped.toString().replaceAll("(?i)www\\.", "$0" + BREAK);
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("@", "@" + BREAK);
    }

    private static String wiki(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (WIKI_PUNCTUATION.indexOf(c) >= 0) {
                escaped.append("&#").append((int) c).append(';');
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
