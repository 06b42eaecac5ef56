package vigie.finding.format;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.text.Cpe;
import vigie.text.CveIds;

/**
 * What scanners of networks have in common: each finding is a check that hit, and the product stands in a CPE name or, with its
 * versions, in the text that the check wrote.
 */
final class Checks {

    /** Kind of a component that is named by the check only. */
    static final String CHECK = "check";

    private static final String VERSION = "[0-9A-Za-z][0-9A-Za-z.:+~_-]{0,60}";

    /**
     * Lines of plugins of Nessus ({@code Installed version : 1.2}) and of checks of Greenbone ({@code Installed version: 1.2}).
     * Where several products stand in one text, no pair of versions is that of the finding.
     */
    private static final Pattern INSTALLED =
            line("Installed version|Version source is|Remote package installed|Reported version");

    private static final Pattern FIXED = line("Fixed version|Fixed version\\(s\\)|Should be");

    /** What Greenbone's CVE scanner writes instead of a name of its own. */
    private static final Pattern CARRIED = Pattern.compile("The host carries the product: (cpe:\\S{1,300})");

    private Checks() {}

    private static Pattern line(String words) {
        return Pattern.compile("(?m)^[ \\t>-]{0,40}(?:" + words + ")[ \\t]{0,40}:[ \\t]{0,40}(" + VERSION
                + "(?:[ \\t]{0,3}[/,][ \\t]{0,3}" + VERSION + "){0,5})[ \\t\\r]*$");
    }

    /** The one version in the text, or the one list of those of several branches; empty if there is none, or another one. */
    private static String only(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return "";
        }
        String found = matcher.group(1);
        while (matcher.find()) {
            if (!matcher.group(1).equals(found)) {
                return "";
            }
        }
        return found;
    }

    /**
     * Sets component and fixed version.
     *
     * @param title name of the check, which stands in for a product that is not named
     * @param cpe CPE name of the product; empty if there is none, or if it stands in the text
     * @param text what the check wrote
     * @param path port or service
     */
    static void describe(Finding.Draft draft, String title, String cpe, String text, String path) {
        Matcher carried = CARRIED.matcher(text);
        String named = cpe.isEmpty() && carried.find() ? carried.group(1) : cpe;
        Optional<Cpe> product = Cpe.read(named.startsWith("x-") ? named.substring(2) : named);
        String installed = only(INSTALLED, text);
        String version = product.map(Cpe::version)
                .filter(one -> !one.equals(Cpe.ANY) && !one.equals("-") && !one.isEmpty())
                .orElse(installed);
        draft.component(new Component(
                product.map(one -> one.name().product())
                        .orElse(CveIds.without(title).isBlank() ? "" : title),
                installed.isEmpty() ? version : installed,
                "",
                product.isPresent() ? "" : CHECK,
                path,
                title));
        draft.fixed(fixed(text));
    }

    /** The version that mends it, by what the check wrote; of several branches with commas between. */
    static String fixed(String text) {
        return only(FIXED, text).replaceAll("\\s*[/,]\\s*", ", ");
    }

    /** {@code 443/tcp}; empty where a port is 0 or not said, as for what is found on the host itself. */
    static String port(String port, String protocol) {
        if (port.isEmpty() || port.equals("0")) {
            return "";
        }
        return protocol.isEmpty() ? port : port + "/" + protocol.toLowerCase(Locale.ROOT);
    }
}
