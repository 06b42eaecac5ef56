package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Dossier;
import vigie.model.Observation;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.CveText;
import vigie.testing.TestHome;

/** What a dossier says that was known on a day, of records that this installation saw change. */
class KnownOnADayTest {

    private static final String ID = "CVE-2026-0001";
    private static final LocalDate FIRST = LocalDate.parse("2026-01-10");

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private static Dossier dossier(TestHome home) {
        List<Dossier> found = new ArrayList<>();
        home.reader().scan().read(List.of(CveId.of(ID)), false, LocalDate.MIN, found::add);
        return found.get(0);
    }

    private Dossier on(String day) {
        return dossier(home).asOf(LocalDate.parse(day));
    }

    private List<String> titles(String day) {
        return on(day).containers().map(Container::title).toList();
    }

    private List<String> origins(String day) {
        return on(day).containers().map(said -> said.origin().toString()).toList();
    }

    /** A record as it was changed last on a day. */
    private static CveText changed(String day) {
        return cve(ID).modified(day + "T00:00:00Z").withoutAdp();
    }

    @Test
    void aVersionIsKnownFromTheDayOnWhichItWasSeenUntilThatOfTheNext() {
        home.firstLoad(
                "cvelist", "2026-01-10", changed("2026-01-03").title("One").listed());
        home.later("cvelist", "2026-01-12", changed("2026-01-11").title("Two").listed());
        home.later("cvelist", "2026-01-15", changed("2026-01-14").title("Three").listed());
        assertThat(titles("2026-01-01")).isEmpty();
        assertThat(titles("2026-01-02")).as("the source's own date").containsExactly("One");
        assertThat(titles("2026-01-11")).as("changed, and not seen yet").containsExactly("One");
        assertThat(titles("2026-01-12")).containsExactly("Two");
        assertThat(titles("2026-01-14")).containsExactly("Two");
        assertThat(titles("2026-01-15")).containsExactly("Three");
        assertThat(titles("2027-01-01")).containsExactly("Three");
    }

    @Test
    void aRecordThatCameLaterIsNotKnownBeforeItWasSeenWhateverItsDates() {
        home.later("cvelist", "2026-01-10", changed("2026-01-03").title("One").listed());
        assertThat(titles("2026-01-09")).isEmpty();
        assertThat(titles("2026-01-10")).containsExactly("One");
        assertThat(dossier(home).known()).contains(FIRST);
    }

    @Test
    void aContainerIsKnownForTheTimeInWhichItWasThere() {
        home.firstLoad("cvelist", "2026-01-10", changed("2026-01-03").listed());
        home.later(
                "cvelist",
                "2026-01-12",
                cve(ID).modified("2026-01-12T00:00:00Z").adpCvss(9.8).listed());
        home.later("cvelist", "2026-01-15", changed("2026-01-15").listed());
        home.later(
                "cvelist",
                "2026-01-18",
                cve(ID).modified("2026-01-18T00:00:00Z").adpCvss(5).listed());
        assertThat(origins("2026-01-11")).containsExactly("cna:acme");
        assertThat(origins("2026-01-12")).containsExactly("cna:acme", "adp:CISA-ADP");
        assertThat(origins("2026-01-15")).containsExactly("cna:acme");
        assertThat(origins("2026-01-18")).containsExactly("cna:acme", "adp:CISA-ADP");
        assertThat(on("2026-01-13").containers().flatMap(said -> said.assessments().stream()))
                .extracting(cvss -> cvss.score())
                .containsExactly(9.8);
    }

    @Test
    void theCnaOfADayIsTheOneThatItHadThen() {
        home.firstLoad(
                "cvelist", "2026-01-10", changed("2026-01-03").title("One").listed());
        home.later(
                "cvelist",
                "2026-01-12",
                changed("2026-01-12").by("initech").title("Two").listed());
        assertThat(on("2026-01-11").records()).extracting(CveRecord::assigner).containsExactly("acme");
        assertThat(origins("2026-01-11")).containsExactly("cna:acme");
        assertThat(on("2026-01-12").records()).extracting(CveRecord::assigner).containsExactly("initech");
        assertThat(origins("2026-01-12")).containsExactly("cna:initech");
    }

    @Test
    void whatARecordSaidBeforeItWasRejectedIsKnownOfThen() {
        home.firstLoad(
                "cvelist",
                "2026-01-10",
                changed("2026-01-03").title("One").cvss(9.8).listed());
        home.later(
                "cvelist",
                "2026-01-12",
                changed("2026-01-12").rejected("wrong", "CVE-2026-0002").listed());
        home.later("cvelist", "2026-01-15", changed("2026-01-15").title("Two").listed());
        assertThat(titles("2026-01-11")).containsExactly("One");
        assertThat(titles("2026-01-12")).containsExactly("");
        assertThat(titles("2026-01-15")).containsExactly("Two");
    }

