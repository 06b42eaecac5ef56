package vigie.store;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;

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
     * @param cves only rows of these CVEs or of the publications; none of both means any
     * @param publications only rows of these publications or of the CVEs
     */
    record Filter(
            Optional<LocalDate> since,
            Optional<LocalDate> until,
            Optional<Bulletin.Kind> kind,
            ProductFilter product,
            Optional<Double> minScore,
            Set<CveId> cves,
            Set<BulletinRef> publications) {

        /** All rows. */
        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), ProductFilter.ANY, Optional.empty());

        /** Whichever CVEs and publications. */
        public Filter(
                Optional<LocalDate> since,
                Optional<LocalDate> until,
                Optional<Bulletin.Kind> kind,
                ProductFilter product,
                Optional<Double> minScore) {
            this(since, until, kind, product, minScore, Set.of(), Set.of());
        }

        /** Whether CVEs or publications are named. */
        public boolean named() {
            return !cves.isEmpty() || !publications.isEmpty();
        }
    }

    /** Hands out the rows, newest publication first. */
    void each(Filter filter, Consumer<TableEntry> rows);
}
