package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.Dossier;
import vigie.model.Observation;
import vigie.model.Observation.ContainerStood;
import vigie.model.Ssvc;
import vigie.testing.TestHome;

/** What CISA's containers said before this installation saw them, as someone else kept it. */
class EarlierVersionsTest {

    private static final String ID = "CVE-2024-0001";

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private void held(String exploitation, String updated) {
        home.firstLoad(
                "cvelist",
                "2026-01-10",
                cve(ID).published("2024-06-01T00:00:00Z")
                        .ssvc(exploitation, updated)
                        .adpUpdated(updated)
                        .listed());
    }

    private static ContainerStood.State said(String day, String exploitation) {
        String decided = "{\"providerMetadata\":{\"shortName\":\"CISA-ADP\",\"dateUpdated\":\"2024-06-01T00:00:00Z\"},"
                + "\"metrics\":[{\"other\":{\"type\":\"ssvc\",\"content\":{\"timestamp\":\"2024-06-01T00:00:00Z\","
                + "\"options\":[{\"Exploitation\":\"" + exploitation
                + "\"},{\"Automatable\":\"yes\"},{\"Technical Impact\":\"total\"}]}}}]}";
        return new ContainerStood.State(LocalDate.parse(day), Optional.of(decided.getBytes(StandardCharsets.UTF_8)));
    }

    private static Observation stood(ContainerStood.State... states) {
        return new ContainerStood(CveId.of(ID), "CISA-ADP", List.of(states), LocalDate.parse("2025-01-24"));
    }

    private Dossier dossier() {
        List<Dossier> found = new ArrayList<>();
        home.reader().scan().read(List.of(CveId.of(ID)), false, LocalDate.MIN, found::add);
        return found.get(0);
    }

    private List<String> on(String day) {
        return dossier()
                .asOf(LocalDate.parse(day))
                .decisions()
                .map(Ssvc::exploitation)
                .toList();
    }

    @Test
    void aDecisionThatWasOverwrittenIsKnownForTheDaysOnWhichItStood() {
        held("active", "2025-03-01T00:00:00Z");
        home.ingest("2026-01-10", stood(said("2024-06-05", "none"), said("2024-08-01", "poc")));
        assertThat(on("2024-06-04")).isEmpty();
        assertThat(on("2024-06-05")).containsExactly("none");
        assertThat(on("2024-08-01")).containsExactly("poc");
        assertThat(on("2025-02-28")).containsExactly("poc");
        assertThat(on("2025-03-01")).containsExactly("active");
        assertThat(dossier().firstReported()).contains(LocalDate.parse("2025-03-01"));
    }

    @Test
    void whatStillStandsIsKnownFromTheDayOnWhichItBegan() {
        held("poc", "2024-06-01T00:00:00Z");
        ContainerStood.State same = said("2024-06-05", "poc");
        home.ingest("2026-01-10", stood(same));
        // The test's record says no other point than this one.
        assertThat(on("2024-06-04")).isEmpty();
        assertThat(on("2024-06-05")).containsExactly("poc");
        assertThat(on("2026-01-10")).containsExactly("poc");
    }

    @Test
    void whatSaysOtherwiseWasNotThereOnTheLastDayThatIsToldOfWhateverItsDate() {
        held("active", "2024-07-01T00:00:00Z");
        home.ingest("2026-01-10", stood(said("2024-06-05", "none")));
        assertThat(on("2025-01-24")).containsExactly("none");
        assertThat(on("2025-01-25")).containsExactly("active");
    }

    @Test
    void aContainerThatWasTakenAwayIsNotKnownUntilItComesBack() {
        held("active", "2025-03-01T00:00:00Z");
        home.ingest(
                "2026-01-10",
                stood(
                        said("2024-06-05", "none"),
                        new ContainerStood.State(LocalDate.parse("2024-07-01"), Optional.empty()),
                        said("2024-09-01", "poc")));
        assertThat(on("2024-06-30")).containsExactly("none");
        assertThat(on("2024-08-31")).isEmpty();
        assertThat(on("2024-09-01")).containsExactly("poc");
    }

    @Test
    void whatIsToldTwiceIsTakenOnce() {
        held("active", "2025-03-01T00:00:00Z");
        home.ingest("2026-01-10", stood(said("2024-06-05", "none")));
        Tally second = home.ingest("2026-01-11", stood(said("2024-06-05", "none")));
        assertThat(second.changed()).isZero();
        assertThat(on("2024-06-05")).containsExactly("none");
    }

    @Test
    void whatThisInstallationSawChangeStays() {
        held("poc", "2025-03-01T00:00:00Z");
        home.later(
                "cvelist",
                "2026-01-15",
                cve(ID).published("2024-06-01T00:00:00Z")
                        .modified("2026-01-15T00:00:00Z")
                        .ssvc("active", "2026-01-14T00:00:00Z")
                        .adpUpdated("2026-01-14T00:00:00Z")
                        .listed());
        home.ingest("2026-01-20", stood(said("2024-06-05", "none")));
        assertThat(on("2024-06-05")).containsExactly("none");
        assertThat(on("2025-03-01")).containsExactly("poc");
        assertThat(on("2026-01-14")).containsExactly("poc");
        assertThat(on("2026-01-15")).containsExactly("active");
    }

    @Test
    void ofARecordThatIsNotHeldNothingIsTaken() {
        assertThat(home.ingest("2026-01-10", stood(said("2024-06-05", "none"))).changed())
                .isZero();
    }
}
