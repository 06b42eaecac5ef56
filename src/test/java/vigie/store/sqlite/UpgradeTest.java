package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.model.Exploited;
import vigie.model.Observation;
import vigie.store.ChangeQuery;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.store.NewsQuery;
import vigie.store.Reader;
import vigie.store.RunAccount;
import vigie.store.ScoreQuery;
import vigie.store.ScoreRun;
import vigie.store.ScoreWriter;
import vigie.store.SearchQuery;
import vigie.store.StoreException;
import vigie.store.Tally;
import vigie.store.Writer;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** Databases of older versions, as their users have them. */
class UpgradeTest {

    private static final String ONE = "CVE-2026-0001";
    private static final String TWO = "CVE-2026-0002";
    private static final String THREE = "CVE-2026-0003";

    private static final String PLACEHOLDER = "CVE-2026-0007";
    private static final String UNRECORDED = "CVE-2026-0006";

    private static final String ACTIVE = "CVE-2026-0005";

    @TempDir
    private Path dir;

    /** Writes a home of an older version, and returns the content hash of what is in it. */
    private Map<String, String> version(int version) throws Exception {
        try (TestHome home = TestHome.make()) {
            home.ingest(
                    "2026-01-30",
                    cve(ONE).cvss(9.8).title("Words").description("More words").listed(),
                    cve(ONE).description("Other words").nvd(),
                    cve(TWO).description("An anvil drops").nvd(),
                    cve(THREE).title("Withdrawn").state("REJECTED").listed(),
                    new Observation.CveAbsent(CveId.of("CVE-2026-0004")),
                    cve(ACTIVE)
                            .ssvc("active", "2026-01-20T00:00:00Z")
                            .reference("https://github.com/advisories/GHSA-aaaa-bbbb-cccc", "x")
                            .listed(),
                    cve(PLACEHOLDER)
                            .weakness("", "CWE-noinfo Not enough information")
                            .listed(),
                    Seen.kev(TWO, "eu", "2026-01-16"),
                    Seen.kev(UNRECORDED, "cisa", "2026-01-12"));
            Scores.run(home.writer(), Instant.parse("2026-01-30T12:00:00Z"), 1, List.of(ONE), List.of());
            Map<String, String> content = home.reader().contentHash();
            toVersion14(home.dir());
            withoutViewsAndWords(home.dir());
            if (version < 7) {
                run(home.dir(), "DROP TABLE data_moment");
            }
            if (version < 5) {
                run(
                        home.dir(),
                        "DELETE FROM cve WHERE state = 'UNKNOWN'",
                        "DELETE FROM affects WHERE source = 3",
                        "DELETE FROM cve_text WHERE rowid = "
                                + CveId.of(UNRECORDED).key());
            }
            if (version < 6) {
                for (String table : List.of("cve", "record")) {
                    run(
                            home.dir(),
                            "UPDATE " + table + " SET cwe = '', cwe_desc = 'CWE-noinfo Not enough information',"
                                    + " cwe_source = 'CISA-ADP' WHERE " + (table.equals("cve") ? "id" : "cve") + " = "
                                    + CveId.of(PLACEHOLDER).key());
                }
            }
            if (version < 9) {
                withoutDates(home.dir());
            }
            if (version < 11) {
                run(home.dir(), "ALTER TABLE score DROP COLUMN others");
            }
            if (version < 4) {
                run(home.dir(), "DROP TABLE ssvc", "DROP TABLE exploited");
            }
            if (version < 3) {
                run(
                        home.dir(),
                        "DROP TRIGGER score_kept",
                        "DROP TABLE score_past",
                        "DROP INDEX score_score",
                        "DROP INDEX epss_score",
                        "DROP INDEX evidence_exploited",
                        "ALTER TABLE score DROP COLUMN since",
                        "ALTER TABLE cve DROP COLUMN headline");
            }
            if (version == 1) {
                for (String table : List.of("score", "score_gone", "score_run", "feature_name", "trait")) {
                    run(home.dir(), "DROP TABLE " + table);
                }
            }
            run(
                    home.dir(),
                    "DELETE FROM schema_history WHERE CAST(version AS INTEGER) > " + version,
                    "VACUUM INTO '" + dir.resolve(Connections.FILE) + "'");
            return content;
        }
    }

