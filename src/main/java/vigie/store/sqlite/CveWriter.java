package vigie.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import vigie.model.CveDay;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.DateOrigin;
import vigie.model.RecordDifferences;
import vigie.store.Ingest;
import vigie.store.StoreException;

/** Writes CVE records: the record, its JSON, what it puts forward, its products and its words. */
final class CveWriter {

    private static final String HELD =
            "SELECT source, hash, misdated, seen, first_seen, " + Claim.COLUMNS + " FROM record WHERE cve = ?";
    private static final String RECORD = "INSERT OR REPLACE INTO record (cve, source, hash, seen, first_seen,"
            + " misdated, " + Claim.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /** A record whose words do not count leaves the headline as it is. */
    private static final String CHOSEN = "INSERT INTO cve (id, state, published, basis, modified, cvss_score,"
            + " cvss_version, cvss_vector, cvss_source, cwe, cwe_desc, cwe_source, headline)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
            + " published = excluded.published, basis = excluded.basis, modified = excluded.modified, cvss_score = excluded.cvss_score,"
            + " cvss_version = excluded.cvss_version, cvss_vector = excluded.cvss_vector,"
            + " cvss_source = excluded.cvss_source, cwe = excluded.cwe, cwe_desc = excluded.cwe_desc,"
            + " cwe_source = excluded.cwe_source, headline = coalesce(excluded.headline, headline)";

    private static final String RAW = "INSERT OR REPLACE INTO raw (id, body) VALUES (?, ?)";

    private final Tx tx;
    private final LocalDate today;
    private final Instant tomorrow;
    private final boolean firstLoad;
    private final ChangeWriter changes;
    private final ExploitedWriter exploited;
    private final UnrecordedCves unrecorded;
    private final RecordedCves recorded;
    private final VersionWriter versions;
    private final AffectsWriter affects;
    private final CveTextWriter texts;
    private final AdvisoryWriter advisories;

    CveWriter(
            Tx tx,
            Ingest.Origin origin,
            ChangeWriter changes,
            ExploitedWriter exploited,
            UnrecordedCves unrecorded,
            RecordedCves recorded) {
        this.tx = tx;
        this.recorded = recorded;
        this.changes = changes;
        this.exploited = exploited;
        this.unrecorded = unrecorded;
        this.today = origin.today();
        this.tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        this.firstLoad = !origin.logged();
        this.versions = new VersionWriter(tx, origin);
        this.affects = new AffectsWriter(tx);
        this.texts = new CveTextWriter(tx);
        this.advisories = new AdvisoryWriter(tx);
    }

    WriteResult write(SqlitePrepared.Record record) throws SQLException {
        CveRow prepared = record.row();
        SqlitePrepared.Document document = record.document();
        Held held = held(prepared.id(), prepared.source());
        Optional<Documents.Misdated> misdated = misdated(prepared, held);
        CveRow row = misdated.isPresent()
                ? CveRow.of(Documents.lean(
                        Documents.key(prepared.id().key(), prepared.source()), document.packed(), misdated))
                : prepared;
        Claim claim = row.claim();
        // Which of two versions is older nobody knows where one of them has a date that cannot be true.
        boolean comparable = misdated.isEmpty() && !held.misdated();
        if (held.own().isPresent()
                && (comparable && older(claim, held.own().get()) || held.hash() == document.hash())) {
            return WriteResult.SAME;
        }
        long cve = row.id().key();
        tell(row, document, held, misdated);
        long key = Documents.key(cve, row.source());
        if (held.own().isPresent()) {
            versions.replaced(key, held.seen(), held.firstSeen(), document.packed());
        }
        boolean known = held.own().isPresent() || held.other().isPresent() || unrecorded.recorded(cve);
        put(row, document.hash(), firstSeen(held), misdated.isPresent());
        tx.run(RAW, key, document.packed());
        affects.write(row, held.own().isPresent());
        advisories.write(
                cve, row.source().ordinal(), record.advisories(), held.own().isPresent());
        exploited.decisions(row, held.own().isPresent());
        boolean listed = row.source() == CveRecord.Source.CVE_LIST;
        boolean worded = listed || held.other().isEmpty();
        choose(cve, held.or(claim, listed), worded ? Optional.of(row.headline()) : Optional.empty());
        if (worded) {
            texts.write(row, known);
        }
        return held.own().isPresent() ? WriteResult.CHANGED : WriteResult.ADDED;
    }

    /** Writes down what the record says otherwise than the version that is still held. */
    private void tell(CveRow row, SqlitePrepared.Document document, Held held, Optional<Documents.Misdated> misdated)
            throws SQLException {
        if (!changes.logged()) {
            return;
        }
        long cve = row.id().key();
        long key = Documents.key(cve, row.source());
        CveRecord now = Documents.record(key, document.packed(), misdated);
        if (held.own().isPresent()) {
            Optional<CveRecord> old = old(key);
            // What the damaged document said nobody knows.
            if (old.isPresent()) {
                changes.cve(cve, RecordDifferences.between(old.get(), now, passedOn(row, held)));
            }
        } else if (held.other().isPresent()) {
            changes.cve(cve, RecordDifferences.added(now));
        } else {
            Optional<CveState> known = Sql.first(
                    tx.prepare("SELECT state FROM cve WHERE id = ?"), found -> CveState.of(found.getString(1)), cve);
            changes.cve(cve, RecordDifferences.first(now, known));
        }
    }

