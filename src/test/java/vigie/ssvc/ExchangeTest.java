package vigie.ssvc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.testing.OfficialSchemas;

/** Decisions in the forms that other programs read. */
class ExchangeTest {

    private static final Instant NOW = Instant.parse("2026-01-30T12:00:00.123Z");

    private static final Points CVE = new Points(Map.of(
            Points.EXPLOITATION, Answer.of("A", Answer.Basis.SOURCE, "kev"),
            Points.IN_KEV, Answer.of("Y", Answer.Basis.SOURCE, "kev"),
            Points.AUTOMATABLE, Answer.of("Y", Answer.Basis.SOURCE),
            Points.TECHNICAL_IMPACT, Answer.of("T", Answer.Basis.SOURCE)));

    @Test
    void aSelectionListIsValidWhateverIsDecided() {
        for (String name : Trees.names()) {
            Tree tree = Trees.named(name).orElseThrow();
            for (Points points : List.of(CVE, Points.NONE)) {
                Decision decision = Decision.of(tree, points, Decision.Dates.NONE);
                String json =
                        JsonMapper.shared().writeValueAsString(Exchange.selectionList(decision, "CVE-2024-3400", NOW));
                assertThat(OfficialSchemas.ssvc(json)).as(name).isEmpty();
            }
        }
    }

    @Test
    void severalValuesMeanUndecided() {
        Decision decision = Decision.of(
                Trees.usual(), CVE.with(Points.AUTOMATABLE, Answer.of("N", Answer.Basis.SOURCE)), Decision.Dates.NONE);
        JsonNode list = JsonMapper.shared().valueToTree(Exchange.selectionList(decision, "CVE-2024-3400", NOW));
        assertThat(list.path("timestamp").asString()).isEqualTo("2026-01-30T12:00:00Z");
        assertThat(list.path("target_ids").get(0).asString()).isEqualTo("CVE-2024-3400");
        JsonNode exposed = list.path("selections").get(0);
        assertThat(exposed.path("key").asString()).isEqualTo("PE");
        assertThat(exposed.path("values").size()).isEqualTo(2);
        JsonNode outcome = list.path("selections").get(4);
        assertThat(outcome.path("key").asString()).isEqualTo("BOD2604");
        assertThat(outcome.path("values").get(0).path("key").asString()).isEqualTo("14D");
        assertThat(outcome.path("values").get(1).path("key").asString()).isEqualTo("3DF");
    }

    @Test
    void theVectorIsThatOfTheCalculatorAndLeavesOutWhatIsNotDecided() {
        assertThat(Exchange.vector(CVE, AssetClass.ANY, NOW)).contains("SSVCv2/E:A/A:Y/T:T/2026-01-30T12:00:00Z/");
        AssetClass essential = new AssetClass(Map.of(Points.MISSION_AND_WELL_BEING, Set.of("H")));
        assertThat(Exchange.vector(CVE, essential, NOW)).contains("SSVCv2/E:A/A:Y/T:T/M:H/D:C/2026-01-30T12:00:00Z/");
        assertThat(Exchange.vector(Points.NONE, AssetClass.ANY, NOW)).isEmpty();
        Points harmless = new Points(Map.of(
                Points.EXPLOITATION, Answer.of("N", Answer.Basis.ABSENCE),
                Points.AUTOMATABLE, Answer.of("N", Answer.Basis.SOURCE),
                Points.TECHNICAL_IMPACT, Answer.of("T", Answer.Basis.SOURCE)));
        assertThat(Exchange.vector(harmless, essential, NOW))
                .contains("SSVCv2/E:N/A:N/T:T/M:H/D:R/2026-01-30T12:00:00Z/");
    }
}