    /** Puts the list of changes of older versions in place of the record of changes. */
    private static void withOldChanges(Path home) throws Exception {
        run(
                home,
                "DROP VIEW v_change",
                "ALTER TABLE change RENAME TO change_now",
                "CREATE TABLE change (id INTEGER PRIMARY KEY, day TEXT NOT NULL, source TEXT NOT NULL, cve INTEGER,"
                        + " ref TEXT, what TEXT NOT NULL) STRICT",
                "INSERT INTO change SELECT id, substr(at, 1, 10), source, cve, ref, CASE WHEN kind = 'known_exploited'"
                        + " THEN 'EXPLOITED' WHEN kind IN ('published', 'kev_added') OR field = 'new' THEN 'ADDED'"
                        + " ELSE 'CHANGED' END FROM change_now",
                "DROP TABLE change_now");
    }

    /** Takes back what the migrations after the fourteenth add. */
    private static void toVersion14(Path home) throws Exception {
        withOldChanges(home);
        run(
                home,
                "ALTER TABLE evidence DROP COLUMN known",
                "ALTER TABLE bulletin_cve DROP COLUMN since",
                "DROP TABLE advisory",
                "DROP TABLE finding_part",
                "DROP TABLE finding_run",
                "DROP TABLE watch_list",
                "DROP TABLE alert",
                "DROP TABLE told",
                "DROP TABLE letter",
                "DROP TABLE packet",
                "DROP TABLE attempt",
                "DROP TABLE address_gone",
                "DROP TABLE digest",
                "DROP TABLE score_crossing",
                "DROP TABLE job",
                "DROP TABLE record_version",
                "DROP INDEX record_first_seen",
                "ALTER TABLE record DROP COLUMN first_seen",
                "ALTER TABLE score DROP COLUMN lowest",
                "ALTER TABLE score DROP COLUMN highest");
    }

    private static void withoutViewsAndWords(Path home) throws Exception {
        for (String view : List.of("v_cve", "v_publication", "v_citation", "v_product", "v_epss_history")) {
            run(home, "DROP VIEW " + view);
        }
        run(home, "DROP TABLE bulletin_text");
    }

    /** Takes back what the migration of dates adds. */
    private static void withoutDates(Path home) throws Exception {
        run(home, "DROP INDEX record_misdated");
        for (String column : List.of(
                "record.basis",
                "record.misdated",
                "cve.basis",
                "bulletin.origin",
                "exploited.origin",
                "score.known_origin",
                "kev.origin",
                "evidence.given",
                "evidence.first_load")) {
            run(home, "ALTER TABLE " + column.replace(".", " DROP COLUMN "));
        }
    }

