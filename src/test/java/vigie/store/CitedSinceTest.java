package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.model.Dossier;
import vigie.testing.TestHome;

/** From which day a publication counts as citing a CVE, where its versions cite different ones. */
class CitedSinceTest {

    private static final String PUBLICATION = "CERTFR-2026-AVI-0001";
    private static final String ONE = "CVE-2026-0001";
    private static final String TWO = "CVE-2026-0002";
    private static final String THREE = "CVE-2026-0003";

    private final TestHome home = TestHome.make();

    @BeforeEach
    void fill() {
        home.firstLoad(
                "cvelist",
                "2026-01-10",
                cve(ONE).listed(),
                cve(TWO).listed(),
                cve(THREE).listed());
        home.firstLoad(
                "certfr", "2026-01-10", bulletin(PUBLICATION, "2026-01-05", ONE).seen());
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Map<String, LocalDate> since() {
        Map<String, LocalDate> days = new TreeMap<>();
        try (Reader reader = home.reader()) {
            reader.scan()
                    .read(
                            reader.scan().published(LocalDate.of(2000, 1, 1)),
                            false,
                            LocalDate.MIN,
                            dossier -> dossier.citations().stream()
                                    .map(Dossier.Citation::day)
                                    .forEach(day -> days.put(dossier.id().toString(), day)));
        }
        return days;
    }

    @Test
    void aCveThatALaterVersionAddsIsCitedSinceThatWasSeen() {
        home.later(
                "certfr",
                "2026-01-20",
                bulletin(PUBLICATION, "2026-01-05", ONE, TWO).seen());
        home.later(
                "certfr",
                "2026-01-25",
                bulletin(PUBLICATION, "2026-01-05", ONE, TWO, THREE).seen());

        assertThat(since())
                .containsExactly(
                        entry(ONE, LocalDate.of(2026, 1, 5)),
                        entry(TWO, LocalDate.of(2026, 1, 20)),
                        entry(THREE, LocalDate.of(2026, 1, 25)));
    }

    @Test
    void aNewPublicationCitesFromItsOwnDay() {
        home.later(
                "certfr",
                "2026-01-20",
                bulletin("CERTFR-2026-AVI-0002", "2026-01-19", TWO).seen());

        assertThat(since()).containsEntry(TWO, LocalDate.of(2026, 1, 19));
    }
}
