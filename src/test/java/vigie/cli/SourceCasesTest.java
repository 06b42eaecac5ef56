package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.testing.Needs;
import vigie.testing.ServedFolder;

/** The small replays of faults of sources, as {@code ../shared/cases} holds them, run as a person runs them. */
@Timeout(60)
class SourceCasesTest {

    private static final Path CASES = Path.of("../shared/cases");
    private static final String DAY = "2026-01-30";

    @TempDir
    Path home;

    private final ServedFolder sources = new ServedFolder(Path.of("."));
    private Path folder = CASES;

    @AfterEach
    void stop() {
        sources.close();
    }

    /** Serves a step of a case; skips the test where the case is not there. */
    private void given(String number, String step) throws IOException {
        Needs.that(Files.isDirectory(CASES), "the small replays of faults are not there: " + CASES);
        try (Stream<Path> all = Files.list(CASES)) {
            folder = all.filter(one -> one.getFileName().toString().startsWith(number + "-"))
                    .findFirst()
                    .orElse(CASES.resolve(number));
        }
        Needs.that(Files.isDirectory(folder), "there is no case " + number + " below " + CASES);
        sources.serve(folder.resolve(step));
    }

    private Ran on(String day, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--mirror", sources.address(), "--today", day));
        all.addAll(List.of(arguments));
        return Ran.on(home, all.toArray(String[]::new));
    }

    private Ran sync(String day, String... names) {
        List<String> all = new ArrayList<>(List.of("sync"));
        all.addAll(List.of(names));
        return on(day, all.toArray(String[]::new));
    }

    private void configure(String toml) throws IOException {
        Files.writeString(home.resolve("config.toml"), toml);
    }