    private static void run(Path home, String... statements) throws Exception {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + home.resolve(Connections.FILE));
                Statement statement = db.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<Optional<String>> headlines() {
        try (Reader reader = SqliteStore.at(dir).reader()) {
            return Stream.of(ONE, TWO, THREE, "CVE-2026-0004")
                    .map(cve -> reader.dossiers().headline(CveId.of(cve)))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void anOlderDatabaseIsUpgradedByTheNextWriterAndLosesNothing(int version) throws Exception {
        Map<String, String> before = version(version);
        assertThatThrownBy(() -> SqliteStore.at(dir).reader())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("older version")
                .hasMessageContaining("vigie sync");
        try (Writer store = SqliteStore.at(dir).unlockedWriter()) {
            Scores.run(store, Instant.parse("2026-01-30T12:00:00Z"), 1, List.of(ONE), List.of());
        }
        try (Reader reader = SqliteStore.at(dir).reader()) {
            assertThat(reader.contentHash()).isEqualTo(before);
            assertThat(reader.scores().count()).isEqualTo(1);
        }
    }

    @Test
    void whatTheOldListOfChangesToldIsInTheRecordOfChanges() throws Exception {
        String publication = "CERTFR-2026-AVI-0001";
        try (TestHome home = TestHome.make()) {
            home.firstLoad("eukev", "2026-01-10", Seen.kev(ONE, "eu", "2026-01-09"));
            home.later("eukev", "2026-01-12", Seen.kev(TWO, "eu", "2026-01-11"));
            home.later(
                    "certfr",
                    "2026-01-13",
                    bulletin(publication, "2026-01-13", TWO).seen());
            home.later("nvd", "2026-01-14", cve(TWO).nvd());
            toVersion14(home.dir());
            run(
                    home.dir(),
                    "DELETE FROM schema_history WHERE CAST(version AS INTEGER) > 14",
                    "VACUUM INTO '" + dir.resolve(Connections.FILE) + "'");
        }
        SqliteStore.at(dir).unlockedWriter().close();
        try (Reader reader = SqliteStore.at(dir).reader()) {
            assertThat(reader.changes().following(ChangeQuery.Filter.ALL, 0, 10))
                    .extracting(
                            Change::subject,
                            change -> change.what().kind(),
                            change -> change.what().after().orElse(""))
                    .containsExactly(
                            tuple(TWO, ChangeKind.KEV_ADDED, "2026-01-11"),
                            tuple(TWO, ChangeKind.KNOWN_EXPLOITED, "2026-01-11 eukev"),
                            tuple(publication, ChangeKind.BULLETIN, "Vulnérabilité dans " + publication));
            assertThat(reader.changes().last())
                    .as("numbers are not given twice")
                    .isEqualTo(4);
        }
    }

    @Test
    void whatWasThereDecidesWhichCvesAreKnownToBeExploited() throws Exception {
        version(3);
        SqliteStore.at(dir).unlockedWriter().close();
        try (Reader reader = SqliteStore.at(dir).reader()) {
            assertThat(reader.news().exploited(LocalDate.of(2026, 1, 1), 10))
                    .extracting(news -> news.cve().toString(), NewsQuery.NewKev::exploited)
                    .containsExactly(
                            tuple(ACTIVE, new Exploited(LocalDate.of(2026, 1, 20), List.of("ssvc"))),
                            tuple(TWO, new Exploited(LocalDate.of(2026, 1, 16), List.of("eukev"))),
                            tuple(UNRECORDED, new Exploited(LocalDate.of(2026, 1, 12), List.of("kev"))));
        }
    }

    @Test
    void advisoriesThatRecordsThatWereThereReferToLeadToThem() throws Exception {
        version(3);
        SqliteStore.at(dir).unlockedWriter().close();
        try (Reader reader = SqliteStore.at(dir).reader()) {
            assertThat(reader.dossiers().referringTo(List.of("GHSA-AAAA-BBBB-CCCC", "GHSA-0000-0000-0000")))
                    .containsExactly(entry("GHSA-AAAA-BBBB-CCCC", List.of(CveId.of(ACTIVE))));
        }
    }

    @Test
    void whatWasThereIsDatedAsWellAsItsRowsTell() throws Exception {
        version(6);
        try (Writer store = SqliteStore.at(dir).unlockedWriter()) {
            Instant at = Instant.parse("2026-01-30T12:00:00Z");
            store.finished(new RunAccount("kev", at, at, RunAccount.Outcome.DONE, 0, Tally.NONE, ""));
        }
        try (Reader reader = SqliteStore.at(dir).reader()) {
            assertThat(reader.status().moments().get("kev").data()).contains(Instant.parse("2026-01-12T00:00:00Z"));
        }
    }

    @Test
    void recordsThatWereThereGetTheirHeadlines() throws Exception {
        version(2);
        SqliteStore.at(dir).unlockedWriter().close();
        assertThat(headlines())
                .containsExactly(
                        Optional.of("Words"), Optional.of("An anvil drops"), Optional.empty(), Optional.empty());
    }

    @Test
    void headlinesThatAnUpgradeDidNotComeToAreWrittenByTheNextWriter() throws Exception {
        version(2);
        SqliteStore.at(dir).unlockedWriter().close();
        run(dir, "UPDATE cve SET headline = NULL", "INSERT INTO mark VALUES ('headlines.due', '')");
        assertThat(headlines()).as("can be read meanwhile").containsOnly(Optional.empty());
        SqliteStore.at(dir).unlockedWriter().close();
        assertThat(headlines()).startsWith(Optional.of("Words"), Optional.of("An anvil drops"));
        try (Reader reader = SqliteStore.at(dir).reader();
                Writer store = SqliteStore.at(dir).unlockedWriter()) {
            assertThat(store.mark("headlines.due")).isEmpty();
            assertThat(reader.scores().count()).isEqualTo(1);
        }
    }

    @Test
    void productsThatTheCnaNamesByCpeAloneAreFound() throws Exception {
        CveId cve = CveId.of(ONE);
        try (TestHome home = TestHome.make()) {
            home.ingest(
                    "2026-01-30",
                    cve(ONE).cpe("cpe:2.3:a:acme:anvil:*:*:*:*:*:*:*:*", "1.0", "1.4")
                            .listed());
            run(
                    home.dir(),
                    "DELETE FROM affects",
                    "DELETE FROM product",
                    "ALTER TABLE bulletin_cve DROP COLUMN since",
                    "DELETE FROM schema_history WHERE CAST(version AS INTEGER) > 27",
                    "VACUUM INTO '" + dir.resolve(Connections.FILE) + "'");
        }
        SqliteStore.at(dir).unlockedWriter().close();
        try (Reader reader = SqliteStore.at(dir).reader()) {
            assertThat(reader.dossiers().products(cve)).containsExactly(new DossierQuery.NamedProduct("acme", "anvil"));
        }
    }

    @Test
    void whatIsKeptOfRecordsFollowsTheRulesOfNow() throws Exception {
        CveId cve = CveId.of(ONE);
        try (TestHome home = TestHome.make()) {
            home.ingest(
                    "2026-01-30",
                    cve(ONE).cvss(9.8)
                            .weakness("", "Bad input (cwe-20)")
                            .product("Acme", "Anvil", "1", "affected")
                            .product("Acme", "Cloud", "All", "unaffected")
                            .listed());
            toVersion14(home.dir());
            withoutViewsAndWords(home.dir());
            run(
                    home.dir(),
                    "UPDATE record SET cwe = '', cwe_desc = 'x', cvss_score = 5, cvss_rank = 9",
                    "UPDATE cve SET cwe = '', cwe_desc = 'x', cvss_score = 5",
                    "INSERT INTO product VALUES (77, 'Acme', 'Cloud', 'old', 'old')",
                    "UPDATE product SET vendor_key = 'old' WHERE id <> 77",
                    "INSERT INTO affects VALUES (" + cve.key() + ", 0, 77)",
                    "INSERT OR REPLACE INTO cve_text (rowid, title, description, products) VALUES (" + cve.key()
                            + ", '', '', 'Acme Anvil Cloud')",
                    "ALTER TABLE score DROP COLUMN others",
                    "DELETE FROM schema_history WHERE CAST(version AS INTEGER) > 9",
                    "VACUUM INTO '" + dir.resolve(Connections.FILE) + "'");
        }
        SqliteStore.at(dir).unlockedWriter().close();
        try (Reader reader = SqliteStore.at(dir).reader()) {
            CveSummary summary = reader.dossiers().summary(cve).orElseThrow();
            assertThat(summary.cwe()).contains("CWE-20");
            assertThat(summary.cvssScore()).contains(9.8);
            assertThat(reader.dossiers().products(cve)).containsExactly(new DossierQuery.NamedProduct("Acme", "Anvil"));
            assertThat(reader.search().matching(List.of("cloud"))).isEmpty();
            assertThat(reader.search().matching(List.of("anvil"))).containsExactly(cve.key());
        }
    }

    @Test
    void publicationsThatWereThereAreFoundByTheirWords() throws Exception {
        try (TestHome home = TestHome.make()) {
            home.ingest(
                    "2026-01-10",
                    bulletin("CERTFR-2026-AVI-0001", "2026-01-09", ONE)
                            .summary("<p>Une exécution de code</p>")
                            .seen());
            toVersion14(home.dir());
            run(
                    home.dir(),
                    "DROP TABLE bulletin_text",
                    "DELETE FROM schema_history WHERE CAST(version AS INTEGER) > 13",
                    "VACUUM INTO '" + dir.resolve(Connections.FILE) + "'");
        }
        SqliteStore.at(dir).unlockedWriter().close();
        try (Reader reader = SqliteStore.at(dir).reader()) {
            assertThat(reader.search()
                            .publications(new SearchQuery.PublicationWords(Set.of(), List.of("execution"), false)))
                    .extracting(one -> one.ref().text())
                    .containsExactly("CERTFR-2026-AVI-0001");
        }
        try (Connection db = Connections.reader(dir)) {
            assertThat(Rereading.PUBLICATIONS.due(db)).isFalse();
        }
    }

    /** Which version added it nobody can tell any more. */
    @Test
    void aPublicationThatWasThereCitesFromItsOwnDay() throws Exception {
        String publication = "CERTFR-2026-AVI-0001";
        try (TestHome home = TestHome.make()) {
            home.firstLoad("cvelist", "2026-01-10", cve(ONE).listed());
            home.firstLoad(
                    "certfr", "2026-01-10", bulletin(publication, "2026-01-09").seen());
            home.later(
                    "certfr",
                    "2026-01-14",
                    bulletin(publication, "2026-01-09", ONE).seen());
            run(
                    home.dir(),
                    "ALTER TABLE bulletin_cve DROP COLUMN since",
                    "DELETE FROM schema_history WHERE CAST(version AS INTEGER) > 27",
                    "VACUUM INTO '" + dir.resolve(Connections.FILE) + "'");
        }
        SqliteStore.at(dir).unlockedWriter().close();
        List<LocalDate> days = new ArrayList<>();
        try (Reader reader = SqliteStore.at(dir).reader()) {
            reader.scan()
                    .read(
                            reader.scan().published(LocalDate.of(2000, 1, 1)),
                            false,
                            LocalDate.MIN,
                            dossier -> dossier.citations().forEach(cited -> days.add(cited.day())));
        }
        assertThat(days).containsExactly(LocalDate.of(2026, 1, 9));
    }

    @Test
    void whatPublicationsThatWereThereSayOfExploitationIsEvidence() throws Exception {
        String said = "Cette vulnérabilité est activement exploitée.";
        try (TestHome home = TestHome.make()) {
            home.firstLoad(
                    "certfr",
                    "2026-01-10",
                    bulletin("CERTFR-2026-AVI-0001", "2026-01-09", ONE)
                            .summary(said)
                            .seen());
            home.later(
                    "certfr",
                    "2026-01-14",
                    bulletin("CERTFR-2026-AVI-0002", "2026-01-12", TWO)
                            .summary(said)
                            .seen());
            run(
                    home.dir(),
                    "DELETE FROM evidence",
                    "DELETE FROM exploited",
                    "ALTER TABLE bulletin_cve DROP COLUMN since",
                    "DELETE FROM schema_history WHERE CAST(version AS INTEGER) > 26",
                    "VACUUM INTO '" + dir.resolve(Connections.FILE) + "'");
        }
        SqliteStore.at(dir).unlockedWriter().close();
        try (Reader reader = SqliteStore.at(dir).reader()) {
            assertThat(reader.news().exploited(LocalDate.of(2026, 1, 1), 10))
                    .extracting(news -> news.cve().toString(), NewsQuery.NewKev::exploited)
                    .containsExactly(
                            tuple(TWO, new Exploited(LocalDate.of(2026, 1, 12), List.of("certfr"))),
                            tuple(ONE, new Exploited(LocalDate.of(2026, 1, 9), List.of("certfr"))));
        }
        try (Connection db = Connections.reader(dir)) {
            assertThat(StatementFill.FILL.due(db)).isFalse();
            assertThat(Sql.list(
                            db,
                            "SELECT known FROM evidence ORDER BY cve",
                            row -> Optional.ofNullable(row.getString(1))))
                    .containsExactly(Optional.empty(), Optional.of("2026-01-14"));
        }
    }

    @Test
    void ofRecordsThatWereThereOnlyThoseThatTheLogShowsToBeNewAreDated() throws Exception {
        String changedSince = "CVE-2026-0002";
        String seenByAnotherSource = "CVE-2026-0003";
        try (TestHome home = TestHome.make()) {
            home.firstLoad("cvelist", "2026-01-10", cve(ONE).listed());
            home.later(
                    "cvelist",
                    "2026-01-12",
                    cve(TWO).listed(),
                    cve(THREE).listed(),
                    cve(ACTIVE).listed());
            home.firstLoad("nvd", "2026-01-12", cve(seenByAnotherSource).nvd());
            home.later(
                    "cvelist",
                    "2026-01-14",
                    cve(changedSince).modified("2026-01-14T00:00:00Z").listed());
            toVersion14(home.dir());
            run(
                    home.dir(),
                    "DELETE FROM schema_history WHERE CAST(version AS INTEGER) > 14",
                    "VACUUM INTO '" + dir.resolve(Connections.FILE) + "'");
        }
        SqliteStore.at(dir).unlockedWriter().close();
        try (Connection db = Connections.reader(dir)) {
            assertThat(Sql.list(
                            db,
                            "SELECT cve, source, first_seen FROM record WHERE first_seen IS NOT NULL ORDER BY cve, source",
                            row -> CveId.ofKey(row.getLong(1)) + " " + row.getInt(2) + " " + row.getString(3)))
                    .containsExactly(THREE + " 0 2026-01-12", ACTIVE + " 0 2026-01-12");
        }
    }

    @Test
    void scoresThatWereThereBeginTheirHistory() throws Exception {
        version(2);
        try (Writer store = SqliteStore.at(dir).unlockedWriter()) {
            CveId cve = CveId.of(ONE);
            try (ScoreWriter writer = store.scores(Instant.EPOCH)) {
                writer.put(Scores.plain(cve, "m", LocalDate.of(2026, 2, 3), 0.5, 0.5));
                writer.finish(Instant.EPOCH, "m", LocalDate.of(2026, 2, 3), ScoreRun.Kind.ALL, 0);
            }
            try (Reader reader = SqliteStore.at(dir).reader()) {
                assertThat(reader.scores().past(cve))
                        .extracting(ScoreQuery.ScorePoint::since)
                        .containsExactly(LocalDate.of(2026, 1, 30), LocalDate.of(2026, 2, 3));
            }
        }
    }
}
