package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.Seen.end;
import static vigie.testing.Seen.exploit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.Dossier;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.Observation;
import vigie.testing.TestHome;

/** From which day on a piece of evidence counts as known. */
class KnownEvidenceTest {

    private static final String ID = "CVE-2024-0001";

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private static Observation module(String disclosed, String changed) {
        return new Observation.EvidenceSeen(
                "metasploit",
                new Evidence(
                        CveId.of(ID), EvidenceKind.MODULE, "metasploit", "a/b", day(disclosed), "u/a/b", day(changed)));
    }

    private static Optional<LocalDate> day(String day) {
        return Stream.of(day)
                .filter(text -> !text.isEmpty())
                .map(LocalDate::parse)
                .findFirst();
    }

    private Dossier dossier() {
        List<Dossier> found = new ArrayList<>();
        home.reader().scan().read(List.of(CveId.of(ID)), false, LocalDate.MIN, found::add);
        return found.get(0);
    }

    private boolean known(String day) {
        return !dossier().asOf(LocalDate.parse(day)).signs().isEmpty();
    }

    @Test
    void aModuleOfTheFirstLoadIsKnownFromItsLastChangeNotFromTheDisclosure() {
        home.ingest("2026-01-10", module("2024-03-01", "2025-06-01"), end("metasploit"));
        assertThat(known("2025-05-31")).isFalse();
        assertThat(known("2025-06-01")).isTrue();
        assertThat(dossier().signs()).extracting(Dossier.Sign::day).containsExactly(LocalDate.parse("2024-03-01"));
    }

    @Test
    void aModuleThatBearsNoDayOfItsOwnIsKnownFromTheDayOnWhichItWasFirstSeen() {
        home.ingest("2026-01-10", module("2024-03-01", ""), end("metasploit"));
        assertThat(known("2026-01-09")).isFalse();
        assertThat(known("2026-01-10")).isTrue();
    }

    @Test
    void aChangeOfAModuleDoesNotMoveItsDayForwardAndAnEarlierDayMovesItBack() {
        home.ingest("2026-01-10", module("2024-03-01", "2025-06-01"), end("metasploit"));
        home.ingest("2026-01-20", module("2024-03-01", "2026-01-19"), end("metasploit"));
        assertThat(known("2025-06-01")).isTrue();
        home.ingest("2026-01-21", module("2024-03-02", "2025-05-01"), end("metasploit"));
        assertThat(known("2025-04-30")).isFalse();
        assertThat(known("2025-05-01")).isTrue();
    }

    @Test
    void whatComesAfterTheFirstLoadIsKnownFromTheDayOnWhichItWasFirstSeen() {
        home.ingest("2026-01-10", exploit("CVE-2024-0002", "1", "2026-01-01"), end("archive"));
        home.ingest(
                "2026-01-20",
                exploit("CVE-2024-0002", "1", "2026-01-01"),
                exploit(ID, "2", "2025-12-01"),
                end("archive"));
        home.ingest(
                "2026-01-21",
                exploit("CVE-2024-0002", "1", "2026-01-01"),
                exploit(ID, "2", "2025-11-30"),
                end("archive"));
        assertThat(known("2026-01-19")).isFalse();
        assertThat(known("2026-01-20")).isTrue();
    }

    @Test
    void whatWasWithdrawnCountsForTheDaysOnWhichItStood() {
        home.ingest(
                "2026-01-10",
                exploit(ID, "1", "2026-01-01"),
                exploit("CVE-2024-0002", "2", "2026-01-01"),
                end("archive"));
        home.ingest("2026-01-15", exploit("CVE-2024-0002", "2", "2026-01-01"), end("archive"));
        assertThat(known("2025-12-31")).isFalse();
        assertThat(known("2026-01-01")).isTrue();
        assertThat(known("2026-01-14")).isTrue();
        assertThat(known("2026-01-15")).isFalse();
    }

    @Test
    void whatIsCalledOtherwiseNowIsKnownFromTheSameDay() {
        home.ingest("2026-01-10", exploit(ID, "a/old", "2026-01-01"), end("archive"));
        home.ingest("2026-01-15", exploit(ID, "a/new", "2026-01-01"), end("archive"));
        assertThat(known("2026-01-14")).isTrue();
        assertThat(known("2025-12-31")).isFalse();
    }

    @Test
    void someoneElseMayKnowSinceWhenASourceHasHeldAPiece() {
        home.ingest("2026-01-10", module("2024-03-01", ""), end("metasploit"));
        home.ingest(
                "2026-01-11", held("u/other", "2024-01-01"), held("u/a/b", "2024-05-01"), held("u/a/b", "2024-06-01"));
        assertThat(known("2024-04-30")).isFalse();
        assertThat(known("2024-05-01")).isTrue();
        home.ingest("2026-01-20", module("2024-03-01", "2026-01-19"), end("metasploit"));
        assertThat(known("2024-05-01")).isTrue();
    }

    private static Observation held(String url, String day) {
        return new Observation.EvidenceHeld("metasploit", EvidenceKind.MODULE, CveId.of(ID), url, LocalDate.parse(day));
    }
}
