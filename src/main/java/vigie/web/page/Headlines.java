package vigie.web.page;

import vigie.model.CveId;
import vigie.store.DossierQuery;
import vigie.store.Reader;

/** Headlines of CVEs. */
final class Headlines {

    private final DossierQuery dossiers;

    Headlines(Reader reader) {
        this.dossiers = reader.dossiers();
    }

    /** The headline; empty where no record says anything. */
    String of(CveId cve) {
        return dossiers.headline(cve).orElse("");
    }
}