    private static boolean passedOn(CveRow row, Held held) {
        return row.source() == CveRecord.Source.NVD && held.other().isPresent();
    }

    /** The version of a record that is held, as it was seen then; empty where its document cannot be read. */
    private Optional<CveRecord> old(long key) throws SQLException {
        record Kept(byte[] body, Optional<Documents.Misdated> dates) {}
        Optional<Kept> kept = Sql.first(
                tx.prepare("SELECT w.id, w.body, r.misdated, r.seen, r.published, r.basis FROM raw w JOIN record r"
                        + " ON r.cve = w.id / 4 AND r.source = w.id % 4 WHERE w.id = ?"),
                found -> new Kept(found.getBytes(2), MisdatedSql.read(found)),
                key);
        try {
            return kept.map(one -> Documents.record(key, one.body(), one.dates()));
        } catch (StoreException e) {
            return Optional.empty();
        }
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
        boolean signed = CveTextWriter.signed(row);
        if (!claims && !named && !signed) {
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
        if ((named || signed) && (listed || held.other().isEmpty())) {
            texts.write(row, true);
        }
    }

    /** How the record is to be read where it bears a day after today, or none from which the CVE would count. */
    private Optional<Documents.Misdated> misdated(CveRow row, Held held) {
        boolean undated = row.claim().published().isEmpty() && !row.rejected();
        boolean future = row.latest().isPresent() && !row.latest().get().isBefore(tomorrow);
        if (!undated && !future) {
            return Optional.empty();
        }
        Documents.Misdated.First first = held.own()
                .filter(own -> CveDay.at(own.basis()).origin() != DateOrigin.SOURCE)
                .flatMap(own -> own.published()
                        .map(day -> new Documents.Misdated.First(Instant.parse(day), CveDay.at(own.basis()))))
                .orElseGet(() -> new Documents.Misdated.First(
                        today.atStartOfDay(ZoneOffset.UTC).toInstant(), firstLoad ? CveDay.BEFORE : CveDay.FIRST_SEEN));
        return Optional.of(new Documents.Misdated(today, row.rejected() ? Optional.empty() : Optional.of(first)));
    }

    /** Of a record that the first load holds, the source's own dates tell since when. */
    private Optional<LocalDate> firstSeen(Held held) {
        Optional<LocalDate> now = firstLoad ? Optional.empty() : Optional.of(today);
        return held.own().isPresent() ? held.firstSeen() : now;
    }

    private static boolean older(Claim claim, Claim held) {
        Instant heldAt = held.modified().map(Instant::parse).orElse(Instant.MIN);
        return claim.modified().map(Instant::parse).orElse(Instant.MIN).isBefore(heldAt);
    }

    /** CVE Services do not know the CVE: it is reserved, unless a source has a record of it. */
    WriteResult absent(CveId cve) throws SQLException {
        return unrecorded.absent(cve, today.toString()) ? WriteResult.ADDED : WriteResult.SAME;
    }

    /** What is held of the CVE: the record of the same source with its hash and days, and that of the other source. */
    private record Held(
            Optional<Claim> own,
            long hash,
            boolean misdated,
            LocalDate seen,
            Optional<LocalDate> firstSeen,
            Optional<Claim> other) {

        /** What stands for the CVE, given what the record puts forward; {@code listed} if it is the CVE List's. */
        Claim or(Claim claim, boolean listed) {
            return other.map(theirs -> listed ? claim.or(theirs) : theirs.or(claim))
                    .orElse(claim);
        }
    }

    private Held held(CveId cve, CveRecord.Source source) throws SQLException {
        if (!recorded.mayHave(cve.key())) {
            return new Held(Optional.empty(), 0, false, today, Optional.empty(), Optional.empty());
        }
        Optional<Claim> own = Optional.empty();
        Optional<Claim> other = Optional.empty();
        long hash = 0;
        boolean misdated = false;
        LocalDate seen = today;
        Optional<LocalDate> firstSeen = Optional.empty();
        PreparedStatement statement = tx.prepare(HELD);
        statement.setLong(1, cve.key());
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Optional<Claim> claim = Optional.of(Claim.read(row, 6));
                if (row.getInt(1) == source.ordinal()) {
                    own = claim;
                    hash = row.getLong(2);
                    misdated = row.getBoolean(3);
                    seen = LocalDate.parse(row.getString(4));
                    firstSeen = Optional.ofNullable(row.getString(5)).map(LocalDate::parse);
                } else {
                    other = claim;
                }
            }
        }
        return new Held(own, hash, misdated, seen, firstSeen, other);
    }

    private void put(CveRow row, long hash, Optional<LocalDate> firstSeen, boolean misdated) throws SQLException {
        Claim claim = row.claim();
        recorded.add(row.id().key());
        tx.run(
                RECORD,
                row.id().key(),
                row.source().ordinal(),
                hash,
                today,
                firstSeen,
                misdated ? 1 : 0,
                claim.state(),
                claim.published(),
                claim.basis(),
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
                claim.basis(),
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
