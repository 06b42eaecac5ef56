package vigie.report.document;

import vigie.index.Publication;
import vigie.model.CveId;
import vigie.text.Html;

/** Links to what others publish. */
final class Links {

    private Links() {}

    /** To the record of a CVE. */
    static String cve(CveId cve) {
        return to("https://www.cve.org/CVERecord?id=" + cve, cve.toString());
    }

    /** To a publication of CERT-FR. */
    static String publication(Publication publication) {
        return to(
                "https://www.cert.ssi.gouv.fr/" + publication.kind() + "/" + publication.ref() + "/",
                publication.ref().toString());
    }

    /** To an address of the web. */
    static String to(String url, String text) {
        return "<a href=\"" + Html.escape(url) + "\" rel=\"noopener noreferrer nofollow\">" + Html.escape(text)
                + "</a>";
    }
}
