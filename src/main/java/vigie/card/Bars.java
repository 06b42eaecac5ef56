package vigie.card;

/** Bars of block characters. */
final class Bars {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bars() {}

    /**
     * A bar, exact to an eighth of a character.
     *
     * @param share of the whole length, 0 to 1
     * @param length characters of the whole
     */
    static String bar(double share, int length) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, share)) * length * 8);
        String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return "█".repeat(eighths / 8) + rest;
    }
}
