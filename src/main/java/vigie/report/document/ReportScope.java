package vigie.report.document;

import java.util.List;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.Period;

/**
 * What a report is about.
 *
 * @param period days of publication
 * @param vendors vendors as a person writes them, of which any will do; empty asks for nothing
 * @param kind avis or alerte
 */
public record ReportScope(Period period, List<String> vendors, Optional<Bulletin.Kind> kind) {

    public ReportScope {
        vendors = List.copyOf(vendors);
    }

    /** The same of other days. */
    ReportScope during(Period other) {
        return new ReportScope(other, vendors, kind);
    }
}
