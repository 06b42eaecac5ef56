package vigie.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.KnownExploited;

/** All that is held of one CVE or one publication. */
public final class DossierQuery {

    private final Connection db;

    DossierQuery(Connection db) {
        this.db = db;
    }

    /** A score and the day since which it was that; without a score from that day on if empty. */
    public record EpssSince(LocalDate since, Optional<Double> score, Optional<Double> percentile) {}

    /**
     * A sign of an exploit as it is kept.
     *
     * @param dated whether the day is the source's own; if not, it is the day on which Vigie first saw the sign
     */
    public record KeptEvidence(
            EvidenceKind kind,
            String source,
            String ref,
            LocalDate day,
            boolean dated,
            String url,
            Optional<LocalDate> withdrawn) {

        /** The same as a dated sign. */
        public Sign sign() {
            return new Sign(kind, source, day, withdrawn);
        }
    }

    /** An entry of a catalogue as it is kept. */
    public record KeptKev(KnownExploited entry, Optional<LocalDate> withdrawn) {

        /** The same as a dated sign. */
        public Sign sign() {
            return new Sign(EvidenceKind.EXPLOITED, entry.source(), entry.added(), withdrawn);
        }
    }

    /** A publication that cites a CVE. */
    public record Citation(BulletinRef ref, String title, LocalDate published) {}

    /** What stands for the CVE; empty if nothing is known of it. */
    public Optional<CveSummary> summary(CveId cve) {
        String sql = "SELECT " + CveSummary.columns("q.id") + " FROM (SELECT ? AS id) q" + CveSummary.joins("q.id")
                + " WHERE c.id IS NOT NULL OR e.cve IS NOT NULL"
                + " OR EXISTS (SELECT 1 FROM bulletin_cve b WHERE b.cve = q.id)"
                + " OR EXISTS (SELECT 1 FROM kev k WHERE k.cve = q.id)"
                + " OR EXISTS (SELECT 1 FROM evidence v WHERE v.cve = q.id)";
        return list(sql, CveSummary::read, cve.key()).stream().findFirst();
    }

    /** What the CVE is about, in one line of at most 160 printable characters; empty if no record says it. */
    public Optional<String> headline(CveId cve) {
        String sql = "SELECT headline FROM cve WHERE id = ? AND headline <> ''";
        return list(sql, row -> row.getString(1), cve.key()).stream().findFirst();
    }

    /** The record's JSON as the source keeps it, white space apart. */
    public Optional<byte[]> raw(CveId cve, CveRecord.Source source) {
        return list("SELECT body FROM raw WHERE id = ?", row -> row.getBytes(1), CveWriter.rawId(cve.key(), source))
                .stream()
                .findFirst()
                .map(Packing::unpack);
    }

    /** The scores over time, newest first. */
    public List<EpssSince> epss(CveId cve) {
        return list(
                "SELECT since, score, percentile FROM epss WHERE cve = ?"
                        + " UNION ALL SELECT since, score, percentile FROM epss_past WHERE cve = ?"
                        + " ORDER BY since DESC",
                row -> new EpssSince(
                        LocalDate.parse(row.getString(1)), Sql.real(row, "score"), Sql.real(row, "percentile")),
                cve.key(),
                cve.key());
    }

    /** Entries in catalogues of known exploited vulnerabilities. */
    public List<KeptKev> kev(CveId cve) {
        return list("SELECT * FROM kev WHERE cve = ? ORDER BY catalogue", row -> kev(cve, row), cve.key());
    }

    /** Dated evidence, oldest first. */
    public List<KeptEvidence> evidence(CveId cve) {
        return list(
                "SELECT kind, source, ref, coalesce(date, first_seen) AS day, date IS NOT NULL AS dated, url, withdrawn"
                        + " FROM evidence WHERE cve = ? ORDER BY day, source, ref",
                row -> new KeptEvidence(
                        EvidenceKind.values()[row.getInt(1)],
                        row.getString(2),
                        row.getString(3),
                        LocalDate.parse(row.getString(4)),
                        row.getBoolean(5),
                        row.getString(6),
                        Sql.text(row, "withdrawn").map(LocalDate::parse)),
                cve.key());
    }

    /** Publications that cite the CVE, newest first. */
    public List<Citation> citations(CveId cve) {
        return list(
                "SELECT b.ref, b.title, b.published FROM bulletin_cve bc JOIN bulletin b ON b.id = bc.bulletin"
                        + " WHERE bc.cve = ? ORDER BY b.published DESC, b.ref DESC",
                row -> new Citation(
                        new BulletinRef(row.getString(1)), row.getString(2), LocalDate.parse(row.getString(3))),
                cve.key());
    }

    /** The document of a publication. */
    public Optional<byte[]> bulletin(BulletinRef ref) {
        return list("SELECT body FROM bulletin WHERE ref = ?", row -> row.getBytes(1), ref).stream()
                .findFirst()
                .map(Packing::unpack);
    }

    private static KeptKev kev(CveId cve, ResultSet row) throws SQLException {
        KnownExploited entry = new KnownExploited(
                cve,
                row.getString("catalogue"),
                LocalDate.parse(row.getString("added")),
                Sql.text(row, "due").map(LocalDate::parse),
                row.getString("ransomware"),
                row.getString("vendor"),
                row.getString("product"),
                row.getString("name"),
                row.getString("notes"));
        return new KeptKev(entry, Sql.text(row, "withdrawn").map(LocalDate::parse));
    }

    private <T> List<T> list(String sql, Sql.Mapper<T> mapper, Object... values) {
        try {
            return new ArrayList<>(Sql.list(db, sql, mapper, values));
        } catch (SQLException e) {
            throw Store.failure(e);
        }
    }
}
