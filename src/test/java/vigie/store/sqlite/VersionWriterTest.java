package vigie.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.DateOrigin;
import vigie.model.KnownDay;
import vigie.store.Ingest;
import vigie.testing.CveText;
import vigie.testing.TestHome;

class VersionWriterTest {

    private static final String ID = "CVE-2026-0001";

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    /** A record as it was changed last on a day. */
    private static CveText on(String day) {
        return cve(ID).modified(day + "T00:00:00Z");
    }

    /** Part, since, origin, until of each version, in order. */
    private List<String> versions() {
        return home.rows(
                "SELECT part, since, origin, coalesce(until, '-') FROM record_version ORDER BY part, until IS NULL, until");
    }

    /** Each version that no longer stands. */
    private List<String> texts(String part) throws SQLException {
        try (Connection db = Connections.reader(home.dir())) {
            return Sql.list(
                    db,
                    "SELECT body FROM record_version WHERE part = ? AND until IS NOT NULL ORDER BY until",
                    row -> new String(Packing.unpack(row.getBytes(1)), UTF_8),
                    part);
        }
    }

    @Test
    void aRecordThatDoesNotChangeHasNoVersions() {
        home.firstLoad("cvelist", "2026-01-10", on("2026-01-03").title("One").listed());
        home.later("cvelist", "2026-01-12", on("2026-01-03").title("One").listed());
        assertThat(versions()).isEmpty();
        assertThat(home.rows("SELECT first_seen FROM record")).containsExactly("null");
    }

    @Test
    void aContainerThatChangesIsKeptWithItsDaysAndTheOthersAreNot() throws SQLException {
        home.firstLoad("cvelist", "2026-01-10", on("2026-01-03").title("One").listed());
        home.later("cvelist", "2026-01-12", on("2026-01-12").title("Two").listed());
        home.later("cvelist", "2026-01-15", on("2026-01-15").title("Three").listed());
        assertThat(versions())
                .containsExactly("cna|2026-01-10|2|2026-01-12", "cna|2026-01-12|1|2026-01-15", "cna|2026-01-15|1|-");
        assertThat(texts("cna"))
                .satisfiesExactly(
                        one -> assertThat(one).contains("\"One\""),
                        two -> assertThat(two).contains("\"Two\""));
    }

    @Test
    void aRecordThatIsNewAfterTheFirstLoadStandsSinceThatDay() {
        home.later("cvelist", "2026-01-10", on("2026-01-03").title("One").listed());
        assertThat(versions()).isEmpty();
        home.later("cvelist", "2026-01-12", on("2026-01-12").title("Two").listed());
        assertThat(versions()).containsExactly("cna|2026-01-10|1|2026-01-12", "cna|2026-01-12|1|-");
        assertThat(home.rows("SELECT first_seen, seen FROM record")).containsExactly("2026-01-10|2026-01-12");
    }

    @Test
    void aContainerThatIsAddedOrTakenAwayIsDated() {
        home.firstLoad("cvelist", "2026-01-10", on("2026-01-03").withoutAdp().listed());
        home.later("cvelist", "2026-01-12", on("2026-01-12").listed());
        assertThat(versions()).containsExactly("adp:CISA-ADP|2026-01-12|1|-");
        home.later("cvelist", "2026-01-15", on("2026-01-15").withoutAdp().listed());
        assertThat(versions()).containsExactly("adp:CISA-ADP|2026-01-12|1|2026-01-15");
        home.later("cvelist", "2026-01-18", on("2026-01-18").listed());
        assertThat(versions()).containsExactly("adp:CISA-ADP|2026-01-12|1|2026-01-15", "adp:CISA-ADP|2026-01-18|1|-");
    }

    @Test
    void anotherCnaAndAnotherStateAreVersionsOfTheHead() throws SQLException {
        home.firstLoad("cvelist", "2026-01-10", on("2026-01-03").listed());
        home.later("cvelist", "2026-01-12", on("2026-01-12").by("initech").listed());
        home.later(
                "cvelist",
                "2026-01-15",
                on("2026-01-15").by("initech").state("REJECTED").listed());
        home.later("cvelist", "2026-01-18", on("2026-01-18").by("initech").listed());
        assertThat(versions())
                .containsExactly(
                        "cna|2026-01-10|2|2026-01-12",
                        "cna|2026-01-12|1|-",
                        "head|2026-01-10|2|2026-01-12",
                        "head|2026-01-12|1|2026-01-15",
                        "head|2026-01-15|1|2026-01-18",
                        "head|2026-01-18|1|-");
        assertThat(texts("head").get(1)).contains("\"PUBLISHED\"").contains("initech");
    }

    @Test
    void whatNvdSaysIsAContainer() throws SQLException {
        home.firstLoad(
                "nvd", "2026-01-10", on("2026-01-03").description("words").nvd());
        home.later("nvd", "2026-01-11", on("2026-01-11").description("words").nvd());
        assertThat(versions())
                .as("the day of its last change at the first load")
                .containsExactly("nvd:analysed|2026-01-03|0|-");
        home.later(
                "nvd",
                "2026-01-12",
                on("2026-01-12").description("words").cvss(9.8).nvd());
        assertThat(versions())
                .containsExactly("nvd|2026-01-11|2|2026-01-12", "nvd|2026-01-12|1|-", "nvd:analysed|2026-01-03|0|-");
        assertThat(texts("nvd").get(0)).contains("words").doesNotContain("9.8");
    }

