package vigie.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * CVE identifiers in free text, such as bulletins and names of code repositories, where they are often misspelt:
 * {@code cve-2021-44228}, {@code CVE 2023-38646}, {@code CVE-2021 -44228}, {@code CVE_2013_2186}, or with one of
 * Unicode's dashes.
 *
 * <p>Time is linear in the length of the text whatever the text is, because an identifier has a bounded length.
 */
public final class CveIds {
    private static final int YEAR_DIGITS = 4;
    private static final String FIRST_YEAR = "1999";
    private static final int MIN_NUMBER_DIGITS = 4;
    private static final int MAX_NUMBER_DIGITS = 14;
    private static final int MAX_GAP = 3;

    private CveIds() {}

    /**
     * Finds the identifiers of years from 1999 on that are not part of a longer word. They are not checked to exist.
     *
     * @param text any text, of any length
     * @return canonical identifiers ({@code CVE-YYYY-NNNN}, 4 to 14 digits after the year, padded with zeros to four
     *     only), distinct, in order of
     *     appearance
     */
    public static List<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        for (int i = 0; i < text.length(); i++) {
            if (text.regionMatches(true, i, "CVE", 0, 3) && !isWordAt(text, i - 1)) {
                String id = read(text, i + 3);
                if (!id.isEmpty()) {
                    found.add(id);
                }
            }
        }
        return List.copyOf(found);
    }

    /** The identifier whose year and number follow, empty if there is none. */
    private static String read(String text, int start) {
        int year = gapEnd(text, start);
        int yearEnd = year + digits(text, year, YEAR_DIGITS);
        int number = gapEnd(text, yearEnd);
        int numberEnd = number + digits(text, number, MAX_NUMBER_DIGITS);
        if (yearEnd - year < YEAR_DIGITS
                || number == yearEnd
                || numberEnd - number < MIN_NUMBER_DIGITS
                || isWordAt(text, numberEnd)
                || numberEnd - number > MIN_NUMBER_DIGITS && text.charAt(number) == '0'
                || text.substring(year, yearEnd).compareTo(FIRST_YEAR) < 0
                || !hasDash(text, start, number)) {
            return "";
        }
        return "CVE-" + text.substring(year, yearEnd) + "-" + text.substring(number, numberEnd);
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
