package vigie.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.zip.CRC32C;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Preference;
import vigie.model.Weakness;

/** Writes CVE records: the record, its JSON, what it puts forward, its products and its words. */
final class CveWriter {

    static final String HELD = "SELECT hash, modified FROM record WHERE cve = ? AND source = ?";

    private static final String RECORD = "INSERT OR REPLACE INTO record (cve, source, state, published, modified, hash,"
            + " cvss_rank, cvss_score, cvss_version, cvss_vector, cvss_source,"
            + " cwe_rank, cwe, cwe_desc, cwe_source, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String RAW = "INSERT OR REPLACE INTO raw (id, body) VALUES (?, ?)";

    private final Tx tx;
    private final String today;
    private final Packing packing = new Packing();
    private final AffectsWriter affects;
    private final CveTextWriter texts;
    private final CveChooser chooser;
    private byte[] minified = new byte[1 << 16];

    CveWriter(Tx tx, String today) {
        this.tx = tx;
        this.today = today;
        this.affects = new AffectsWriter(tx);
        this.texts = new CveTextWriter(tx);
        this.chooser = new CveChooser(tx);
    }

    Outcome write(CveRecord record, byte[] raw) throws SQLException {
        if (minified.length < raw.length) {
            minified = new byte[raw.length * 2];
        }
        int length = Packing.minify(raw, minified);
        long hash = hash(minified, length);
        Optional<Held> held = held(record.id(), record.source());
        String modified = record.modified().map(Object::toString).orElse("");
        if (held.isPresent()) {
            boolean older = modified.compareTo(held.get().modified()) < 0;
            if (older || held.get().hash() == hash) {
                return Outcome.SAME;
            }
        }
        long cve = record.id().key();
        put(record, hash);
        tx.run(RAW, rawId(cve, record.source()), packing.pack(minified, length));
        affects.write(record, held.isPresent());
        boolean known = chooser.choose(cve);
        texts.write(record, known);
        return held.isPresent() ? Outcome.CHANGED : Outcome.ADDED;
    }

    /** CVE Services do not know the CVE: reserved, unless a source has a record of it. */
    Outcome absent(CveId cve) throws SQLException {
        tx.run("INSERT OR REPLACE INTO asked (service, cve, day) VALUES ('cve-services', ?, ?)", cve.key(), today);
        return chooser.reserve(cve.key()) ? Outcome.ADDED : Outcome.SAME;
    }

    static long rawId(long cve, CveRecord.Source source) {
        return cve * 4 + source.ordinal();
    }

    private Optional<Held> held(CveId cve, CveRecord.Source source) throws SQLException {
        PreparedStatement statement = tx.prepare(HELD);
        statement.setLong(1, cve.key());
        statement.setInt(2, source.ordinal());
        try (ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Held(row.getLong(1), row.getString(2) == null ? "" : row.getString(2)))
                    : Optional.empty();
        }
    }

    private void put(CveRecord record, long hash) throws SQLException {
        boolean reported = record.state() != CveState.REJECTED;
        Optional<Assessment> cvss = reported
                ? Preference.assessment(record.containers().stream().flatMap(c -> c.assessments().stream()))
                : Optional.empty();
        Optional<Weakness> cwe = reported
                ? Preference.weakness(record.containers().stream().flatMap(c -> c.weaknesses().stream()))
                : Optional.empty();
        tx.run(
                RECORD,
                record.id().key(),
                record.source().ordinal(),
                record.state().name(),
                record.published(),
                record.modified(),
                hash,
                cvss.map(Preference::rank).orElse(Preference.LAST),
                cvss.map(Assessment::score),
                cvss.map(Assessment::version),
                cvss.map(Assessment::vector),
                cvss.map(Assessment::origin),
                cwe.map(Preference::rank).orElse(Preference.LAST),
                cwe.map(Weakness::id),
                cwe.map(Weakness::description),
                cwe.map(Weakness::origin),
                today);
    }

    /** 64 bits that change with the document: two CRCs of different polynomials, both done in hardware. */
    static long hash(byte[] bytes, int length) {
        CRC32C first = new CRC32C();
        first.update(bytes, 0, length);
        java.util.zip.CRC32 second = new java.util.zip.CRC32();
        second.update(bytes, 0, length);
        return first.getValue() << 32 ^ second.getValue();
    }

    private record Held(long hash, String modified) {}

    /** The first container that names the record, for its title. */
    static String title(CveRecord record) {
        return record.containers().stream()
                .map(Container::title)
                .filter(t -> !t.isEmpty())
                .findFirst()
                .orElse("");
    }

    void close() {
        packing.close();
    }
}
