package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.io.SplitMix64;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.DateOrigin;
import vigie.model.Dossier;
import vigie.model.Dossier.Citation;
import vigie.model.Dossier.EpssOn;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.KnownExploited;
import vigie.model.Versions;
import vigie.store.DossierScan;

/** {@link DossierScan}, in SQLite. */
final class SqliteDossierScan extends SqliteQuery implements DossierScan {

    SqliteDossierScan(Connection db) {
        super(db);
    }

    @Override
    public List<CveId> published(LocalDate since) {
        return list(
                "SELECT id FROM cve WHERE state = 'PUBLISHED' AND published >= ? ORDER BY id",
                row -> CveId.ofKey(row.getLong(1)),
                since);
    }

    @Override
    public Map<CveId, Integer> scoredByThousand() {
        Map<CveId, Integer> found = new HashMap<>();
        list(
                "SELECT cve / 1000, count(*) FROM epss GROUP BY 1",
                row -> found.put(CveId.ofKey(row.getLong(1) * 1000), row.getInt(2)));
        return found;
    }

    @Override
    public void read(List<CveId> sorted, boolean withEpss, LocalDate from, Consumer<Dossier> taker) {
        if (sorted.isEmpty()) {
            return;
        }
        long first = sorted.get(0).key();
        long last = sorted.get(sorted.size() - 1).key();
        boolean few = sorted.size() < 5000;
        Map<Long, List<Sign>> signs = new HashMap<>();
        Map<Long, List<Citation>> citations = new HashMap<>();
        Map<Long, List<EpssOn>> epss = new HashMap<>();
        if (!few) {
            signs(signs, "BETWEEN ? AND ?", first, last);
            citations(citations, "BETWEEN ? AND ?", first, last);
            if (withEpss) {
                epss(epss, "BETWEEN ? AND ?", first, last);
            }
        }
        try (PreparedStatement raw =
                db().prepareStatement("SELECT id, body FROM raw WHERE id BETWEEN ? AND ? ORDER BY id")) {
            Map<Long, Documents.Misdated> misdated = MisdatedSql.all(db());
            VersionReader versions = new VersionReader(db(), Documents::lean, first, last, from);
            for (CveId cve : sorted) {
                long key = cve.key();
                if (few) {
                    signs(signs, "= ?", key);
                    citations(citations, "= ?", key);
                    if (withEpss) {
                        epss(epss, "= ?", key);
                    }
                }
                List<Versions> earlier = new ArrayList<>(0);
                taker.accept(new Dossier(
                        cve,
                        records(raw, cve, misdated, versions, earlier),
                        List.copyOf(earlier),
                        signs.getOrDefault(key, List.of()),
                        citations.getOrDefault(key, List.of()),
                        epss.getOrDefault(key, List.of())));
            }
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    private static List<CveRecord> records(
            PreparedStatement raw,
            CveId cve,
            Map<Long, Documents.Misdated> misdated,
            VersionReader versions,
            List<Versions> earlier)
            throws SQLException {
        raw.setLong(1, Documents.first(cve));
        raw.setLong(2, Documents.last(cve));
        List<CveRecord> found = new ArrayList<>(2);
        try (ResultSet rows = raw.executeQuery()) {
            while (rows.next()) {
                long key = rows.getLong(1);
                byte[] body = rows.getBytes(2);
                CveRecord record = Documents.lean(key, body, Optional.ofNullable(misdated.get(key)));
                found.add(record);
                versions.of(key, record, body).ifPresent(earlier::add);
            }
        }
        return List.copyOf(found);
    }

    private void signs(Map<Long, List<Sign>> found, String which, Object... keys) {
        list(
                "SELECT cve, kind, source, " + EvidenceSql.DAY + ", " + EvidenceSql.ORIGIN
                        + ", withdrawn, " + EvidenceSql.LISTED + " FROM evidence WHERE cve " + which
                        + " ORDER BY 4",
                row -> add(
                        found,
                        row.getLong(1),
                        new Sign(
                                EvidenceKind.values()[row.getInt(2)],
                                row.getString(3),
                                LocalDate.parse(row.getString(4)),
                                DateOrigin.at(row.getInt(5)),
                                Sql.text(row, "withdrawn").map(LocalDate::parse),
                                LocalDate.parse(row.getString(7)))),
                keys);
        list(
                "SELECT cve, catalogue, added, origin, withdrawn FROM kev WHERE cve " + which + " ORDER BY added",
                row -> add(
                        found,
                        row.getLong(1),
                        new Sign(
                                EvidenceKind.EXPLOITED,
                                KnownExploited.source(row.getString(2)),
                                LocalDate.parse(row.getString(3)),
                                DateOrigin.at(row.getInt(4)),
                                Sql.text(row, "withdrawn").map(LocalDate::parse))),
                keys);
    }

    private void citations(Map<Long, List<Citation>> found, String which, Object... keys) {
        list(
                "SELECT bc.cve, b.ref, coalesce(bc.since, b.published) AS day FROM bulletin_cve bc"
                        + " JOIN bulletin b ON b.id = bc.bulletin WHERE bc.cve " + which + " ORDER BY day, b.ref",
                row -> add(
                        found,
                        row.getLong(1),
                        new Citation(new BulletinRef(row.getString(2)), LocalDate.parse(row.getString(3)))),
                keys);
    }

    private void epss(Map<Long, List<EpssOn>> found, String which, Object... keys) {
        for (String table : List.of("epss_past", "epss")) {
            list(
                    "SELECT cve, since, score FROM " + table + " WHERE cve " + which + " ORDER BY since",
                    row -> add(
                            found,
                            row.getLong(1),
                            new EpssOn(LocalDate.parse(row.getString(2)), Sql.real(row, "score"))),
                    keys);
        }
    }

    private static <T> boolean add(Map<Long, List<T>> lists, long key, T value) {
        return lists.computeIfAbsent(key, k -> new ArrayList<>(2)).add(value);
    }

    @Override
    public Map<CveId, Long> digests(LocalDate since, boolean withEpss) {
        Map<Long, Long> digests = new HashMap<>();
        each(
                "SELECT c.id, r.hash, r.source, r.first_seen FROM cve c JOIN record r ON r.cve = c.id"
                        + " WHERE c.state = 'PUBLISHED' AND c.published >= ?",
                row -> digests.merge(
                        row.getLong(1),
                        SplitMix64.mix(row.getLong(2) * 4
                                + row.getLong(3)
                                + Sql.text(row, "first_seen")
                                        .map(day -> LocalDate.parse(day).toEpochDay() * SplitMix64.GAMMA)
                                        .orElse(0L)),
                        Long::sum),
                since);
        each(
                "SELECT cve, kind || source || ref || " + EvidenceSql.KNOWN
                        + " || coalesce(withdrawn, '') || coalesce(known, '') FROM evidence",
                row -> digest(digests, row));
        each(
                "SELECT cve, catalogue || added || origin || coalesce(withdrawn, '') FROM kev",
                row -> digest(digests, row));
        each(
                "SELECT bc.cve, b.ref || coalesce(bc.since, b.published) FROM bulletin_cve bc"
                        + " JOIN bulletin b ON b.id = bc.bulletin",
                row -> digest(digests, row));
        if (withEpss) {
            each("SELECT cve, since || score FROM epss", row -> digest(digests, row));
        }
        Map<CveId, Long> found = new HashMap<>(digests.size() * 2);
        digests.forEach((cve, digest) -> found.put(CveId.ofKey(cve), digest));
        return found;
    }

    private static void digest(Map<Long, Long> digests, ResultSet row) throws SQLException {
        long digest = 0;
        String text = row.getString(2);
        for (int i = 0; i < text.length(); i++) {
            digest = digest * 0x100000001B3L + text.charAt(i);
        }
        // Mixed, so that a sum of digests differs where one of them does.
        long mixed = SplitMix64.mix(digest);
        digests.computeIfPresent(row.getLong(1), (cve, sum) -> sum + mixed);
    }
}
