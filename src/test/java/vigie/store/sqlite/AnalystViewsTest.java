package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.CveId;
import vigie.store.ChangeQuery;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** The views for analysts say what the program says. */
class AnalystViewsTest {

    private static final List<String> CVES =
            List.of("CVE-2026-0001", "CVE-2026-0002", "CVE-2026-0003", "CVE-2026-0004", "CVE-2026-123456");

    private final TestHome home = TestHome.make();

    @BeforeEach
    void fill() {
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001")
                        .title("An anvil falls")
                        .cvss(9.8)
                        .weakness("CWE-79", "XSS")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed(),
                cve("CVE-2026-0002").product("Bolt", "Hammer", "1", "affected").listed(),
                cve("CVE-2026-0003").state("REJECTED").listed(),
                cve("CVE-2026-123456").ssvc("active", "2026-01-05T00:00:00Z").listed(),
                bulletin("CERTFR-2026-AVI-0101", "2026-01-09", "CVE-2026-0001", "CVE-2026-0004")
                        .title("Deux failles")
                        .seen(),
                Seen.kev("CVE-2026-0001", "cisa", "2026-01-08"),
                Seen.kev("CVE-2026-0003", "cisa", "2026-01-08"));
        Scores.run(home.writer(), Instant.parse("2026-01-30T12:00:00Z"), 1, List.of("CVE-2026-0001"), List.of());
    }

    @AfterEach
    void close() {
        home.close();
    }

    private List<List<String>> rows(String sql) throws Exception {
        try (Connection db =
                        DriverManager.getConnection("jdbc:sqlite:" + home.dir().resolve(Connections.FILE));
                Statement statement = db.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(Optional.ofNullable(row.getString(i)).orElse(""));
                }
                rows.add(cells);
            }
            return rows;
        }
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    @Test
    void theViewOfCvesSaysWhatListsSay() throws Exception {
        List<List<String>> view = rows("SELECT cve, state, published, cvss_score, cvss_vector, cwe, epss_score,"
                + " epss_percentile, vigie_score, vigie_percentile, known_exploited_since, kev_date, exploit_public_date,"
                + " title FROM v_cve ORDER BY length(cve), cve");

        assertThat(view).extracting(row -> row.get(0)).containsExactlyElementsOf(CVES);
        for (List<String> row : view) {
            CveId cve = CveId.of(row.get(0));
            CveSummary said = home.reader().dossiers().summary(cve).orElseThrow();
            assertThat(row.subList(1, row.size()))
                    .containsExactly(
                            text(said.state()),
                            text(said.published()),
                            text(said.cvssScore()),
                            text(said.cvssVector()),
                            text(said.cwe()),
                            text(said.epss()),
                            text(said.epssPercentile()),
                            text(said.score()),
                            text(said.scorePercentile()),
                            text(said.exploited().map(known -> known.since())),
                            text(said.kevDate()),
                            text(said.exploit().map(known -> known.day())),
                            text(home.reader().dossiers().headline(cve)));
        }
    }

    @Test
    void theViewOfChangesSaysWhatTheRecordSays() throws Exception {
        home.firstLoad("kev", "2026-01-10", Seen.kev("CVE-2026-0001", "cisa", "2026-01-08"));
        home.later("kev", "2026-01-11", Seen.kev("CVE-2026-123456", "cisa", "2026-01-11"));
        home.later(
                "certfr",
                "2026-01-12",
                bulletin("CERTFR-2026-AVI-0102", "2026-01-12", "CVE-2026-0002").seen());
        List<Change> said = home.reader().changes().following(ChangeQuery.Filter.ALL, 0, 100);
        assertThat(said).extracting(Change::subject).contains("CVE-2026-123456", "CERTFR-2026-AVI-0102");
        assertThat(rows("SELECT id, at, kind, cve, publication, field, who, old_value, new_value, source, day"
                        + " FROM v_change ORDER BY id"))
                .isEqualTo(said.stream()
                        .map(change -> List.of(
                                Long.toString(change.id()),
                                change.at().toString(),
                                change.what().kind().toString(),
                                text(change.cve()),
                                text(change.publication()),
                                change.what().field(),
                                change.what().who(),
                                text(change.what().before()),
                                text(change.what().after()),
                                change.source(),
                                text(change.what().day())))
                        .toList());
    }

    @Test
    void publicationsAndProductsAreThoseOfTheProgram() throws Exception {
        List<String> publication = rows("SELECT publication, type, title, published, link FROM v_publication")
                .get(0);
        assertThat(publication)
                .containsExactly(
                        "CERTFR-2026-AVI-0101",
                        "avis",
                        "Deux failles",
                        "2026-01-09",
                        "https://www.cert.ssi.gouv.fr/avis/CERTFR-2026-AVI-0101/");
        assertThat(rows("SELECT cve FROM v_citation WHERE publication = 'CERTFR-2026-AVI-0101' ORDER BY cve"))
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(
                        home
                                .reader()
                                .dossiers()
                                .bulletin(new BulletinRef("CERTFR-2026-AVI-0101"))
                                .orElseThrow()
                                .cves()
                                .stream()
                                .map(CveId::toString)
                                .toList());
        for (String cve : CVES) {
            assertThat(rows("SELECT vendor, product FROM v_product WHERE cve = '" + cve + "'"))
                    .containsExactlyInAnyOrderElementsOf(home.reader().dossiers().products(CveId.of(cve)).stream()
                            .map((DossierQuery.NamedProduct p) -> List.of(p.vendor(), p.product()))
                            .distinct()
                            .toList());
        }
    }
}
