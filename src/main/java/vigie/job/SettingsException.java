package vigie.job;

/** The configuration cannot be used; the message names the file, the setting, and what is wrong with it. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SettingsException(String message) {
        super(message);
    }
}