    @Test
    void anAnalysisOfNvdIsKnownFromTheDayOnWhichItWasSeen() {
        home.firstLoad(
                "nvd", "2026-01-10", changed("2026-01-03").description("words").nvd());
        home.later(
                "nvd",
                "2026-01-12",
                changed("2026-01-12").description("words").cvss(9.8).nvd());
        assertThat(on("2026-01-11").containers().flatMap(said -> said.assessments().stream()))
                .isEmpty();
        assertThat(on("2026-01-11").containers().map(Container::description)).containsExactly("words");
        assertThat(on("2026-01-12").containers().flatMap(said -> said.assessments().stream()))
                .hasSize(1);
    }

    @Test
    void aContainerThatIsDatedAnewStaysKnown() {
        home.firstLoad(
                "cvelist",
                "2026-01-10",
                cve(ID).adpCvss(5).adpUpdated("2026-01-05T00:00:00Z").listed());
        home.later(
                "cvelist",
                "2026-01-20",
                cve(ID).modified("2026-01-20T00:00:00Z")
                        .adpCvss(5)
                        .adpUpdated("2026-01-20T00:00:00Z")
                        .listed());
        assertThat(origins("2026-01-04")).containsExactly("cna:acme");
        assertThat(origins("2026-01-05")).containsExactly("cna:acme", "adp:CISA-ADP");
    }

    @Test
    void aDecisionThatWasReplacedIsKnownOfThenAndStaysAReport() {
        home.firstLoad(
                "cvelist",
                "2026-01-10",
                cve(ID).ssvc("none", "2026-01-04T00:00:00Z").listed());
        home.later(
                "cvelist",
                "2026-01-12",
                cve(ID).modified("2026-01-12T00:00:00Z")
                        .ssvc("active", "2026-01-11T00:00:00Z")
                        .listed());
        home.later(
                "cvelist",
                "2026-01-15",
                cve(ID).modified("2026-01-15T00:00:00Z")
                        .ssvc("poc", "2026-01-15T00:00:00Z")
                        .listed());
        assertThat(on("2026-01-11").decisions())
                .extracting(one -> one.exploitation())
                .containsExactly("none");
        assertThat(on("2026-01-12").decisions())
                .extracting(one -> one.exploitation())
                .containsExactly("active");
        assertThat(on("2026-01-12").exploited()).isPresent();
        assertThat(on("2026-01-15").exploited()).isEmpty();
        assertThat(dossier(home).firstReported()).contains(LocalDate.parse("2026-01-12"));
    }

    @Test
    void whatNvdAnalysedIsKnownFromItsLastChangeNotFromThePublication() {
        home.firstLoad(
                "nvd",
                "2026-01-10",
                changed("2026-01-05").description("words").cvss(9.8).nvd());
        assertThat(scores("2026-01-01")).isEmpty();
        assertThat(on("2026-01-04").containers()).as("its description").hasSize(1);
        assertThat(scores("2026-01-04")).isEmpty();
        assertThat(scores("2026-01-05")).containsExactly(9.8);
        home.later(
                "nvd",
                "2026-01-20",
                changed("2026-01-19").description("others").cvss(9.8).nvd());
        assertThat(scores("2026-01-04")).isEmpty();
        assertThat(scores("2026-01-05"))
                .as("a later change gives it another day")
                .containsExactly(9.8);
        assertThat(scores("2026-01-20")).containsExactly(9.8);
    }

    private List<Double> scores(String day) {
        return on(day).containers()
                .flatMap(said -> said.assessments().stream())
                .map(assessment -> assessment.score())
                .toList();
    }

    @Test
    void aRecordWithDatesThatCannotBeTrueIsKnownFromTheDayOnWhichItWasSeen() {
        home.firstLoad(
                "cvelist",
                "2026-01-10",
                changed("2027-01-03")
                        .published("2027-01-03T00:00:00Z")
                        .title("One")
                        .listed());
        home.later(
                "cvelist",
                "2026-01-12",
                changed("2027-01-04")
                        .published("2027-01-03T00:00:00Z")
                        .title("Two")
                        .listed());
        assertThat(titles("2026-01-09")).isEmpty();
        assertThat(titles("2026-01-11")).containsExactly("One");
        assertThat(titles("2026-01-12")).containsExactly("Two");
        assertThat(on("2026-01-11").published()).contains(FIRST);
    }

    @Test
    void aDamagedVersionTakesNoOtherWithIt() {
        home.firstLoad(
                "cvelist", "2026-01-10", changed("2026-01-03").title("One").listed());
        home.later("cvelist", "2026-01-12", changed("2026-01-12").title("Two").listed());
        home.later("cvelist", "2026-01-14", changed("2026-01-14").title("Three").listed());
        home.run("UPDATE record_version SET body = substr(body, 1, 20) WHERE until = '2026-01-14'");
        assertThat(titles("2026-01-11")).containsExactly("One");
        assertThat(titles("2026-01-13")).isEmpty();
        assertThat(titles("2026-01-14")).containsExactly("Three");
        assertThat(SqliteStore.at(home.dir()).upkeep().damagedVersions())
                .singleElement()
                .asString()
                .contains(ID, "damaged");
    }

