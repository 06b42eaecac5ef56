package vigie.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.model.Origin;
import vigie.model.Plausible;
import vigie.model.Ssvc;

class SsvcJsonTest {

    private static final Origin ORIGIN = new Origin(Origin.Kind.CNA, "acme");
    private static final Instant CHANGED = Instant.parse("2025-11-07T00:00:00Z");

    private static List<Ssvc> read(String type, String content) {
        String metrics = "[{\"other\": {\"type\": \"" + type + "\", \"content\": " + content + "}}]";
        return SsvcJson.read(
                Json.parse(metrics.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                ORIGIN,
                Optional.of(CHANGED),
                Plausible.ANY);
    }

    private static Ssvc decision(String exploitation, String automatable, String impact, String moment) {
        return new Ssvc(exploitation, automatable, impact, Optional.of(Instant.parse(moment)), ORIGIN);
    }

    @Test
    void readsOptions() {
        assertThat(read("ssvc", """
                        {"timestamp": "2024-06-25T14:34:53Z", "id": "CVE-2024-45744", "role": "CISA Coordinator", "version": "2.0.3",
                        "options": [{"Exploitation": "PoC"}, {"Automatable": "Yes"}, {"Technical Impact": "total"}]}""")).containsExactly(decision("poc", "yes", "total", "2024-06-25T14:34:53Z"));
    }

    @Test
    void readsPointsThatAreFieldsOfTheContent() {
        assertThat(read("SSVCv2.0", """
                        {"Automatable": "Yes", "Exploitation": "Active", "Value Density": "Diffused", "Technical Impact": "Partial"}""")).containsExactly(decision("active", "yes", "partial", CHANGED.toString()));
    }

    @Test
    void readsSelectionsWhoseValuesAreTextsOrObjects() {
        assertThat(read("ssvc", """
                        {"schemaVersion": "1-0-1", "timestamp": "2025-01-14T00:00:00.000Z", "selections": [
                        {"namespace": "ssvc", "name": "Exploitation", "values": ["Public PoC"]},
                        {"namespace": "ssvc", "name": "Automatable", "values": ["no"]}]}""")).containsExactly(decision("poc", "no", "", "2025-01-14T00:00:00Z"));
        assertThat(read("ssvcV2_0_0", """
                        {"schemaVersion": "2.0.0", "timestamp": "2025-11-07T15:47:01Z", "selections": [
                        {"key": "E", "name": "Exploitation", "values": [{"key": "A", "name": "Active"}]},
                        {"key": "TI", "name": "Technical Impact", "values": [{"key": "P", "name": "Partial"}]}]}""")).containsExactly(decision("active", "", "partial", "2025-11-07T15:47:01Z"));
    }

    @Test
    void severalValuesOfAPointMeanNotDecided() {
        assertThat(read("ssvc", """
                        {"timestamp": "2025-01-14T00:00:00Z", "selections": [
                        {"name": "Exploitation", "values": ["none", "active"]}, {"name": "Automatable", "values": ["yes"]}]}""")).containsExactly(decision("", "yes", "", "2025-01-14T00:00:00Z"));
    }

    @Test
    void leavesOutWhatHasNoPointThatIsKnown() {
        assertThat(read(
                        "ssvc",
                        "{\"options\": [{\"Mission Impact\": \"high\"}], \"timestamp\": \"2025-01-14T00:00:00Z\"}"))
                .isEmpty();
        assertThat(read("ssvc", "[]")).isEmpty();
        assertThat(read("ssvc", "{\"selections\": [{\"values\": 4}, 7, null], \"options\": {\"Exploitation\": []}}"))
                .isEmpty();
        assertThat(read("kev", "{\"Exploitation\": \"active\"}")).isEmpty();
    }
}
