package vigie.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences that Vigie says, in the user's language. */
public final class Messages {

    /** The languages that there are. */
    public static final java.util.List<String> LANGUAGES = java.util.List.of("en", "fr");

    private static final String BUNDLE = "vigie.text.messages";

    private final ResourceBundle bundle;
    private final Locale locale;

    /**
     * @param language {@code fr} or {@code en}; anything else gives English
     */
    public Messages(String language) {
        this.locale = language.equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The sentence of that key, with its values put in (see {@link MessageFormat}). */
    public String get(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /** The language of the sentences. */
    public Locale locale() {
        return locale;
    }
}
