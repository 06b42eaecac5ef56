package vigie.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import vigie.model.Assessment;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Preference;
import vigie.model.Weakness;

/**
 * What a record puts forward for the one row that stands for its CVE. A missing value is NULL in the database and empty
 * here.
 */
record Claim(
        String state,
        Optional<String> published,
        Optional<String> modified,
        int cvssRank,
        Optional<Double> cvssScore,
        Optional<String> cvssVersion,
        Optional<String> cvssVector,
        Optional<String> cvssSource,
        int cweRank,
        Optional<String> cwe,
        Optional<String> cweDescription,
        Optional<String> cweSource) {

    /** The columns that {@link #read} needs. */
    static final String COLUMNS = "state, published, modified, cvss_rank, cvss_score, cvss_version, cvss_vector,"
            + " cvss_source, cwe_rank, cwe, cwe_desc, cwe_source";

    /** What a record puts forward: nothing but its state and dates if it is rejected. */
    static Claim of(CveRecord record) {
        boolean reported = record.state() != CveState.REJECTED;
        Optional<Assessment> cvss = reported
                ? Preference.assessment(record.containers().stream().flatMap(c -> c.assessments().stream()))
                : Optional.empty();
        Optional<Weakness> cwe = reported
                ? Preference.weakness(record.containers().stream().flatMap(c -> c.weaknesses().stream()))
                : Optional.empty();
        return new Claim(
                record.state().name(),
                record.published().map(Object::toString),
                record.modified().map(Object::toString),
                cvss.map(Preference::rank).orElse(Preference.LAST),
                cvss.map(Assessment::score),
                cvss.map(a -> a.version().toString()),
                cvss.map(Assessment::vector),
                cvss.map(a -> a.origin().toString()),
                cwe.map(Preference::rank).orElse(Preference.LAST),
                cwe.map(Weakness::id),
                cwe.map(Weakness::description),
                cwe.map(w -> w.origin().toString()));
    }

    /** Reads {@link #COLUMNS} from a column on. */
    static Claim read(ResultSet row, int from) throws SQLException {
        double score = row.getDouble(from + 4);
        Optional<Double> cvssScore = row.wasNull() ? Optional.empty() : Optional.of(score);
        return new Claim(
                row.getString(from),
                text(row, from + 1),
                text(row, from + 2),
                row.getInt(from + 3),
                cvssScore,
                text(row, from + 5),
                text(row, from + 6),
                text(row, from + 7),
                row.getInt(from + 8),
                text(row, from + 9),
                text(row, from + 10),
                text(row, from + 11));
    }

    private static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** The choice between this claim, the CVE List's if there is one, and another: state and dates are this one's. */
    Claim or(Claim other) {
        if (state.equals(CveState.REJECTED.name())) {
            return this;
        }
        Claim cvss = other.cvssRank < cvssRank ? other : this;
        Claim weak = other.cweRank < cweRank ? other : this;
        return new Claim(
                state,
                published,
                modified,
                cvss.cvssRank,
                cvss.cvssScore,
                cvss.cvssVersion,
                cvss.cvssVector,
                cvss.cvssSource,
                weak.cweRank,
                weak.cwe,
                weak.cweDescription,
                weak.cweSource);
    }
}
