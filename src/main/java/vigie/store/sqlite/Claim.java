package vigie.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import vigie.model.Assessment;
import vigie.model.CveDay;
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
        int basis,
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
    static final String COLUMNS = "state, published, basis, modified, cvss_rank, cvss_score, cvss_version, cvss_vector,"
            + " cvss_source, cwe_rank, cwe, cwe_desc, cwe_source";

    /** What a record puts forward: nothing but its state and dates if it is rejected. */
    static Claim of(CveRecord record) {
        boolean reported = record.state() != CveState.REJECTED;
        Optional<Assessment> cvss = reported ? Preference.assessment(record.containers()) : Optional.empty();
        Optional<Weakness> cwe = reported ? Preference.weakness(record.containers()) : Optional.empty();
        return new Claim(
                record.state().name(),
                record.published().map(Object::toString),
                record.basis().ordinal(),
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
        double score = row.getDouble(from + 5);
        Optional<Double> cvssScore = row.wasNull() ? Optional.empty() : Optional.of(score);
        return new Claim(
                row.getString(from),
                text(row, from + 1),
                row.getInt(from + 2),
                text(row, from + 3),
                row.getInt(from + 4),
                cvssScore,
                text(row, from + 6),
                text(row, from + 7),
                text(row, from + 8),
                row.getInt(from + 9),
                text(row, from + 10),
                text(row, from + 11),
                text(row, from + 12));
    }

    private static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** The same with another day from which the CVE counts. */
    Claim from(String day, CveDay how) {
        return new Claim(
                state,
                Optional.of(day),
                how.ordinal(),
                modified,
                cvssRank,
                cvssScore,
                cvssVersion,
                cvssVector,
                cvssSource,
                cweRank,
                cwe,
                cweDescription,
                cweSource);
    }

    /**
     * The choice between this claim, the CVE List's if there is one, and another: the state is this one's, and so is the day from which
     * the CVE counts unless the other's rests on something better, see {@link CveDay}.
     */
    Claim or(Claim other) {
        if (state.equals(CveState.REJECTED.name())) {
            return this;
        }
        Claim cvss = other.cvssRank < cvssRank ? other : this;
        Claim weak = other.cweRank < cweRank ? other : this;
        Claim dated = other.published.isPresent() && (published.isEmpty() || other.basis < basis) ? other : this;
        return new Claim(
                state,
                dated.published,
                dated.basis,
                modified.isPresent() ? modified : other.modified,
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
