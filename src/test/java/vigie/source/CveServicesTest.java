package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.Observation;

class CveServicesTest {

    private static final CveId CVE = CveId.of("CVE-2024-0001");

    private final CveServices services = new CveServices();

    @Test
    void anUnknownCveIsReserved() {
        List<Observation> seen = new ArrayList<>();

        assertThat(services.absent(feed(), seen::add)).isTrue();
        assertThat(seen).containsExactly(new Observation.CveAbsent(CVE));
    }

    @Test
    void theRecordOfAnotherCveIsLeftOut() throws IOException {
        assertThat(Reading.skipped(read("{\"cveMetadata\":{\"cveId\":\"CVE-2024-0002\"},\"containers\":{\"cna\":{}}}")))
                .containsExactly("CVE-2024-0001: the record is that of CVE-2024-0002");
    }

    @Test
    void aCutRecordIsAnError() {
        assertThatThrownBy(() -> read("{\"cveMetadata\":{\"cveId\":\"CVE-2024-0001\"}"))
                .isInstanceOf(IOException.class);
    }

    private Feed feed() {
        FakeState state = new FakeState();
        state.withoutRecord.add(CVE);
        return services.feeds(state).get(0);
    }

    private List<Observation> read(String text) throws IOException {
        return Reading.read(services, feed(), text.getBytes(StandardCharsets.UTF_8));
    }
}