    @Test
    void versionsThatStoodOnNoneOfTheDaysAskedForAreNotRead() {
        home.firstLoad(
                "cvelist", "2026-01-10", changed("2026-01-03").title("One").listed());
        home.later("cvelist", "2026-01-12", changed("2026-01-12").title("Two").listed());
        home.later("cvelist", "2026-01-14", changed("2026-01-14").title("Three").listed());
        List<Dossier> found = new ArrayList<>();
        home.reader().scan().read(List.of(CveId.of(ID)), false, LocalDate.parse("2026-01-12"), found::add);
        assertThat(found.get(0).versions()).hasSize(1);
        assertThat(found.get(0).versions().get(0).containers())
                .extracting(version -> version.said().title())
                .containsExactly("Two", "Three");
    }

    /** What one source says on a day; {@code first} if this is its first load. */
    private record Update(LocalDate day, boolean first, boolean nvd, Observation.CveSeen seen) {

        @Override
        public String toString() {
            return "\n" + day + (first ? " first " : " ") + new String(seen.raw(), StandardCharsets.UTF_8);
        }
    }

    /**
     * The dossier of a home that saw all updates says of every day what one says that saw those of up to then, and, but for the days on
     * which it knew nothing yet, what one says that loads everything on that day for the first time.
     */
    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void aDayIsKnownLaterAsItWasKnownThen(@ForAll Random random) {
        List<Update> updates = updates(random);
        try (TestHome all = TestHome.make()) {
            updates.forEach(update -> take(all, update, update.first()));
            Dossier dossier = dossier(all);
            for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(12)); day = day.plusDays(2)) {
                LocalDate last = day;
                List<Update> until = updates.stream()
                        .filter(update -> !update.day().isAfter(last))
                        .toList();
                try (TestHome then = TestHome.make();
                        TestHome fresh = TestHome.make()) {
                    until.forEach(update -> take(then, update, update.first()));
                    Map<Boolean, Update> newest = new LinkedHashMap<>();
                    until.forEach(update -> newest.put(update.nvd(), update));
                    newest.values()
                            .forEach(update -> take(fresh, new Update(last, true, update.nvd(), update.seen()), true));
                    if (!until.isEmpty()) {
                        assertThat(known(dossier, last))
                                .as("on %s of %s", last, updates)
                                .isEqualTo(known(dossier(then), last));
                        assertThat(said(dossier, last))
                                .as("on %s of %s", last, updates)
                                .isEqualTo(said(dossier(fresh), last));
                    }
                }
            }
        }
    }

    private static void take(TestHome home, Update update, boolean first) {
        String source = update.nvd() ? "nvd" : "cvelist";
        if (first) {
            home.firstLoad(source, update.day().toString(), update.seen());
        } else {
            home.later(source, update.day().toString(), update.seen());
        }
    }

    private static List<String> known(Dossier dossier, LocalDate day) {
        return Stream.concat(
                        dossier.asOf(day).records().stream()
                                .map(record -> record.source() + " " + record.assigner() + " " + record.published()
                                        + " " + record.basis()),
                        said(dossier, day).stream())
                .toList();
    }

    /** All that the containers say but their dates: what is only dated anew is one version. */
    private static List<String> said(Dossier dossier, LocalDate day) {
        return dossier.asOf(day)
                .containers()
                .map(said -> said.origin() + " " + said.title() + " " + said.description() + " " + said.assessments()
                        + " " + said.affected() + " " + said.ssvc() + " " + said.tags())
                .sorted()
                .toList();
    }

    private static List<Update> updates(Random random) {
        List<Update> updates = new ArrayList<>();
        LocalDate day = FIRST;
        for (boolean nvd : List.of(false, true)) {
            if (random.nextBoolean()) {
                updates.add(new Update(day, true, nvd, record(random, day, nvd)));
            }
        }
        for (int i = 0; i < 8; i++) {
            boolean nvd = random.nextInt(3) == 0;
            updates.add(new Update(day, false, nvd, record(random, day, nvd)));
            day = day.plusDays(random.nextInt(3));
        }
        return updates;
    }

    private static Observation.CveSeen record(Random random, LocalDate day, boolean nvd) {
        LocalDate changed = random.nextInt(8) == 0 ? day.plusYears(1) : day;
        CveText record = cve(ID).modified(changed + "T00:00:00Z")
                .title("title " + random.nextInt(3))
                .description("words " + random.nextInt(2));
        if (random.nextInt(3) == 0) {
            record.by("initech");
        }
        if (random.nextInt(5) == 0) {
            record.rejected("wrong", "CVE-2026-0002");
        } else {
            record.cvss(random.nextInt(3) + 5).product("Acme", "Anvil " + random.nextInt(2), "1", "affected");
        }
        if (random.nextInt(3) == 0) {
            record.withoutAdp();
        } else {
            record.adpCvss(random.nextInt(2) + 1).adpUpdated(day.minusDays(random.nextInt(3)) + "T00:00:00Z");
            if (random.nextBoolean()) {
                record.ssvc(random.nextBoolean() ? "poc" : "active", day.minusDays(random.nextInt(3)) + "T01:00:00Z");
            }
        }
        return nvd ? record.nvd() : record.listed();
    }
}
