package vigie.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** The texts of Vigie in the user's language. */
public final class Messages {

    /** The supported languages. */
    public static final java.util.List<String> LANGUAGES = java.util.List.of("en", "fr");

    private static final String SENTENCES = "vigie.text.messages";
    private static final String EXPLANATIONS = "vigie.text.explanations";

    private final ResourceBundle bundle;
    private final Locale locale;

    /**
     * @param language {@code fr} or {@code en}; anything else gives English
     */
    public Messages(String language) {
        this(SENTENCES, language.equals("fr") ? Locale.FRENCH : Locale.ENGLISH);
    }

    private Messages(String bundle, Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                bundle, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The texts of explanations, in the same language. */
    public Messages explanations() {
        return new Messages(EXPLANATIONS, locale);
    }

    /**
     * The texts of a part of the program, in the same language.
     *
     * @param name name of a bundle beside this class: {@code pages}
     */
    public Messages bundle(String name) {
        return new Messages("vigie.text." + name, locale);
    }

    /** Whether there is a text for the key. */
    public boolean knows(String key) {
        return bundle.containsKey(key);
    }

    /** The text of the key, formatted with the values (see {@link MessageFormat}). */
    public String get(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /** The keys of all texts. */
    Set<String> keys() {
        return bundle.keySet();
    }

    /** The text of the key before it is formatted. */
    String pattern(String key) {
        return bundle.getString(key);
    }

    /** The language of the texts. */
    public Locale locale() {
        return locale;
    }
}
