package vigie.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.model.CveId;

/** Parses a search query: words that must all occur, and phrases in double quotes. */
public final class SearchWords {

    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|([^\"]+)");
    /** What the index of words takes for one word: other characters stand between words. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}\\p{Co}]+");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    /** A longer word before a sign is none that is meant by it. */
    private static final int LONGEST_BASE = 40;

    private SearchWords() {}

    /**
     * The text with words that differ by a sign spelled out after them, as the index of words keeps no signs: {@code C++
     * cplusplus}, {@code C# csharp}, {@code .NET dotnet}. The same for what is indexed and for what is looked for.
     */
    public static String signed(String text) {
        if (!mayDiffer(text)) {
            return text;
        }
        StringBuilder signed = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = c == '#' ? i + 1 : c == '+' && text.startsWith("++", i) ? i + 2 : 0;
            String base = "";
            String more = "";
            if (end > 0) {
                base = isSignNext(text, end) ? "" : wordBefore(text, i);
                more = base.isEmpty() ? "" : base + (c == '#' ? "sharp" : "plusplus");
            } else if (c == '.' && Names.isDotNet(text, i)) {
                end = i + ".net".length();
                more = "dotnet";
            }
            if (!more.isEmpty()) {
                signed.append(text, copied, end).append(' ').append(more).append(' ');
                copied = end;
                i = end - 1;
            }
        }
        return copied == 0 ? text : signed.append(text, copied, text.length()).toString();
    }

    /** Whether any sign is in it; in one walk, as nearly every text of an import has none. */
    private static boolean mayDiffer(String text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '#' || c == '+' && before == '+' || (c | 0x20) == 'n' && before == '.') {
                return true;
            }
            before = c;
        }
        return false;
    }

    private static boolean isSignNext(String text, int at) {
        return at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '+' || text.charAt(at) == '#');
    }

    private static String wordBefore(String text, int end) {
        int from = end;
        while (from > 0 && end - from <= LONGEST_BASE && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        return end - from > LONGEST_BASE ? "" : text.substring(from, end);
    }

    /**
     * What a search asks for.
     *
     * @param cves the identifiers among its words
     * @param phrases the other words, and phrases, each once
     */
    public record Terms(Set<CveId> cves, List<String> phrases) {

        /** How many words there are in all phrases: that many lists of the index are read to find them. */
        public long words() {
            return phrases.stream()
                    .mapToLong(phrase -> WORD.matcher(phrase).results().count())
                    .sum();
        }
    }

    /**
     * Identifiers, however they are written and whatever is around them, and the other words and phrases. A phrase in
     * quotes is an identifier only if it is nothing else.
     */
    public static Terms terms(List<String> arguments) {
        Set<CveId> cves = new LinkedHashSet<>();
        Set<String> phrases = new LinkedHashSet<>();
        for (Part part : parts(String.join(" ", arguments))) {
            Optional<CveId> exact = CveId.parse(part.text().strip().toUpperCase(Locale.ROOT));
            if (exact.isPresent()) {
                cves.add(exact.get());
            } else if (part.quoted()) {
                phrases.addAll(words(part));
            } else {
                cves.addAll(CveIds.in(part.text()));
                phrases.addAll(words(new Part(CveIds.without(part.text()), false)));
            }
        }
        return new Terms(cves, List.copyOf(phrases));
    }

    /** Words and phrases in their order; words without a letter or digit are ignored. */
    public static List<String> of(List<String> arguments) {
        return parts(String.join(" ", arguments)).stream()
                .flatMap(part -> words(part).stream())
                .toList();
    }

    private record Part(String text, boolean quoted) {}

    /** The text between quotes, and the text between those. */
    private static List<Part> parts(String typed) {
        List<Part> parts = new ArrayList<>();
        Matcher part = PART.matcher(usual(typed));
        while (part.find()) {
            boolean quoted = part.group(1) != null;
            parts.add(new Part(quoted ? part.group(1) : part.group(2), quoted));
        }
        return parts;
    }

    private static List<String> words(Part part) {
        List<String> words = part.quoted()
                ? List.of(part.text().strip())
                : List.of(part.text().split("\\s+"));
        return words.stream()
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .toList();
    }

    /** In small letters and without accents, to be compared. */
    public static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** In usual forms of letters, and without characters that nobody sees, as text from PDFs and web pages has them. */
    private static String usual(String typed) {
        return INVISIBLE
                .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("");
    }
}
