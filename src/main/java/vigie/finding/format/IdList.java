package vigie.finding.format;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.finding.TextLines;
import vigie.text.Advisories;
import vigie.text.CveIds;
import vigie.text.IdText;

/**
 * A text that names vulnerabilities: a list with one a line, a mail, notes. Each identifier is a finding once, where it stands first;
 * nothing is known of it but that. A line that is the name of an advisory of another kind ({@code RHSA-2019:3929}) is one, too. A word that begins like one and is none is refused. JSON, XML and web pages are no such text: what
 * they mention is not what they found.
 */
final class IdList implements Format {

    private static final Pattern GHSA =
            Pattern.compile("(?<![A-Za-z0-9-])GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}(?![A-Za-z0-9-])");

    @Override
    public String name() {
        return "text";
    }

    @Override
    public boolean recognises(Head head) {
        String text = head.text();
        if (head.isJson() || text.indexOf('\0') >= 0 || text.stripLeading().startsWith("<")) {
            return false;
        }
        IdText ids = IdText.of(text);
        return !ids.cves().isEmpty()
                || !ids.unreadable().isEmpty()
                || GHSA.matcher(text).find()
                || head.lines().stream().anyMatch(IdList::isAdvisory);
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        Set<Object> known = new HashSet<>();
        try (TextLines lines = new TextLines(in.text())) {
            String before = "";
            for (Optional<TextLines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                TextLines.Line line = next.get();
                String text = before + line.text();
                before = "";
                int end = text.length();
                if (!line.ends()) {
                    // The piece ends anywhere: its last word waits for the rest of it.
                    while (end > 0 && text.length() - end < 100 && !Character.isWhitespace(text.charAt(end - 1))) {
                        end--;
                    }
                    before = text.substring(end);
                }
                line(text.substring(0, end), Position.line(line.number()), known, out);
            }
            line(before, Position.NOWHERE, known, out);
        }
    }

    /** Whether a line is the name of an advisory and nothing else; within a text, such a name is only mentioned. */
    private static boolean isAdvisory(String line) {
        return Advisories.name(line).isPresent();
    }

    private static void line(String text, Position position, Set<Object> known, Out out) {
        if (text.isBlank()) {
            return;
        }
        CveIds.Named ids = CveIds.named(text);
        ids.ids().stream()
                .filter(known::add)
                .forEach(cve -> out.finding(new Finding.Draft().id(cve.toString()), position));
        if (isAdvisory(text) && known.add(text.strip().toLowerCase(Locale.ROOT))) {
            out.finding(new Finding.Draft().id(text), position);
        }
        Matcher advisories = GHSA.matcher(text);
        while (advisories.find()) {
            if (known.add(advisories.group().toLowerCase(Locale.ROOT))) {
                out.finding(new Finding.Draft().id(advisories.group()), position);
            }
        }
        ids.others().stream().filter(known::add).forEach(word -> Ids.refused(word, position, out));
    }
}
