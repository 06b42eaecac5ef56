package vigie.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.model.CveId;

/**
 * The lenient reader of CVE identifiers, for every text that comes from outside: fields of sources, names of files, what
 * people type or paste. {@link CveId#toString} is the one writer.
 *
 * <p>Bulletins, names of code repositories and people often misspell them: {@code cve-2021-44228}, {@code CVE 2023-38646},
 * {@code CVE-2021 -44228}, {@code CVE_2013_2186}, {@code CVE-2014-00160}, with one of Unicode's dashes, in full-width
 * letters, or with characters that nobody sees.
 *
 * <p>Time is linear in the length of the text whatever the text is, because an identifier has a bounded length.
 */
public final class CveIds {
    private static final int YEAR_DIGITS = 4;
    private static final String FIRST_YEAR = "1999";
    private static final int MIN_NUMBER_DIGITS = 4;
    private static final int MAX_NUMBER_DIGITS = 14;
    private static final int MAX_GAP = 3;
    private static final int LONGEST_BROKEN = 30;

    private CveIds() {}

    /**
     * Finds the identifiers of years from 1999 on that are not part of a longer word. They are not checked to exist.
     *
     * @param text any text, of any length
     * @return distinct identifiers in order of appearance
     */
    public static List<CveId> in(String text) {
        return spans(plain(text)).stream().map(Span::id).distinct().toList();
    }

    /** The text without the words that hold an identifier: an address that ends in one says nothing more. */
    public static String without(String text) {
        String plain = plain(text);
        StringBuilder rest = new StringBuilder();
        int at = 0;
        for (Span span : spans(plain)) {
            int from = span.from();
            while (from > at && !isBetweenWords(plain.charAt(from - 1))) {
                from--;
            }
            rest.append(plain, Math.min(at, from), from).append(' ');
            at = Math.max(at, span.to());
            while (at < plain.length() && !isBetweenWords(plain.charAt(at))) {
                at++;
            }
        }
        return rest.append(plain.substring(at)).toString();
    }

    private static boolean isBetweenWords(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == ',' || c == ';';
    }

    /**
     * Words that begin like an identifier, up to a digit at least, and are none: {@code CVE-2024-12}, {@code CVE-2024-34O0}.
     *
     * @return in order of appearance, each of at most {@value #LONGEST_BROKEN} characters
     */
    public static List<String> broken(String text) {
        String plain = plain(text);
        List<String> found = new ArrayList<>();
        int next = 0;
        List<Span> read = spans(plain);
        for (int i = 0; i < plain.length(); i++) {
            while (next < read.size() && read.get(next).from() < i) {
                next++;
            }
            boolean identifier = next < read.size() && read.get(next).from() == i;
            if (!identifier && plain.regionMatches(true, i, "CVE", 0, 3) && !isWordAt(plain, i - 1)) {
                int end = brokenEnd(plain, i + 3);
                String word = plain.substring(i, end);
                if (end > i + 4 && isDash(plain.charAt(i + 3)) && word.chars().anyMatch(c -> isDigit((char) c))) {
                    found.add(word);
                }
            }
        }
        return found;
    }

