package vigie.index;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.testing.TestHome;

class VendorOfPublicationTest {

    private TestHome home;
    private Snapshot snapshot;

    @BeforeEach
    void fill() {
        home = TestHome.make();
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001").product("Curl", "curl", "1", "affected").listed(),
                cve("CVE-2026-0002").product("Acme", "Anvil", "1", "affected").listed(),
                cve("CVE-2026-0003").product("Acme", "Anvil 2", "1", "affected").listed(),
                bulletin("CERTFR-2026-AVI-0001", "2026-01-05", "CVE-2026-0001", "CVE-2026-0002")
                        .system("Box", "Appliance")
                        .seen());
        snapshot = Snapshot.read(home.reader());
    }

    @AfterEach
    void close() {
        home.close();
    }

    private BitSet cited(String... vendors) {
        return snapshot.publications()
                .cited(new Publications.Filter(Optional.empty(), Optional.empty(), Optional.empty(), List.of(vendors)));
    }

    @Test
    void aPublicationThatNamesTheVendorCountsWithAllItsCves() {
        assertThat(cited("Box").cardinality()).isEqualTo(2);
    }

    @Test
    void anyOtherCountsOnlyWithTheCvesThatConcernTheVendor() {
        assertThat(cited("curl").stream().mapToObj(snapshot.cves()::id).map(Object::toString))
                .containsExactly("CVE-2026-0001");
        assertThat(cited("nobody").isEmpty()).isTrue();
        assertThat(cited("curl", "nobody").cardinality()).isEqualTo(1);
        assertThat(cited("curl", "Box").cardinality()).isEqualTo(2);
    }

    @Test
    void aProductInQuotesIsThatProductAlone() {
        Products products = snapshot.cves().products();

        assertThat(products.rows(List.of(), List.of("anvil")).cardinality()).isEqualTo(2);
        assertThat(products.rows(List.of(), List.of("\"anvil\"")).cardinality()).isEqualTo(1);
    }
}
