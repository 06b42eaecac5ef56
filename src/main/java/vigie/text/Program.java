package vigie.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Name and version of this program. Both are written in {@code pom.xml} only; the build puts them into a resource. */
public final class Program {

    private static final Properties BUILT = built();

    private Program() {}

    /** The version: {@code 0.1.0}. */
    public static String version() {
        return BUILT.getProperty("version");
    }

    /**
     * How the program introduces itself to hosts (RFC 9110, section 10.1.5): {@code Vigie/0.1.0 (…)}, with the address of
     * the project where {@code pom.xml} has one.
     */
    public static String userAgent() {
        return userAgent(BUILT.getProperty("name"), version(), BUILT.getProperty("address"));
    }

    static String userAgent(String name, String version, String address) {
        String purpose = "vulnerability prioritisation; conditional requests";
        return name + "/" + version + " (" + purpose + (address.isEmpty() ? "" : "; +" + address) + ")";
    }

    private static Properties built() {
        try (InputStream in = Program.class.getResourceAsStream("program.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
