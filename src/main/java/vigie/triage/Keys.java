package vigie.triage;

import vigie.finding.Component;

/** What makes two findings of different days the same one. */
final class Keys {

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
}
