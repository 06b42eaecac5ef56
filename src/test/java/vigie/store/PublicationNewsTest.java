package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class PublicationNewsTest {

    @Test
    void tellsWhatWeighsMostAmongTheCvesOfAPublication() {
        try (TestHome home = TestHome.make()) {
            home.ingest(
                    "2026-01-10",
                    cve("CVE-2026-0001").cvss(9.8).listed(),
                    cve("CVE-2026-0002").cvss(5).listed(),
                    cve("CVE-2026-0003").cvss(10).state("REJECTED").listed(),
                    bulletin("CERTFR-2026-AVI-0001", "2026-01-09", "CVE-2026-0001", "CVE-2026-0002", "CVE-2026-0003")
                            .seen(),
                    bulletin("CERTFR-2025-AVI-0001", "2025-12-01", "CVE-2026-0002")
                            .seen());
            home.ingest("2026-01-10", Seen.kev("CVE-2026-0002", "cisa", "2026-01-09"));

            List<NewsQuery.Publication> news = home.reader().news().publications(LocalDate.of(2026, 1, 1), 10);

            assertThat(news).hasSize(1);
            assertThat(news.get(0).cves()).isEqualTo(3);
            assertThat(news.get(0).exploited()).isEqualTo(1);
            assertThat(news.get(0).cvss()).isEqualTo(Optional.of(9.8));
            assertThat(news.get(0).score()).isEmpty();
        }
    }
}