    @Test
    void whatStoodForLessThanADayIsNotKept() throws SQLException {
        home.later("cvelist", "2026-01-10", on("2026-01-03").title("One").listed());
        home.later("cvelist", "2026-01-12", on("2026-01-11").title("Two").listed());
        home.later("cvelist", "2026-01-12", on("2026-01-12").title("Three").listed());
        assertThat(versions()).containsExactly("cna|2026-01-10|1|2026-01-12", "cna|2026-01-12|1|-");
        home.later("cvelist", "2026-01-15", on("2026-01-15").title("Four").listed());
        assertThat(texts("cna").get(1)).contains("Three");
    }

    @Test
    void whatTheFirstLoadReplacesWasNeverSeenToStand() {
        home.firstLoad("cvelist", "2026-01-10", on("2026-01-03").title("One").listed());
        home.firstLoad("cvelist", "2026-01-10", on("2026-01-04").title("Two").listed());
        assertThat(versions()).isEmpty();
    }

    @Test
    void whatTheFirstLoadHeldIsKeptEvenIfItChangesOnTheSameDay() {
        home.firstLoad("cvelist", "2026-01-10", on("2026-01-03").title("One").listed());
        home.later("cvelist", "2026-01-10", on("2026-01-10").title("Two").listed());
        assertThat(versions()).containsExactly("cna|2026-01-10|2|2026-01-10", "cna|2026-01-10|1|-");
    }

    @Test
    void aContainerThatIsOnlyDatedAnewStandsSinceItsFirstDate() {
        home.firstLoad(
                "cvelist",
                "2026-01-10",
                on("2026-01-03").adpUpdated("2026-01-05T00:00:00Z").listed());
        home.later(
                "cvelist",
                "2026-01-12",
                on("2026-01-12").adpUpdated("2026-01-12T00:00:00Z").listed());
        home.later(
                "cvelist",
                "2026-01-13",
                on("2026-01-13").adpUpdated("2026-01-13T00:00:00Z").listed());
        assertThat(versions()).containsExactly("adp:CISA-ADP|2026-01-05|0|-");
        home.later(
                "cvelist",
                "2026-01-15",
                on("2026-01-15").adpUpdated("2026-01-15T00:00:00Z").adpCvss(5).listed());
        assertThat(versions()).containsExactly("adp:CISA-ADP|2026-01-05|0|2026-01-15", "adp:CISA-ADP|2026-01-15|1|-");
    }

    @Test
    void aDateThatCannotBeTrueDatesNothing() {
        home.firstLoad(
                "cvelist",
                "2026-01-10",
                on("2026-01-03").adpUpdated("2027-01-05T00:00:00Z").listed());
        home.later(
                "cvelist",
                "2026-01-12",
                on("2026-01-12").adpUpdated("2026-01-12T00:00:00Z").listed());
        assertThat(versions()).containsExactly("adp:CISA-ADP|2026-01-10|2|2026-01-12", "adp:CISA-ADP|2026-01-12|1|-");
    }

    @Test
    void ofADamagedDocumentNothingIsKeptAndWhatReplacesItIsNew() {
        home.firstLoad("cvelist", "2026-01-10", on("2026-01-03").title("One").listed());
        home.run("UPDATE raw SET body = X'017F'");
        home.later("cvelist", "2026-01-12", on("2026-01-12").title("Two").listed());
        assertThat(versions())
                .containsExactly("adp:CISA-ADP|2026-01-12|1|-", "cna|2026-01-12|1|-", "head|2026-01-12|1|-");
    }

    @Test
    void aVersionThatIsHandedInIsKeptAsOne() throws SQLException {
        home.firstLoad("cvelist", "2026-01-10", on("2026-01-03").listed());
        long key = Documents.key(CveId.of(ID).key(), CveRecord.Source.CVE_LIST);
        try (Tx tx = new Tx(Connections.writer(home.dir()))) {
            new VersionWriter(tx, new Ingest.Origin("history", "", LocalDate.parse("2026-01-11"), true))
                    .stood(
                            key,
                            "adp:CISA-ADP",
                            new KnownDay(LocalDate.parse("2026-01-04"), DateOrigin.SOURCE),
                            LocalDate.parse("2026-01-06"),
                            "{\"n\":1}".getBytes(UTF_8));
        }
        assertThat(versions()).containsExactly("adp:CISA-ADP|2026-01-04|0|2026-01-06");
        assertThat(texts("adp:CISA-ADP")).containsExactly("{\"n\":1}");
    }

    @Test
    void versionsAreNoPartOfWhatTwoHomesAreComparedBy() {
        home.firstLoad("cvelist", "2026-01-10", on("2026-01-03").title("One").listed());
        home.later("cvelist", "2026-01-12", on("2026-01-12").title("Two").listed());
        try (TestHome other = TestHome.make()) {
            other.firstLoad(
                    "cvelist", "2026-01-20", on("2026-01-12").title("Two").listed());
            assertThat(other.reader().contentHash()).isEqualTo(home.reader().contentHash());
        }
    }
}
