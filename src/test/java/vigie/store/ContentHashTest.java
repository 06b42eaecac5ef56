package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class ContentHashTest {

    private static final String ONE = "CVE-2026-0001";
    private static final String TWO = "CVE-2026-0002";
    private static final String UNRECORDED = "CVE-2026-0003";

    private static List<List<Observation>> feeds() {
        return List.of(
                List.of(
                        cve(ONE).cvss(9.8)
                                .product("Acme", "Anvil", "1", "affected")
                                .listed(),
                        cve(TWO).listed(),
                        new Observation.CveAbsent(CveId.of(UNRECORDED))),
                List.of(
                        cve(TWO).description("words").cvss(4).nvd(),
                        cve(ONE).cvss(1).nvd()),
                List.of(
                        Seen.kev(ONE, "cisa", "2026-01-05"),
                        Seen.kev(UNRECORDED, "cisa", "2026-01-05"),
                        Seen.end("cisa")),
                List.of(Seen.exploit(ONE, "2", ""), Seen.exploit(TWO, "1", "2026-01-04"), Seen.end("archive")),
                List.of(bulletin("CERTFR-2026-AVI-0001", "2026-01-04", ONE, TWO, UNRECORDED)
                        .seen()),
                List.of(bulletin("CERTFR-2026-AVI-0002", "2026-01-05")
                        .system("Acme", "Anvil")
                        .seen()),
                Seen.epss(LocalDate.of(2026, 1, 4), Map.of(ONE, 0.1)),
                Seen.epss(LocalDate.of(2026, 1, 5), Map.of(ONE, 0.2, TWO, 0.1)));
    }

    @Property(tries = 40)
    void theOrderOfFeedsAndTheDaysOfTheirSyncDoNotCount(@ForAll long seed) {
        List<List<Observation>> shuffled = new ArrayList<>(feeds());
        Collections.shuffle(shuffled, new Random(seed));
        try (TestHome home = TestHome.make();
                TestHome other = TestHome.make()) {
            feeds().forEach(feed -> home.ingest("2026-01-10", feed));
            shuffled.forEach(feed -> other.ingest("2026-01-11", feed));
            assertThat(other.reader().contentHash()).isEqualTo(home.reader().contentHash());
        }
    }

    @Test
    void everyFeedChangesTheDigest() {
        try (TestHome home = TestHome.make()) {
            List<String> digests = new ArrayList<>();
            for (List<Observation> feed : feeds()) {
                home.ingest("2026-01-10", feed);
                digests.add(home.reader().contentHash().get("all"));
            }
            assertThat(digests).doesNotHaveDuplicates();
        }
    }
}
