package vigie.watch;

import tools.jackson.core.JacksonException;
import vigie.text.Messages;

/** A watch list or a file of products says something that cannot be meant; every language has a sentence that says what. */
public final class WatchFileException extends RuntimeException {

    private static final long serialVersionUID = 2L;

    private final String key;
    private final transient Object[] values;

    /**
     * With what is wrong.
     *
     * @param key of the sentence in the bundle {@code watch}, after {@code error.}
     * @param values what it names
     */
    public WatchFileException(String key, Object... values) {
        super(sentence(new Messages("en").bundle("watch"), key, values));
        this.key = key;
        this.values = values.clone();
    }

    /** Of a text that is no JSON. */
    public static WatchFileException json(JacksonException fault) {
        return new WatchFileException(
                "json", fault.getLocation() == null ? 1 : fault.getLocation().getLineNr());
    }

    /**
     * What is wrong.
     *
     * @param words the bundle {@code watch}
     */
    public String sentence(Messages words) {
        return sentence(words, key, values);
    }

    /** What kind of fault it is: the key of its sentence. */
    public String fault() {
        return key;
    }

    private static String sentence(Messages words, String key, Object... values) {
        return words.get("error." + key, values);
    }
}
