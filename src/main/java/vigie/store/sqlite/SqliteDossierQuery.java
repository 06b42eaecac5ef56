package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.DateOrigin;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.KnownDay;
import vigie.model.KnownExploited;
import vigie.model.Origin;
import vigie.model.Ssvc;
import vigie.model.Versions;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;

/** {@link DossierQuery}, in SQLite. */
final class SqliteDossierQuery extends SqliteQuery implements DossierQuery {

    SqliteDossierQuery(Connection db) {
        super(db);
    }

    private static final String SUMMARIES = "SELECT q.value AS asked, " + SummarySql.columns("q.value")
            + " FROM json_each(?) q" + SummarySql.joins("q.value")
            + " WHERE c.id IS NOT NULL OR e.cve IS NOT NULL"
            + " OR EXISTS (SELECT 1 FROM bulletin_cve b WHERE b.cve = q.value)"
            + " OR EXISTS (SELECT 1 FROM kev k WHERE k.cve = q.value)"
            + " OR EXISTS (SELECT 1 FROM evidence v WHERE v.cve = q.value)";

    @Override
    public Optional<CveSummary> summary(CveId cve) {
        return Optional.ofNullable(summaries(List.of(cve)).get(cve));
    }

    @Override
    public Map<CveId, CveSummary> summaries(Collection<CveId> cves) {
        Map<CveId, CveSummary> all = new HashMap<>();
        each(SUMMARIES, row -> all.put(CveId.ofKey(row.getLong("asked")), SummarySql.read(row)), Sql.keys(cves));
        return all;
    }

    @Override
    public Optional<CveSummary> chosen(CveId cve) {
        return list(SummarySql.CHOSEN, SummarySql::read, cve.key()).stream().findFirst();
    }

    @Override
    public List<ListedCve> listed(List<CveId> cves) {
        return list(SummarySql.LISTED, SummarySql::listed, Sql.keys(cves));
    }

    @Override
    public Map<CveId, Grounds> grounds(Collection<CveId> cves) {
        String keys = Sql.keys(cves);
        Map<CveId, List<Sign>> signs = new HashMap<>();
        Map<CveId, List<Ssvc>> decisions = new HashMap<>();
        Set<CveId> ransomware = new HashSet<>();
        each(
                "SELECT k.cve, k.catalogue, k.added, k.origin, k.withdrawn, k.ransomware FROM json_each(?) q"
                        + " JOIN kev k ON k.cve = q.value ORDER BY k.cve, k.catalogue",
                row -> {
                    CveId cve = CveId.ofKey(row.getLong(1));
                    Optional<LocalDate> withdrawn = Sql.text(row, "withdrawn").map(LocalDate::parse);
                    signs.computeIfAbsent(cve, any -> new ArrayList<>())
                            .add(new Sign(
                                    EvidenceKind.EXPLOITED,
                                    KnownExploited.source(row.getString(2)),
                                    LocalDate.parse(row.getString(3)),
                                    DateOrigin.at(row.getInt(4)),
                                    withdrawn));
                    if (withdrawn.isEmpty() && KnownExploited.inRansomware(row.getString(6))) {
                        ransomware.add(cve);
                    }
                },
                keys);
        each(
                "SELECT v.cve, v.kind, v.source, " + EvidenceSql.DAY + ", " + EvidenceSql.ORIGIN + ", v.withdrawn"
                        + " FROM json_each(?) q JOIN evidence v ON v.cve = q.value ORDER BY v.cve, "
                        + EvidenceSql.KNOWN + ", v.source, v.ref",
                row -> signs.computeIfAbsent(CveId.ofKey(row.getLong(1)), any -> new ArrayList<>())
                        .add(new Sign(
                                EvidenceKind.values()[row.getInt(2)],
                                row.getString(3),
                                LocalDate.parse(row.getString(4)),
                                DateOrigin.at(row.getInt(5)),
                                Sql.text(row, "withdrawn").map(LocalDate::parse))),
                keys);
        each(
                "SELECT " + SSVC + ", s.cve FROM json_each(?) q JOIN ssvc s ON s.cve = q.value"
                        + " ORDER BY s.cve, s.source, s.place",
                row -> decisions
                        .computeIfAbsent(CveId.ofKey(row.getLong("cve")), any -> new ArrayList<>())
                        .add(ssvc(row)),
                keys);
        Set<CveId> found = new HashSet<>(signs.keySet());
        found.addAll(decisions.keySet());
        Map<CveId, Grounds> all = new HashMap<>();
        found.forEach(cve -> all.put(
                cve,
                new Grounds(
                        signs.getOrDefault(cve, List.of()),
                        decisions.getOrDefault(cve, List.of()),
                        ransomware.contains(cve))));
        return all;
    }

    @Override
    public Map<String, List<CveId>> referringTo(Collection<String> advisories) {
        Map<String, List<CveId>> all = new HashMap<>();
        each(
                "SELECT DISTINCT a.name, a.cve FROM json_each(?) q JOIN advisory a ON a.name = q.value"
                        + " JOIN cve c ON c.id = a.cve WHERE c.state <> '" + CveState.REJECTED.name()
                        + "' ORDER BY a.name, a.cve",
                row -> all.computeIfAbsent(row.getString(1), any -> new ArrayList<>())
                        .add(CveId.ofKey(row.getLong(2))),
                JsonMapper.shared().writeValueAsString(advisories));
        return all;
    }

    /** The columns that {@link #ssvc} needs. */
    static final String SSVC = "s.origin_kind, s.origin, s.decided, s.exploitation, s.automatable, s.technical_impact";

