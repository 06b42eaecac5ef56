package vigie.ssvc;

import vigie.text.Messages;

/** A decision table or a list of assets cannot be used; every language has a sentence that says why. */
public final class SsvcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] values;

    /**
     * With what is wrong.
     *
     * @param key of the sentence in the bundle {@code ssvc}, after {@code error.}
     * @param values what it names
     */
    SsvcException(String key, Object... values) {
        super(new Messages("en").bundle("ssvc").get("error." + key, values));
        this.key = key;
        this.values = values.clone();
    }

    /** What is wrong, in the user's language. */
    public String sentence(Messages messages) {
        return messages.bundle("ssvc").get("error." + key, values);
    }
}
