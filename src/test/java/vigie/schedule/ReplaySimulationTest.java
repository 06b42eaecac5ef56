package vigie.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A few days of {@code vigie up} over the replay; {@code benchmarks/simulation} lives through sixty. */
@Tag("mirror")
@Timeout(300)
class ReplaySimulationTest {

    @TempDir
    private Path folder;

    @Test
    void daysWithFaultsTwoChangesOfTheClocksAndASuspensionMissNothingAndDoNothingTwice() throws Exception {
        Simulation.Plan plan = new Simulation.Plan(
                LocalDate.of(2026, 1, 28),
                3,
                true,
                SimulationPlans.FAULTS,
                SimulationPlans.zone(LocalDate.of(2026, 1, 29), LocalDate.of(2026, 1, 30)),
                DayOfWeek.THURSDAY,
                List.of(Instant.parse("2026-01-29T15:00:00Z")),
                List.of(new Simulation.Outage(
                        "kev",
                        "www.cisa.gov:400,raw.githubusercontent.com/cisagov:400",
                        Instant.parse("2026-01-28T13:30:00Z"),
                        Instant.parse("2026-01-28T16:30:00Z"))));
        Path home = folder.resolve("home");
        try (Simulation simulation = Simulation.run(plan, home)) {
            simulation.fillAtOnce(folder.resolve("at once"));
            SimulationChecks checks = new SimulationChecks(simulation, home);
            assertThat(checks.all(folder.resolve("at once"))).isEmpty();
            assertThat(checks.of("certfr")).hasSizeGreaterThan(200);
            assertThat(checks.of("reconcile"))
                    .as("the last of which reads what was down")
                    .hasSizeBetween(7, 9);
            assertThat(SimulationChecks.rows(home, "SELECT DISTINCT kind FROM change"))
                    .contains("bulletin", "kev_added", "published");
        }
    }
}
