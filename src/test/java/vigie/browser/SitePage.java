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
            new SitePage("/watch", 200, "watch", "My watch", "Ma veille"),
            new SitePage("/findings", 200, "findings", "Findings", "Constats"),
            new SitePage("/watch/edit", 200, "watch", "New watch list", "Nouvelle liste"),
            new SitePage("/publications", 200, "publications", "publications", "ublications"),
            new SitePage(
                    "/publications?type=x&vendor=nobody&since=x", 200, "publications", "publications", "ublications"),
            new SitePage("/cves", 200, "cves", "CVE", "CVE"),
            new SitePage("/cves?kev=true&severity=critical&sort=epss&cvss_min=x", 200, "cves", "CVE", "CVE"),
            new SitePage("/cves/CVE-2024-3400", 200, "cves", "CVE-2024-3400", "CVE-2024-3400"),
            new SitePage("/cves/" + HostileRecords.CVE, 200, "cves", HostileRecords.CVE, HostileRecords.CVE),
            new SitePage("/cves/" + HostileRecords.LONG, 200, "cves", HostileRecords.LONG, HostileRecords.LONG),
            new SitePage("/cves/" + HostileRecords.MANY, 200, "cves", HostileRecords.MANY, HostileRecords.MANY),
            new SitePage("/publications/CERTFR-2026-AVI-0101", 200, "publications", "AVI-0101", "AVI-0101"),
            new SitePage("/publications/" + HostileRecords.AVIS, 200, "publications", "AVI-9901", "AVI-9901"),
            new SitePage("/lookup", 200, "cves", "Look up", "echercher une liste"),
            new SitePage("/changes", 200, "changes", "Changes", "Modifications"),
            new SitePage("/changes?limit=5&before=40", 200, "changes", "Changes", "Modifications"),
            new SitePage("/changes?kind=x&since=x&id=x&vendor=nobody", 200, "changes", "Changes", "Modifications"),
            new SitePage("/changes?id=" + HostileRecords.LONG, 200, "changes", "Changes", "Modifications"),
            new SitePage("/analysis", 200, "analysis", "Analysis", "Analyse"),
            new SitePage("/analysis?since=x&vendor=nobody", 200, "analysis", "Analysis", "Analyse"),
            new SitePage("/model", 200, "model", "odel", "od\u00e8le"),
            new SitePage("/sources", 200, "sources", "Sources", "Sources"),
            new SitePage("/api", 200, "", "API", "API"),
            new SitePage("/cves/CVE-2024-3400/raw/cve-list", 200, "cves", "CVE-2024-3400", "CVE-2024-3400"),
            new SitePage("/session", 200, "", "Sign in", "onnexion"),
            new SitePage("/nowhere", 404, "", "not found", "introuvable"),
            new SitePage("/cves/CVE-2024-9999", 404, "", "not found", "introuvable"),
            new SitePage("/publications/CERTFR-1999-AVI-9999", 404, "", "not found", "introuvable"));

    /** Pages that show hostile records. */
    static final List<String> HOSTILE = List.of(
            "/today",
            "/publications",
            "/cves?since=2026-01-28",
            "/cves?q=" + HostileRecords.WORD,
            "/cves?q=" + HostileRecords.WORD
                    + "&columns=headline,vendor,product,score,epss,cvss,severity,kev,exploit,cwe,published,state",
            "/cves/" + HostileRecords.CVE,
            "/cves/" + HostileRecords.LONG,
            "/cves/" + HostileRecords.MANY,
            "/cves/" + HostileRecords.CVE + "/raw/cve-list",
            "/cves/" + HostileRecords.CVE + "/raw/nvd",
            "/changes?kind=description",
            "/changes?id=" + HostileRecords.CVE,
            "/changes?id=" + HostileRecords.LONG,
            "/publications/" + HostileRecords.AVIS,
            "/publications/" + HostileRecords.ALERT,
            "/analysis?since=2026-01-29&type=alerte",
            "/sources");

    @Override
    public String toString() {
        return path;
    }
}
