package vigie.report.document;

import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.model.CveId;
import vigie.model.KnownExploited;
import vigie.model.Observation;
import vigie.model.Period;
import vigie.model.Staleness;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.text.Messages;

/** A home with a month of publications, the month before, and an older one; and reports on it. */
final class Month implements AutoCloseable {

    static final String PRESSING = "CVE-2026-0001";
    static final String LIKELY = "CVE-2026-0002";
    static final String REJECTED = "CVE-2026-0003";
    static final String PLAIN = "CVE-2026-0004";
    static final Period JANUARY = new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 30));

    private final TestHome home = TestHome.make();

    Month() {
        home.ingest(
                "2026-01-30",
                cve(PRESSING)
                        .title("Hole in Anvil")
                        .cvss(9.8)
                        .product("Acme", "Anvil", "1", "affected")
                        .listed(),
                cve(LIKELY)
                        .title("Écrou & <Vis>")
                        .cvss(9.1)
                        .product("Oscorp", "Vis", "1", "affected")
                        .listed(),
                cve(REJECTED).state("REJECTED").listed(),
                cve(PLAIN)
                        .description("Something small.")
                        .cvss(3.1)
                        .product("Acme", "Tongs", "1", "affected")
                        .listed(),
                cve("CVE-2025-0009").cvss(9.9).listed(),
                kev(),
                Seen.exploit(PRESSING, "proof", "2026-01-08"));
        home.ingest(
                "2026-01-30", Seen.epss(LocalDate.of(2026, 1, 29), Map.of(PRESSING, 0.2, LIKELY, 0.9, PLAIN, 0.001)));
        home.ingest(
                "2026-01-30",
                bulletin("CERTFR-2026-ALE-001", "2026-01-20", PRESSING, REJECTED)
                        .system("Acme", "Anvil")
                        .advisory("Bulletin Acme CVE-2026-0001", "https://acme.example/CVE-2026-0001")
                        .advisory("Bulletin Acme CVE-2026-00011", "https://acme.example/CVE-2026-00011")
                        .advisory("Piège", "javascript:alert(1)//CVE-2026-0001")
                        .seen(),
                bulletin("CERTFR-2026-AVI-0002", "2026-01-10", PRESSING, LIKELY, PLAIN)
                        .seen(),
                bulletin("CERTFR-2026-AVI-0003", "2026-01-12")
                        .title("Étau œuvré")
                        .seen(),
                bulletin("CERTFR-2025-AVI-0900", "2025-12-15", "CVE-2025-0009")
                        .revised("2026-01-15")
                        .seen(),
                bulletin("CERTFR-2025-AVI-0100", "2025-06-01").seen());
        Scores.run(
                home.writer(), Instant.parse("2026-01-30T10:00:00Z"), 1, List.of(PRESSING, LIKELY, PLAIN), List.of());
    }

    private static Observation kev() {
        return new Observation.KnownExploitedSeen(new KnownExploited(
                CveId.of(PRESSING),
                "cisa",
                LocalDate.of(2026, 1, 7),
                Optional.of(LocalDate.of(2026, 1, 28)),
                "Known",
                "Acme",
                "Anvil",
                "",
                ""));
    }

    /** The report of January, of these vendors. */
    Report report(String language, String... vendors) {
        return report(language, JANUARY, 5000, vendors);
    }

    Report report(String language, Period period, int rows, String... vendors) {
        return read(home, language, new ReportScope(period, List.of(vendors), Optional.empty()), rows);
    }

    /** A report on a home, on 30 January 2026. */
    static Report read(TestHome home, String language, ReportScope scope, int rows) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-30T12:00:00Z"), ZoneOffset.UTC);
        return new ReportReader(home.reader(), clock, new Messages(language), Staleness.DEFAULT)
                .read(scope, java.util.Optional.of(rows));
    }

    @Override
    public void close() {
        home.close();
    }
}
