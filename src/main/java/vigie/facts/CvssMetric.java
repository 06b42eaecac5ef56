package vigie.facts;

/**
 * A metric of a CVSS vector, and what its value means.
 *
 * @param code {@code AV}
 * @param name what is measured, in the user's language; the code if that is not known here
 * @param value the value's code, {@code N}
 * @param words what the value means, in the user's language; the code if that is not known here
 * @param weight how much the value adds to the danger
 */
public record CvssMetric(String code, String name, String value, String words, Weight weight) {

    /** How much a value adds to the danger, among the values that its metric can have. */
    public enum Weight {
        /** The value says nothing, or is not known here. */
        NONE,
        LEAST,
        LESS,
        MORE,
        MOST
    }
}