    private static int brokenEnd(String text, int from) {
        int end = from;
        while (end < text.length()
                && end - from < LONGEST_BROKEN
                && (isWordAt(text, end) || isDash(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    /**
     * What a text names from which findings are made.
     *
     * @param ids distinct identifiers in order of appearance
     * @param others words that look like an identifier and are none, and such as may mean another thing: part of a longer word
     *     ({@code XCVE-2021-0001}), with underscores as in names of files, or padded with zeros ({@code CVE-2021-00044228}); each of
     *     bounded length
     */
    public record Named(List<CveId> ids, List<String> others) {}

    /** The identifiers of a text that counts as a list of findings, so that none may be guessed and none be lost. */
    public static Named named(String text) {
        String plain = plain(text);
        Set<CveId> ids = new LinkedHashSet<>();
        List<String> others = new ArrayList<>(0);
        for (int i = 0; i < plain.length(); i++) {
            if (!plain.regionMatches(true, i, "CVE", 0, 3)) {
                continue;
            }
            Optional<Span> read = read(plain, i);
            int begin = i;
            while (begin > 0 && i - begin < LONGEST_BROKEN && isWordAt(plain, begin - 1)) {
                begin--;
            }
            if (begin == i && read.filter(span -> exact(plain, span)).isPresent()) {
                ids.add(read.get().id());
            } else {
                int end = brokenEnd(plain, i + 3);
                String word = plain.substring(begin, Math.max(end, i + 3));
                boolean looks = begin == i
                        ? isDash(charAt(plain, i + 3)) && word.chars().anyMatch(c -> isDigit((char) c))
                        : read.isPresent();
                if (looks || read.isPresent()) {
                    others.add(word);
                }
            }
        }
        return new Named(List.copyOf(ids), others);
    }

    private static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : ' ';
    }

    private static boolean exact(String plain, Span span) {
        String written = plain.substring(span.from(), span.to());
        int number = written.length();
        while (isDigit(written.charAt(number - 1))) {
            number--;
        }
        boolean padded = written.length() - number > MIN_NUMBER_DIGITS && written.charAt(number) == '0';
        return !padded && written.indexOf('_') < 0;
    }

    private record Span(CveId id, int from, int to) {}

    private static List<Span> spans(String plain) {
        List<Span> found = new ArrayList<>();
        for (int i = 0; i < plain.length(); i++) {
            if (plain.regionMatches(true, i, "CVE", 0, 3) && !isWordAt(plain, i - 1)) {
                read(plain, i).ifPresent(found::add);
            }
        }
        return found;
    }

    /** The one identifier that a text names, whatever stands around it; empty if it names none or several. */
    public static Optional<CveId> one(String text) {
        Optional<CveId> exact = CveId.parse(text).filter(id -> id.number() > 0);
        if (exact.isPresent()) {
            return exact;
        }
        List<CveId> found = in(text);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /**
     * As {@link #one}, for a field that has to name a CVE.
     *
     * @throws IllegalArgumentException if it names none or several
     */
    public static CveId of(String text) {
        return one(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a CVE identifier: " + (text.length() <= 40 ? text : text.substring(0, 40) + "…")));
    }

    /**
     * Full-width characters as ASCII, and without invisible ones inside a word or number. Other compatibility forms stay:
     * a superscript after an identifier is the mark of a footnote, not a digit of it.
     */
    private static String plain(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean invisible = Character.getType(c) == Character.FORMAT;
            if (!invisible || i == 0 || !sameKind(plain, text, i)) {
                plain.append(c >= 0xff01 && c <= 0xff5e ? (char) (c - 0xfee0) : c);
            }
        }
        return plain.toString();
    }

    /** Whether what stands before and after the invisible character is both letters, or both digits. */
    private static boolean sameKind(CharSequence before, String text, int at) {
        if (before.isEmpty() || at + 1 >= text.length()) {
            return false;
        }
        char left = before.charAt(before.length() - 1);
        char right = text.charAt(at + 1);
        return Character.isDigit(left) && Character.isDigit(right)
                || Character.isLetter(left) && Character.isLetter(right);
    }

    /** The identifier that begins here, empty if there is none. */
    private static Optional<Span> read(String text, int from) {
        int start = from + "CVE".length();
        int year = gapEnd(text, start);
        int yearEnd = year + digits(text, year, YEAR_DIGITS);
        int number = gapEnd(text, yearEnd);
        int numberEnd = number + digits(text, number, MAX_NUMBER_DIGITS);
        if (yearEnd - year < YEAR_DIGITS
                || number == yearEnd
                || numberEnd - number < MIN_NUMBER_DIGITS
                || isWordAt(text, numberEnd)
                || text.substring(year, yearEnd).compareTo(FIRST_YEAR) < 0
                || !hasDash(text, start, number)) {
            return Optional.empty();
        }
        CveId id = new CveId(
                Integer.parseInt(text.substring(year, yearEnd)), Long.parseLong(text.substring(number, numberEnd)));
        // The number 0 is never assigned; it stands for one that is not known.
        return id.number() == 0 ? Optional.empty() : Optional.of(new Span(id, from, numberEnd));
    }

    private static int gapEnd(String text, int start) {
        int end = start;
        while (end < text.length() && end - start < MAX_GAP && isGap(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int digits(String text, int start, int max) {
        int count = 0;
        while (count < max && start + count < text.length() && isDigit(text.charAt(start + count))) {
            count++;
        }
        return count;
    }

    /** Without a dash at all, the header of a table by year, "CVE 2020 2021 2022", would read as an identifier. */
    private static boolean hasDash(String text, int start, int end) {
        return text.substring(start, end).chars().anyMatch(CveIds::isDash);
    }

    private static boolean isGap(char c) {
        return isDash(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static boolean isDash(int c) {
        // The minus sign is a mathematical symbol to Unicode; the underscore stands for a dash in names of
        // repositories.
        return c == '_' || c == '\u2212' || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** ASCII only: Chinese and Japanese texts put no space around an identifier. */
    private static boolean isWordAt(String text, int index) {
        if (index < 0 || index >= text.length()) {
            return false;
        }
        char c = text.charAt(index);
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
