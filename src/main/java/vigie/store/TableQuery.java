package vigie.store;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.model.Bulletin;

/** The consolidated table of publications and their CVEs. */
public interface TableQuery {

    /**
     * Which rows.
     *
     * @param since first day of publication
     * @param until last day of publication
     * @param kind avis or alerte
     * @param product vendor and product, of the publication or of the CVE
     * @param minScore lowest CVSS base score; rows without a score are then left out
     */
    record Filter(
            Optional<LocalDate> since,
            Optional<LocalDate> until,
            Optional<Bulletin.Kind> kind,
            ProductFilter product,
            Optional<Double> minScore) {

        /** All rows. */
        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), ProductFilter.ANY, Optional.empty());
    }

    /** Hands out the rows, newest publication first. */
    void each(Filter filter, Consumer<TableEntry> rows);
}
