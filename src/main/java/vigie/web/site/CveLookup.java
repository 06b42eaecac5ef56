package vigie.web.site;

import java.util.Collection;
import java.util.List;
import vigie.facts.CveLines;
import vigie.facts.Lookup;
import vigie.index.Snapshot;
import vigie.model.CveId;

/** Looks up the CVEs of a list in the current snapshot, for the page and the API. */
public final class CveLookup {

    /** Most CVEs at once: their answer in JSON takes 12 MB. */
    public static final int MOST = 20_000;

    private final Site site;

    public CveLookup(Site site) {
        this.site = site;
    }

    /**
     * What is known of them.
     *
     * @throws BadQueryException if they are more than {@value #MOST}
     */
    public Lookup of(Collection<CveId> cves) {
        if (cves.size() > MOST) {
            throw new BadQueryException(
                    List.of(new QueryValues.Wrong("body", Integer.toString(cves.size()), "lookup.many")));
        }
        Snapshot snapshot = site.snapshot();
        return site.readers().ask(reader -> Lookup.of(cves, new CveLines(reader, snapshot.cves())));
    }
}
