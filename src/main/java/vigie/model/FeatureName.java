package vigie.model;

/**
 * A feature's name in its parts: {@code C:CPE_VENDOR:MICROSOFT} is of the family C, speaks of CPE_VENDOR, and of
 * MICROSOFT among these.
 *
 * @param family C for categories, N for numbers, T for texts; may be empty
 * @param subject what it speaks of
 * @param item which of the possible values, empty if there are none to choose from
 */
public record FeatureName(String family, String subject, String item) {

    private static final double HALF = 0.5;

    /** The parts of a name. */
    public static FeatureName parse(String name) {
        int family = name.indexOf(':');
        String rest = name.substring(family + 1);
        int item = rest.indexOf(':');
        return new FeatureName(
                family < 0 ? "" : name.substring(0, family),
                item < 0 ? rest : rest.substring(0, item),
                item < 0 ? "" : rest.substring(item + 1));
    }

    /** Whether it holds or does not, and has no amount. */
    public boolean isCategory() {
        return family.equals("C") || family.equals("T");
    }

    /** Whether a category of that value holds; one whose value is missing does not. */
    public static boolean holds(double value) {
        return value >= HALF;
    }

    /** Whether the value says that there is nothing. */
    public static boolean nothing(double value) {
        return Double.isNaN(value) || value == 0;
    }
}
