package vigie.triage;

import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.io.SplitMix64;

/** What makes two findings of different days the same one: vulnerability, package without its version, asset and path. */
final class Keys {

    private static final long PRIME = 0x100000001b3L;
    private static final long BASIS = 0xcbf29ce484222325L;

    private Keys() {}

    /** A component without its version: two versions of a package are the same one, at two times. */
    static String packageName(Component component) {
        if (!component.name().isEmpty()) {
            return component.name();
        }
        String purl = component.purl();
        int end = purl.length();
        for (char mark : new char[] {'@', '?', '#'}) {
            int at = purl.indexOf(mark, mark == '@' ? purl.lastIndexOf('/') + 1 : 0);
            end = at > 0 ? Math.min(end, at) : end;
        }
        return purl.substring(0, end);
    }

    /** The key of a finding. */
    static long of(String id, Finding finding) {
        return of(
                id,
                packageName(finding.component()),
                finding.asset(),
                finding.component().path());
    }

    /**
     * The key as a number: of a million findings, two have the same one once in thirty million runs. FNV-1a over all characters, mixed.
     */
    static long of(String id, String component, String asset, String path) {
        long hash = BASIS;
        for (String part : new String[] {id, component, asset, path}) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * PRIME;
            }
            hash = (hash ^ 0xffff) * PRIME;
        }
        return SplitMix64.mix(hash);
    }
}