    /** Case 10: a space after one identifier, lower case in the other. */
    @Test
    void identifiersOfACatalogueAreReadHoweverTheyAreWritten() throws IOException {
        given("10", "step-1");
        Ran ran = sync(DAY, "cvelist", "kev");
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.err()).doesNotContain("left out");
        assertThat(on(DAY, "search", "--kev").out()).contains("CVE-2026-10001", "CVE-2026-10002");
    }

    /** Case 26: the percentile is 0.99997. */
    @Test
    void noCveIsAboveAllCves() throws IOException {
        given("26", "step-1");
        sync(DAY, "cvelist", "epss");
        assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-10001").out())
                .contains("94.4%", "99.9% of all CVEs")
                .doesNotContain("100.0%");
    }

    /** Case 21. */
    @Test
    void identifiersAreFoundAsPeoplePasteThem() throws IOException {
        given("21", "step-1");
        sync(DAY, "cvelist");
        for (String typed : List.of(
                "CVE-2026-10001, CVE-2026-10002",
                "CVE-2026-10001;CVE-2026-10002",
                "https://nvd.nist.gov/vuln/detail/CVE-2026-10001 cve 2026-10002",
                "CVE\u20112026\u201110001 CVE\u20112026\u2011010002")) {
            assertThat(on(DAY, "search", typed).out()).as(typed).contains("CVE-2026-10001", "CVE-2026-10002");
        }
        assertThat(on(DAY, "show", "CVE-2026-10001,cve-2026-10002").out()).contains("CVE-2026-10001", "CVE-2026-10002");
    }

    /** Case 39. */
    @ParameterizedTest
    @ValueSource(strings = {"gad\u00adget", "\uff47\uff41\uff44\uff47\uff45\uff54", "gad\u200bget"})
    void charactersNobodySeesMakeNoOtherWord(String typed) throws IOException {
        given("39", "step-1");
        sync(DAY, "cvelist");
        assertThat(on(DAY, "search", typed).out()).contains("CVE-2026-10001");
    }

    /** Case 02. */
    @Test
    void aPublicationRevisedTwiceOnOneDayIsHeldInItsSecondRevision() throws IOException {
        given("02", "step-1");
        sync(DAY, "certfr");
        sources.serve(folder.resolve("step-2"));
        sync("2026-01-31", "certfr");
        assertThat(on("2026-01-31", "show", "CERTFR-2026-ALE-001").out()).contains("CVE-2026-10002");
        sync("2026-02-01", "certfr");
        sources.serve(folder.resolve("step-2"));
        sync("2026-02-02", "certfr");
        assertThat(sources.asked("CERTFR-2026-ALE-001/json/"))
                .as("the day is over")
                .isZero();
    }

    /** Cases 02 and 13: a publication that is revised, an exploit that is taken out of its index. */
    @Test
    void whatChangedBetweenTwoStepsIsRecordedOnceAndReadFromTheRecord() throws IOException {
        given("02", "step-1");
        sync(DAY, "certfr");
        assertThat(on(DAY, "changes").out()).as("the first load").isBlank();
        sources.serve(folder.resolve("step-2"));
        sync("2026-01-31", "certfr");
        List<String> events = on("2026-01-31", "changes", "--csv").out().lines().toList();
        assertThat(events)
                .filteredOn(line -> line.contains(",cves,"))
                .singleElement()
                .asString()
                .contains("bulletin", "CERTFR-2026-ALE-001", "CVE-2026-10002");
        assertThat(on("2026-01-31", "--lang", "en", "changes").out())
                .contains("CERTFR-2026-ALE-001", "CVEs", "+ CVE-2026-10002");
        sync("2026-02-01", "certfr");
        assertThat(on("2026-02-01", "changes", "--csv").out().lines()).containsExactlyElementsOf(events);

        given("13", "step-1");
        sync("2026-02-02", "cvelist", "poc-in-github");
        sources.serve(folder.resolve("step-2"));
        for (String day : List.of("2026-02-03", "2026-02-04")) {
            sync(day, "poc-in-github");
            assertThat(on(day, "changes", "--kind", "evidence,exploit", "--csv")
                            .out()
                            .lines()
                            .skip(1))
                    .as(day)
                    .singleElement()
                    .asString()
                    .contains("evidence,CVE-2026-10001", "poc", "https://github.com/someone/fake");
        }
    }

    /** Case 23. */
    @Test
    void aDayOfScoresThatIsNotOfferedIsAskedForAFewTimesOnly() throws IOException {
        given("23", "step-1");
        configure("epss.history = ['2026-01-15']\n");
        long asked = 0;
        for (String day : List.of(DAY, "2026-01-31", "2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04")) {
            sources.serve(folder.resolve("step-1"));
            assertThat(sync(day, "epss").status()).isEqualTo(Exit.DONE);
            asked += sources.asked("2026-01-15.csv.gz");
        }
        assertThat(asked).isEqualTo(3);
        Ran status = on("2026-02-04", "status");
        assertThat(status.out() + status.err()).contains("2026-01-15: the host has no scores of this day");
    }

    /** Case 08: EPSS stands still; the other two have moved on. */
    @Test
    void aSourceThatStandsStillIsShownAsStale() throws IOException {
        given("08", "step-1");
        sync("2026-01-01", "nvd", "epss", "kev");
        Ran again = sync("2026-01-31", "nvd", "epss", "kev");
        assertThat(again.status()).isEqualTo(Exit.DONE);
        assertThat(again.err()).contains("epss: answers, but its newest data is of 2026-01-01, 30 days ago");
        Ran status = on("2026-01-31", "--lang", "en", "status");
        assertThat(line(status, "epss")).contains("2026-01-31 12:00", "2026-01-01", "STALE");
        assertThat(line(status, "kev")).contains("2026-01-30", "fresh").doesNotContain("STALE");
        assertThat(line(status, "nvd")).contains("2026-01-30", "fresh").doesNotContain("STALE");
        Ran check = on("2026-01-31", "status", "--check");
        assertThat(check.status()).isEqualTo(Exit.STALE);
        assertThat(check.out().lines()).singleElement().asString().startsWith("epss: ");
        assertThat(on("2026-01-31", "status", "--check", "kev", "nvd").status()).isEqualTo(Exit.DONE);
        assertThat(on("2026-11-26", "status", "--check").out().lines()).hasSize(3);
    }

    private static String line(Ran ran, String source) {
        return ran.out()
                .lines()
                .filter(line -> line.startsWith(source + " "))
                .findFirst()
                .orElse("");
    }

    /** Case 13. */
    @Test
    void withdrawnEvidenceIsSaidToBe() throws IOException {
        given("13", "step-1");
        sync("2026-01-20", "cvelist", "poc-in-github");
        sources.serve(folder.resolve("step-2"));
        sync("2026-01-28", "poc-in-github");
        assertThat(on("2026-01-28", "--lang", "en", "show", "CVE-2026-10001").out())
                .contains("https://github.com/someone/fake")
                .contains("withdrawn");
    }

    /** Case 14. */
    @Test
    void aRejectedCveSaysWhyAndWhatStandsForIt() throws IOException {
        given("14", "step-1");
        sync(DAY, "cvelist");
        assertThat(on(DAY, "show", "CVE-2026-10001").out()).contains("duplicate", "CVE-2026-10002");
        assertThat(on(DAY, "show", "CVE-2026-10001", "--json").out()).contains("CVE-2026-10002");
    }

    /** Case 28. */
    @Test
    void aDisputedCveIsSaidToBe() throws IOException {
        given("28", "step-1");
        sync(DAY, "cvelist");
        assertThat(on(DAY, "show", "CVE-2026-10001").out()).contains("disputed");
        assertThat(on(DAY, "search", "gadget").out())
                .contains("(disputed) Gadget")
                .doesNotContain("DISPUTED");
        assertThat(on(DAY, "search", "gadget", "--json").out()).containsPattern("\"disputed\" ?: ?true");
    }

    /** Case 31. */
    @ParameterizedTest
    @ValueSource(strings = {"step-1", "step-2", "step-3", "step-4", "step-5", "step-6"})
    void oneBadCharacterInAFeedCostsNothing(String step) throws IOException {
        given("31", step);
        assertThat(sync(DAY, "certfr").status()).isEqualTo(Exit.DONE);
        assertThat(on(DAY, "show", "CERTFR-2026-AVI-0001").status()).isEqualTo(Exit.DONE);
    }

    /** Case 32. */
    @ParameterizedTest
    @ValueSource(strings = {"semicolons.csv", "French-dates.csv", "capitals-in-the-header.csv"})
    void anEvidenceFileIsReadAsASpreadsheetWritesIt(String file) throws IOException {
        given("32", ".");
        Files.copy(folder.resolve(file), home.resolve("e.csv"));
        configure("evidence.files = ['e.csv']\n");
        assertThat(sync(DAY, "evidence").err()).contains("1 new");
    }

    /** Case 34. */
    @Test
    void scoresAreReadInTheirOldestLayout() throws IOException {
        given("34", "step-1");
        configure("epss.history = ['2021-06-01']\n");
        assertThat(sync(DAY, "epss").status()).isEqualTo(Exit.DONE);
        sources.serve(folder.resolve("step-1"));
        assertThat(sync("2026-01-31", "epss").status()).isEqualTo(Exit.DONE);
        assertThat(sources.asked("2021-06-01.csv.gz")).isZero();
    }

    /** Case 09. */
    @Test
    void aLatestReleaseWithoutTheWholeListIsEnoughWhereItIsHeld() throws IOException {
        given("09", "step-1");
        sync("2026-01-29", "cvelist");
        sources.serve(folder.resolve("step-2"));
        assertThat(sync(DAY, "cvelist").status()).isEqualTo(Exit.DONE);

        home = home.resolve("empty");
        Ran first = sync(DAY, "cvelist");
        assertThat(first.status()).isNotEqualTo(Exit.DONE);
        assertThat(first.err()).contains("made at midnight UTC: run 'vigie sync' again");
    }

    /** Case 04. */
    @Test
    void aPublishedCveWithoutItsDayIsScoredListedAndPublished() throws IOException {
        given("04", "step-1");
        sync(DAY, "cvelist", "nvd");
        assertThat(on(DAY, "search", "--since", "2026-01-01").out()).contains("CVE-2026-10001", "CVE-2026-10002");
        assertThat(on(DAY, "score").err()).contains("2 CVEs");
        assertThat(on(DAY, "score", "CVE-2026-10001").status()).isEqualTo(Exit.DONE);
        assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-10001").out()).contains("2026-01-10");
        on(DAY, "publish", "--out", home.resolve("feed").toString());
        assertThat(home.resolve("feed/2026/10xxx/CVE-2026-10001.json")).exists();
    }

    /** The same with NVD left out: what the record itself has counts. */
    @Test
    void aPublishedCveCountsFromTheBestDayThatItsRecordHas() throws IOException {
        given("04", "step-1");
        sync(DAY, "cvelist");
        assertThat(on(DAY, "search", "--since", "2026-01-01").out()).contains("CVE-2026-10001");
        assertThat(on(DAY, "score").err()).contains("2 CVEs");
    }

    /** Case 11: a module of 2094. */
    @Test
    void aDayInTheFutureIsThatOnWhichItWasSeen() throws IOException {
        given("11", "step-1");
        sync(DAY, "cvelist", "certfr", "metasploit");
        assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-10001").out())
                .contains("before 2026-01-30 (dated 2094-01-01, which cannot be true)");
        assertThat(on(DAY, "table", "--format", "jsonl").out())
                .contains("\"exploit_public_date\":\"2026-01-30\"")
                .contains("\"exploit_public_date_origin\":\"before\"");
        assertThat(on(DAY, "--lang", "en", "explain", "CVE-2026-10001").out()).doesNotContain("no Metasploit module");
    }

    /** A placeholder in a file of one's own is as good as no date; what is no date at all is named. */
    @Test
    void aPlaceholderForADateIsNone() throws IOException {
        given("32", ".");
        Files.writeString(
                home.resolve("e.csv"),
                "cve,date,kind,source,url\nCVE-2026-10001,0001-01-01,exploited,me,\nCVE-2026-10002,2094-01-01,exploited,me,\n"
                        + "CVE-2026-10003,9999-12-31,exploited,me,\nCVE-2026-10004,1970-01-01T00:00:00Z,exploited,me,\n"
                        + "CVE-2026-10005,soon,exploited,me,\n");
        configure("evidence.files = ['e.csv']\n");
        assertThat(sync(DAY, "evidence").err()).contains("4 new", "1 unusable record");
        for (int number = 10001; number <= 10004; number++) {
            assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-" + number).out())
                    .contains("listed before 2026-01-30 (me)");
        }
    }

    /** The clock was set back, or --today names an earlier day: nothing newer is replaced in silence. */
    @Test
    void whatIsOfALaterDayIsReplacedOnDemandOnly() throws IOException {
        given("04", "step-1");
        sync("2026-01-31", "cvelist", "nvd");
        on("2026-01-31", "score");
        String feed = home.resolve("feed").toString();
        on("2026-01-31", "publish", "--out", feed);

        assertThat(sync(DAY, "cvelist").err()).contains("2026-01-31", "2026-01-30", "check the clock");
        for (List<String> command :
                List.of(List.of("score"), List.of("score", "--all"), List.of("publish", "--out", feed))) {
            Ran ran = on(DAY, command.toArray(String[]::new));
            assertThat(ran.status()).as(command.get(0)).isEqualTo(Exit.FAILED);
            assertThat(ran.err())
                    .contains("2026-01-31", "2026-01-30", "--earlier")
                    .hasLineCount(1);
        }
        assertThat(on(DAY, "score", "CVE-2026-10001").status()).isEqualTo(Exit.DONE);
        assertThat(on(DAY, "table").status()).isEqualTo(Exit.DONE);
        assertThat(on(DAY, "search", "gadget").status()).isEqualTo(Exit.DONE);

        assertThat(on(DAY, "score", "--earlier").status()).isEqualTo(Exit.DONE);
        assertThat(on(DAY, "publish", "--out", feed).status())
                .as("the feed is of a later day than the scores")
                .isEqualTo(Exit.FAILED);
        assertThat(on(DAY, "publish", "--out", feed, "--earlier").status()).isEqualTo(Exit.DONE);
        assertThat(on(DAY, "publish", "--out", feed).status()).isEqualTo(Exit.DONE);
    }

    /** Case 35: 2016 for 2026 in the second of two versions. */
    @Test
    void aWrongYearInOneVersionMovesNoPublication() throws IOException {
        given("35", "step-1");
        sync(DAY, "cvelist", "certfr");
        assertThat(on(DAY, "table", "--since", "2026-01-01", "--format", "jsonl")
                        .out())
                .contains("\"anssi_published\":\"2026-01-20\"")
                .contains("l'outil R&D");
        assertThat(on(DAY, "--lang", "en", "show", "CERTFR-2026-AVI-0001").out())
                .contains("2026-01-20")
                .contains("2016-01-21");
    }

    /** Case 20. */
    @Test
    void aFileForExcelHasDecimalCommas() throws IOException {
        given("20", "step-1");
        sync(DAY, "cvelist", "epss", "certfr");
        assertThat(on(DAY, "table", "--format", "csv", "--excel").out())
                .contains(";0,125;")
                .contains(";9,8;")
                .doesNotContain(";9.8;");
    }

    /** Case 17. */
    @Test
    void aPlaceholderHidesNoProductThatOthersName() throws IOException {
        given("17", "step-1");
        sync(DAY, "cvelist", "nvd", "certfr");
        assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-10001").out())
                .containsIgnoringCase("acme gadget")
                .contains("1.4")
                .doesNotContain("n/a n/a");
        assertThat(on(DAY, "table", "--format", "csv").out()).doesNotContain("n/a");
    }

    /** Case 19. */
    @Test
    void aWeaknessIsReadHoweverItIsWrittenAndAPlaceholderIsNone() throws IOException {
        given("19", "step-1");
        sync(DAY, "cvelist", "certfr");
        List<String> shown = List.of("CWE-287 Improper Authentication", "CWE-79", "CWE-79", "CWE-79");
        for (int i = 0; i < shown.size(); i++) {
            String cve = "CVE-2026-1000" + (i + 2);
            assertThat(on(DAY, "--lang", "en", "show", cve).out()).as(cve).contains(shown.get(i));
        }
        assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-10001").out()).doesNotContainIgnoringCase("noinfo");
        assertThat(on(DAY, "table", "--format", "csv").out())
                .contains(",CWE-287,", ",CWE-79,")
                .doesNotContain("noinfo");
    }

    /** Case 29. */
    @Test
    void ofTheScenariosOfOneOrganisationTheHighestStands() throws IOException {
        given("29", "step-1");
        sync(DAY, "cvelist");
        assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-10001").out())
                .containsPattern("CVSS +9\\.0 Critical")
                .contains("7.4", "physical access", "adjacent network");
    }

    /** Case 33. */
    @Test
    void everyEnglishDescriptionIsShownAndFound() throws IOException {
        given("33", "step-1");
        sync(DAY, "cvelist");
        assertThat(on(DAY, "search", "zeppelin").out()).contains("CVE-2026-10001");
        assertThat(on(DAY, "show", "CVE-2026-10001").out()).containsIgnoringCase("zeppelin");
        assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-10002").out()).contains("Description");
    }

    /** Case 43. */
    @Test
    void reasonsOfFailuresAreInTheLanguageOfTheReader() throws IOException {
        given("43", "step-1");
        configure("http.attempts = 1\n");
        Ran ran = on(DAY, "--lang", "fr", "sync", "epss", "nvd", "kev");
        assertThat(ran.status()).isEqualTo(Exit.PARTIAL);
        Ran status = on(DAY, "--lang", "fr", "status");
        for (String told : List.of(ran.err(), status.out())) {
            assertThat(told)
                    .contains("le fichier n’a aucun enregistrement utilisable")
                    .contains("GZIP attendu, reçu\u00a0: une page web")
                    .doesNotContain("the ", "expected", "got");
        }
        assertThat(on(DAY, "status").out()).contains("the file has no usable record");
        assertThat(on(DAY, "--lang", "fr", "bogus").err())
                .contains("Argument inconnu\u00a0: «\u00a0bogus\u00a0»", "Vouliez-vous dire\u00a0: vigie ")
                .doesNotContain("Unmatched", "Did you mean");
    }

    /** Case 06. */
    @Test
    void aProductThatIsUnaffectedIsNeitherListedNorFound() throws IOException {
        given("06", "step-1");
        sync(DAY, "cvelist", "certfr");
        assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-10001").out())
                .contains("Affected products (CNA, else other sources)\n  Acme Gadget OS: ≥ 10.2.0 < 10.2.9\n")
                .contains("Not affected\n  Acme Cloud Gadget\n");
        assertThat(on(DAY, "search", "--product", "cloud gadget").out()).doesNotContain("CVE-2026-10001");
        assertThat(on(DAY, "search", "cloud").out()).doesNotContain("CVE-2026-10001");
        assertThat(on(DAY, "search", "--product", "gadget os").out()).contains("CVE-2026-10001");
        assertThat(on(DAY, "table", "--format", "csv").out())
                .contains("Gadget OS: ≥ 10.2.0 < 10.2.9")
                .doesNotContain("Cloud Gadget");
    }

    /** Case 07. */
    @Test
    void theChangesWithinARangeAreShown() throws IOException {
        given("07", "step-1");
        sync(DAY, "cvelist");
        assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-10001").out())
                .contains("≥ 10.2.0 < 10.2.9-h1 (unaffected from 10.2.8-h3, 10.2.7-h8)")
                .containsPattern("unaffected from\\s+2.12.2; affected from 2.13.0; unaffected from 2.15.0");
        assertThat(on(DAY, "show", "CVE-2026-10001", "--json").out())
                .contains("\"changes\"", "10.2.8-h3", "\"version_type\"");
    }

    /** Case 16. */
    @Test
    void whatIsAffectedByDefaultIsAllVersionsButThoseListed() throws IOException {
        given("16", "step-1");
        sync(DAY, "cvelist", "certfr");
        assertThat(on(DAY, "--lang", "en", "show", "CVE-2026-10001").out())
                .contains("Acme Gadget: all versions except ≥ 2.6.1 ≤ 2.6.*, ≥ 3.0");
        assertThat(on(DAY, "table", "--format", "csv").out())
                .contains("Gadget: all versions except ≥ 2.6.1 ≤ 2.6.*, ≥ 3.0");
    }
}
