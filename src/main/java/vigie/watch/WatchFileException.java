package vigie.watch;

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
    WatchFileException(String key, Object... values) {
        super(sentence(new Messages("en").bundle("watch"), key, values));
        this.key = key;
        this.values = values.clone();
    }

    /**
     * What is wrong.
     *
     * @param words the bundle {@code watch}
     */
    public String sentence(Messages words) {
        return sentence(words, key, values);
    }

    private static String sentence(Messages words, String key, Object... values) {
        return words.get("error." + key, values);
    }
}
