package vigie.finding;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Assets and components as identifiers in documents that we write for others, where a field takes an address only. A package URL stands
 * for itself; anything else becomes {@code urn:vigie:asset:web-1} or {@code urn:vigie:component:openssl@3.0.1}, with percent signs for
 * what an address cannot hold.
 */
public final class OwnNames {

    private static final String ASSET = "urn:vigie:asset:";
    private static final String COMPONENT = "urn:vigie:component:";
    private static final String PATH = "urn:vigie:path:";
    private static final String PURL = "pkg:";

    private OwnNames() {}

    /** An asset. */
    public static String asset(String name) {
        return ASSET + encoded(name);
    }

    /**
     * A component by its package URL, if that says the name that the report has for it, else by its name, with its version where one is
     * said, else by its path; empty if it has none of them.
     */
    public static String component(Component one) {
        String purl = one.purl();
        boolean same =
                one.name().isEmpty() || one.name().equals(Finding.ofPurl(purl).name());
        if (same && purl.startsWith(PURL) && purl.chars().allMatch(OwnNames::ofAddress)) {
            return purl;
        }
        String known = one.name().isEmpty() ? purl : one.name();
        if (known.isEmpty()) {
            return one.path().isEmpty() ? "" : PATH + encoded(one.path());
        }
        return COMPONENT + encoded(known) + (one.version().isEmpty() ? "" : "@" + encoded(one.version()));
    }

    /** Whether an identifier names an asset. */
    public static boolean isAsset(String id) {
        return id.startsWith(ASSET);
    }

    /** Whether an identifier names a component. */
    public static boolean isComponent(String id) {
        return id.startsWith(COMPONENT) || id.startsWith(PURL) || id.startsWith(PATH);
    }

    /** The name that an identifier stands for; one that we did not make stays as it is. */
    public static String name(String id) {
        for (String kind : new String[] {ASSET, COMPONENT, PATH}) {
            if (id.startsWith(kind)) {
                return decoded(id.substring(kind.length()));
            }
        }
        return id;
    }

    private static String decoded(String coded) {
        try {
            return URLDecoder.decode(coded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return coded;
        }
    }

    /** The component that an identifier stands for. */
    public static Component read(String id) {
        if (id.startsWith(PURL)) {
            return new Component("", "", id, "", "");
        }
        if (id.startsWith(PATH)) {
            return new Component("", "", "", "", name(id));
        }
        int version = id.indexOf('@');
        return id.startsWith(COMPONENT) && version > 0
                ? new Component(name(id.substring(0, version)), decoded(id.substring(version + 1)), "", "", "")
                : new Component(name(id), "", "", "", "");
    }

    private static boolean ofAddress(int character) {
        return character > ' ' && character < 0x7f && "\"<>\\^`{|}".indexOf(character) < 0;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