    /** Reads {@link #SSVC}. */
    static Ssvc ssvc(ResultSet row) throws SQLException {
        return new Ssvc(
                row.getString("exploitation"),
                row.getString("automatable"),
                row.getString("technical_impact"),
                Sql.text(row, "decided").map(Instant::parse),
                new Origin(Origin.Kind.values()[row.getInt("origin_kind")], row.getString("origin")));
    }

    @Override
    public List<NamedProduct> products(CveId cve) {
        return list(
                "SELECT p.vendor, p.product FROM affects a JOIN product p ON p.id = a.product WHERE a.cve = ?"
                        + " ORDER BY a.source, a.product",
                row -> new NamedProduct(row.getString(1), row.getString(2)),
                cve.key());
    }

    @Override
    public Optional<String> headline(CveId cve) {
        String sql = "SELECT headline FROM cve WHERE id = ? AND headline <> ''";
        return list(sql, row -> row.getString(1), cve.key()).stream().findFirst();
    }

    @Override
    public List<CveRecord> records(CveId cve) {
        return list(
                MisdatedSql.DOCUMENTS,
                row -> Documents.record(row.getLong(1), row.getBytes(2), MisdatedSql.read(row)),
                Documents.first(cve),
                Documents.last(cve));
    }

    @Override
    public List<Versions> versions(CveId cve) {
        try {
            VersionReader versions = new VersionReader(db(), Documents::record, cve.key(), cve.key(), LocalDate.MIN);
            List<Versions> all = new ArrayList<>();
            each(
                    MisdatedSql.DOCUMENTS,
                    row -> versions.of(
                                    row.getLong(1),
                                    Documents.record(row.getLong(1), row.getBytes(2), MisdatedSql.read(row)),
                                    row.getBytes(2))
                            .ifPresent(all::add),
                    Documents.first(cve),
                    Documents.last(cve));
            return List.copyOf(all);
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public Optional<byte[]> raw(CveId cve, CveRecord.Source source) {
        return list("SELECT body FROM raw WHERE id = ?", row -> row.getBytes(1), Documents.key(cve.key(), source))
                .stream()
                .findFirst()
                .map(body -> Documents.raw(Documents.key(cve.key(), source), body));
    }

    @Override
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

    @Override
    public List<KeptKev> kev(CveId cve) {
        return list("SELECT * FROM kev WHERE cve = ? ORDER BY catalogue", row -> kev(cve, row), cve.key());
    }

    @Override
    public List<KeptEvidence> evidence(CveId cve) {
        return list(
                "SELECT kind, source, ref, " + EvidenceSql.DAY + ", " + EvidenceSql.ORIGIN + ", given, url, withdrawn"
                        + " FROM evidence WHERE cve = ? ORDER BY " + EvidenceSql.KNOWN + ", source, ref",
                row -> new KeptEvidence(
                        EvidenceKind.values()[row.getInt(1)],
                        row.getString(2),
                        row.getString(3),
                        LocalDate.parse(row.getString(4)),
                        DateOrigin.at(row.getInt(5)),
                        Sql.text(row, "given").map(LocalDate::parse),
                        row.getString(7),
                        Sql.text(row, "withdrawn").map(LocalDate::parse)),
                cve.key());
    }

    @Override
    public List<Citation> citations(CveId cve, int revised) {
        return list(
                "SELECT b.ref, b.title, b.published, b.seen,"
                        + " CASE WHEN row_number() OVER (ORDER BY b.published DESC, b.ref DESC) <= ? THEN b.body END"
                        + " FROM bulletin_cve bc JOIN bulletin b ON b.id = bc.bulletin"
                        + " WHERE bc.cve = ? ORDER BY b.published DESC, b.ref DESC",
                row -> {
                    LocalDate seen = seen(row);
                    String ref = row.getString(1);
                    return new Citation(
                            new BulletinRef(ref),
                            row.getString(2),
                            LocalDate.parse(row.getString(3)),
                            Optional.ofNullable(row.getBytes(5))
                                    .map(body ->
                                            Documents.bulletin(ref, body, seen).revisions())
                                    .orElse(List.of()));
                },
                revised,
                cve.key());
    }

    @Override
    public Optional<Bulletin> bulletin(BulletinRef ref) {
        return first(
                "SELECT body, seen, published, origin FROM bulletin WHERE ref = ?",
                row -> {
                    KnownDay day = new KnownDay(LocalDate.parse(row.getString(3)), DateOrigin.at(row.getInt(4)));
                    Bulletin bulletin = Documents.bulletin(ref.toString(), row.getBytes(1), seen(row));
                    return day.origin() == DateOrigin.SOURCE ? bulletin : bulletin.knownFrom(day);
                },
                ref);
    }

    private static LocalDate seen(ResultSet row) throws SQLException {
        return LocalDate.parse(row.getString("seen"));
    }

    private static KeptKev kev(CveId cve, ResultSet row) throws SQLException {
        KnownDay added = new KnownDay(LocalDate.parse(row.getString("added")), DateOrigin.at(row.getInt("origin")));
        KnownExploited entry = new KnownExploited(
                cve,
                row.getString("catalogue"),
                Optional.of(added)
                        .filter(day -> day.origin() == DateOrigin.SOURCE)
                        .map(KnownDay::day),
                Sql.text(row, "due").map(LocalDate::parse),
                row.getString("ransomware"),
                row.getString("vendor"),
                row.getString("product"),
                row.getString("name"),
                row.getString("notes"));
        return new KeptKev(entry, added, Sql.text(row, "withdrawn").map(LocalDate::parse));
    }
}
