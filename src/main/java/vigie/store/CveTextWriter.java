package vigie.store;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import vigie.model.Affected;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Preference;

/** Keeps the words by which a CVE is found; those of the CVE List, or NVD's where the list has no record. */
final class CveTextWriter {

    private static final String VALUES = " INTO cve_text (rowid, title, description, products) VALUES (?, ?, ?, ?)";

    private final Tx tx;

    CveTextWriter(Tx tx) {
        this.tx = tx;
    }

    void write(CveRecord record, boolean known) throws SQLException {
        long cve = record.id().key();
        if (record.state() == CveState.REJECTED) {
            tx.run("DELETE FROM cve_text WHERE rowid = ?", cve);
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        for (Container container : record.containers()) {
            for (Affected affected : container.affected()) {
                names.add(affected.vendor());
                names.add(affected.product());
            }
        }
        tx.run(
                (known ? "INSERT OR REPLACE" : "INSERT") + VALUES,
                cve,
                Preference.title(record.containers().stream()),
                Preference.description(record.containers().stream()),
                String.join("; ", names));
    }
}
