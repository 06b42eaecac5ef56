package vigie.model;

import java.util.Optional;

/**
 * A CVE identifier, {@code CVE-YYYY-NNNN}, as the CVE Record Format defines it (four digits or more, padded with
 * zeros to four only).
 *
 * @param year the year of the identifier, 1999 to 9999 (not necessarily that of publication); before 1999 in placeholders only, of
 *     which no record is ever held
 * @param number the sequence number, 1 to 14 digits; the format allows 19, the largest ever assigned has 7
 */
public record CveId(int year, long number) implements Comparable<CveId> {

    private static final long NUMBERS_PER_YEAR = 100_000_000_000_000L;

    /** Refuses a year before 0 or after 9999 and a number that is negative or has more than 14 digits. */
    public CveId {
        if (year < 0 || year > 9999 || number < 0 || number >= NUMBERS_PER_YEAR) {
            throw new IllegalArgumentException("no CVE identifier: year " + year + ", number " + number);
        }
    }

    /** The identifier that the text spells exactly ({@code CVE-2024-3400}), or empty for anything else. */
    public static Optional<CveId> parse(String text) {
        return formed(text).filter(id -> id.year >= 1999);
    }

    /**
     * As {@link #parse}, of any year: programs and their tests write {@code CVE-0000-0001} and {@code CVE-1234-5678} where a CVE is
     * to come.
     */
    public static Optional<CveId> formed(String text) {
        int length = text.length();
        if (length < 13 || length > 23 || !text.startsWith("CVE-") || text.charAt(8) != '-') {
            return Optional.empty();
        }
        long year = digits(text, 4, 8);
        long number = digits(text, 9, length);
        boolean padded = length > 13 && text.charAt(9) == '0';
        return year < 0 || number < 0 || padded ? Optional.empty() : Optional.of(new CveId((int) year, number));
    }

    /** As {@link #parse}, for text that is known to be an identifier; throws IllegalArgumentException otherwise. */
    public static CveId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a CVE identifier: " + shorten(text)));
    }

    /** The identifier that {@link #key} gave the number for. */
    public static CveId ofKey(long key) {
        return new CveId((int) (key / NUMBERS_PER_YEAR), key % NUMBERS_PER_YEAR);
    }

    /** A number that sorts as the identifiers do and fits a 64-bit database key. */
    public long key() {
        return year * NUMBERS_PER_YEAR + number;
    }

    /** Written out as in {@link Origin}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CveId same && year == same.year && number == same.number;
    }

    /** That of a record would be the same for neighbours of neighbouring years, which fills large maps with collisions. */
    @Override
    public int hashCode() {
        return Long.hashCode(number * 64 + (year & 63));
    }

    @Override
    public int compareTo(CveId other) {
        return Long.compare(key(), other.key());
    }

    @Override
    public String toString() {
        String digits = Long.toString(number);
        return "CVE-" + (year < 1000 ? "%04d".formatted(year) : year) + "-"
                + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private static long digits(String text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
