package vigie.browser;

import java.util.List;

/**
 * A page of the site.
 *
 * @param path path and query
 * @param status of the answer
 * @param entry the entry of the menu that it belongs to; empty for none
 * @param english what the English title holds
 * @param french what the French title holds
 */
record SitePage(String path, int status, String entry, String english, String french) {

    /** Every page; a new one is a new line. */
    static final List<SitePage> ALL = List.of(
            new SitePage("/today", 200, "today", "Today", "Aujourd"),
            new SitePage("/publications", 200, "publications", "publications", "ublications"),
            new SitePage(
                    "/publications?type=x&vendor=nobody&since=x", 200, "publications", "publications", "ublications"),
            new SitePage("/cves", 200, "cves", "CVE", "CVE"),
            new SitePage("/cves?kev=true&severity=critical&sort=epss&cvss_min=x", 200, "cves", "CVE", "CVE"),
            new SitePage("/sources", 200, "sources", "Sources", "Sources"));

    /** Pages that show hostile records. */
    static final List<String> HOSTILE = List.of(
            "/today",
            "/publications",
            "/cves",
            "/cves?q=" + HostileRecords.WORD,
            "/cves?q=" + HostileRecords.WORD
                    + "&columns=headline,vendor,product,score,epss,cvss,severity,kev,exploit,cwe,published,state",
            "/sources");

    @Override
    public String toString() {
        return path;
    }
}
