package vigie.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import vigie.model.CveId;
import vigie.model.CveRecord;

/** Writes CVE records: the record, its JSON, what it puts forward, its products and its words. */
final class CveWriter {

    private static final String HELD = "SELECT source, hash, " + Claim.COLUMNS + " FROM record WHERE cve = ?";
    private static final String RECORD = "INSERT OR REPLACE INTO record (cve, source, hash, seen, " + Claim.COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /** A record whose words do not count leaves the headline as it is. */
    private static final String CHOSEN = "INSERT INTO cve (id, state, published, modified, cvss_score,"
            + " cvss_version, cvss_vector, cvss_source, cwe, cwe_desc, cwe_source, headline)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
            + " published = excluded.published, modified = excluded.modified, cvss_score = excluded.cvss_score,"
            + " cvss_version = excluded.cvss_version, cvss_vector = excluded.cvss_vector,"
            + " cvss_source = excluded.cvss_source, cwe = excluded.cwe, cwe_desc = excluded.cwe_desc,"
            + " cwe_source = excluded.cwe_source, headline = coalesce(excluded.headline, headline)";

    private static final String RAW = "INSERT OR REPLACE INTO raw (id, body) VALUES (?, ?)";

    private final Tx tx;
    private final String today;
    private final ExploitedWriter exploited;
    private final UnrecordedCves unrecorded;
    private final AffectsWriter affects;
    private final CveTextWriter texts;

    CveWriter(Tx tx, String today, ExploitedWriter exploited, UnrecordedCves unrecorded) {
        this.tx = tx;
        this.exploited = exploited;
        this.unrecorded = unrecorded;
        this.today = today;
        this.affects = new AffectsWriter(tx);
        this.texts = new CveTextWriter(tx);
    }

    WriteResult write(CveRow row, SqlitePrepared.Document document) throws SQLException {
        Held held = held(row.id(), row.source());
        Claim claim = row.claim();
        if (held.own().isPresent() && (older(claim, held.own().get()) || held.hash() == document.hash())) {
            return WriteResult.SAME;
        }
        long cve = row.id().key();
        boolean known = held.own().isPresent() || held.other().isPresent() || unrecorded.recorded(cve);
        put(row, document.hash());
        tx.run(RAW, Documents.key(cve, row.source()), document.packed());
        affects.write(row, held.own().isPresent());
        exploited.decisions(row, held.own().isPresent());
        boolean listed = row.source() == CveRecord.Source.CVE_LIST;
        boolean worded = listed || held.other().isEmpty();
        choose(cve, held.or(claim, listed), worded ? Optional.of(row.headline()) : Optional.empty());
        if (worded) {
            texts.write(row, known);
        }
        return held.own().isPresent() ? WriteResult.CHANGED : WriteResult.ADDED;
    }

    /**
     * Writes again what is kept of a record that is held, where it differs.
     *
     * @param before what is kept of it
     */
    void rewrite(CveRow row, Claim before) throws SQLException {
        long cve = row.id().key();
        boolean listed = row.source() == CveRecord.Source.CVE_LIST;
        boolean claims = !row.claim().equals(before);
        boolean named = affects.rewrite(row);
        if (!claims && !named) {
            return;
        }
        Held held = held(row.id(), row.source());
        if (claims) {
            Claim claim = row.claim();
            tx.run(
                    "UPDATE record SET cvss_rank = ?, cvss_score = ?, cvss_version = ?, cvss_vector = ?, cvss_source = ?,"
                            + " cwe_rank = ?, cwe = ?, cwe_desc = ?, cwe_source = ? WHERE cve = ? AND source = ?",
                    claim.cvssRank(),
                    claim.cvssScore(),
                    claim.cvssVersion(),
                    claim.cvssVector(),
                    claim.cvssSource(),
                    claim.cweRank(),
                    claim.cwe(),
                    claim.cweDescription(),
                    claim.cweSource(),
                    cve,
                    row.source().ordinal());
            choose(cve, held.or(claim, listed), Optional.empty());
        }
        if (named && (listed || held.other().isEmpty())) {
            texts.write(row, true);
        }
    }

    private static boolean older(Claim claim, Claim held) {
        Instant heldAt = held.modified().map(Instant::parse).orElse(Instant.MIN);
        return claim.modified().map(Instant::parse).orElse(Instant.MIN).isBefore(heldAt);
    }

    /** CVE Services do not know the CVE: it is reserved, unless a source has a record of it. */
    WriteResult absent(CveId cve) throws SQLException {
        return unrecorded.absent(cve, today) ? WriteResult.ADDED : WriteResult.SAME;
    }

    /** What is held of the CVE: the record of the same source with its hash, and that of the other source. */
    private record Held(Optional<Claim> own, long hash, Optional<Claim> other) {

        /** What stands for the CVE, given what the record puts forward; {@code listed} if it is the CVE List's. */
        Claim or(Claim claim, boolean listed) {
            return other.map(theirs -> listed ? claim.or(theirs) : theirs.or(claim))
                    .orElse(claim);
        }
    }

    private Held held(CveId cve, CveRecord.Source source) throws SQLException {
        Optional<Claim> own = Optional.empty();
        Optional<Claim> other = Optional.empty();
        long hash = 0;
        PreparedStatement statement = tx.prepare(HELD);
        statement.setLong(1, cve.key());
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Optional<Claim> claim = Optional.of(Claim.read(row, 3));
                if (row.getInt(1) == source.ordinal()) {
                    own = claim;
                    hash = row.getLong(2);
                } else {
                    other = claim;
                }
            }
        }
        return new Held(own, hash, other);
    }

    private void put(CveRow row, long hash) throws SQLException {
        Claim claim = row.claim();
        tx.run(
                RECORD,
                row.id().key(),
                row.source().ordinal(),
                hash,
                today,
                claim.state(),
                claim.published(),
                claim.modified(),
                claim.cvssRank(),
                claim.cvssScore(),
                claim.cvssVersion(),
                claim.cvssVector(),
                claim.cvssSource(),
                claim.cweRank(),
                claim.cwe(),
                claim.cweDescription(),
                claim.cweSource());
    }

    private void choose(long cve, Claim claim, Optional<String> headline) throws SQLException {
        tx.run(
                CHOSEN,
                cve,
                claim.state(),
                claim.published(),
                claim.modified(),
                claim.cvssScore(),
                claim.cvssVersion(),
                claim.cvssVector(),
                claim.cvssSource(),
                claim.cwe(),
                claim.cweDescription(),
                claim.cweSource(),
                headline);
    }
}
