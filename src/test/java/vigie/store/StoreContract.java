package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;
import static vigie.testing.Seen.end;
import static vigie.testing.Seen.exploit;
import static vigie.testing.Seen.kev;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Dossier;
import vigie.model.EpssScore;
import vigie.model.KnownDay;
import vigie.model.Observation;
import vigie.model.Score;
import vigie.testing.Scores;

/** What every kind of database must do; each has a subclass that opens it. */
@Timeout(60)
public abstract class StoreContract {

    private static final CveId ONE = CveId.of("CVE-2026-0001");
    private static final CveId TWO = CveId.of("CVE-2026-0002");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 30);
    private static final Instant NOON = Instant.parse("2026-01-30T12:00:00Z");
    private static final String URL = "https://feed.example/1";

    /** A database of its own for this test, always the same one, and not there before the first writer. */
    protected abstract Store store();

    /** Another one. */
    protected abstract Store other();

    private static Writer writer(Store store) {
        try {
            return store.writer(Duration.ZERO, holder -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Ingest begin(Writer writer) {
        return writer.ingest(new Ingest.Origin("test", "feed", DAY, true));
    }

    private static Tally write(Writer writer, Observation... observations) {
        try (Ingest ingest = begin(writer)) {
            List.of(observations).forEach(ingest::accept);
            ingest.commit();
            return ingest.tally();
        }
    }

    private Tally write(Observation... observations) {
        try (Writer writer = writer(store())) {
            return write(writer, observations);
        }
    }

    private <T> T read(Function<Reader, T> question) {
        try (Reader reader = store().reader()) {
            return question.apply(reader);
        }
    }

    private Map<String, String> content() {
        return read(Reader::contentHash);
    }

    private static Observation.CveSeen listed() {
        return cve("CVE-2026-0001")
                .title("Anvil drops")
                .description("An anvil drops on a coyote")
                .cvss(9.8)
                .weakness("CWE-79", "XSS")
                .product("Acme", "Anvil", "1.0", "affected")
                .reference("https://acme.example/1", "patch")
                .listed();
    }

    @Test
    void nothingIsReadWhereNoWriterWas() {
        assertThatThrownBy(() -> store().reader()).isInstanceOf(StoreException.class);
    }

    @Test
    void recordsAndPublicationsAreReadAsTheyWereWritten() {
        Observation.CveSeen listed = listed();
        Observation.CveSeen nvd =
                cve("CVE-2026-0001").description("Other words").nvd();
        Observation.BulletinSeen publication =
                bulletin("CERTFR-2026-AVI-0001", "2026-01-29", "CVE-2026-0001").seen();
        write(nvd, publication, listed);
        try (Reader reader = store().reader()) {
            DossierQuery dossiers = reader.dossiers();
            assertThat(dossiers.records(ONE)).containsExactly(listed.record(), nvd.record());
            assertThat(dossiers.records(TWO)).isEmpty();
            assertThat(dossiers.raw(ONE, CveRecord.Source.NVD)).contains(nvd.raw());
            assertThat(dossiers.raw(TWO, CveRecord.Source.NVD)).isEmpty();
            assertThat(dossiers.headline(ONE)).contains("Anvil drops");
            assertThat(dossiers.bulletin(publication.bulletin().ref())).contains(publication.bulletin());
            assertThat(dossiers.citations(ONE, 0))
                    .extracting(DossierQuery.Citation::ref)
                    .containsExactly(publication.bulletin().ref());
            CveSummary summary = dossiers.summary(ONE).orElseThrow();
            assertThat(summary.state()).contains("PUBLISHED");
            assertThat(summary.cvssScore()).contains(9.8);
            assertThat(summary.cwe()).contains("CWE-79");
            assertThat(dossiers.summary(TWO)).isEmpty();
        }
    }

    @Test
    void evidenceCataloguesAndEpssScoresAreReadAsTheyWereWritten() {
        write(
                listed(),
                kev("CVE-2026-0001", "cisa", "2026-01-09"),
                end("cisa"),
                exploit("CVE-2026-0001", "1", "2026-01-05"),
                end("archive"),
                new Observation.EpssDay(DAY, "v1"),
                new Observation.EpssSeen(new EpssScore(ONE, 0.5, 0.75)),
                new Observation.EpssEnd());
        try (Reader reader = store().reader()) {
            DossierQuery dossiers = reader.dossiers();
            assertThat(dossiers.kev(ONE))
                    .extracting(kept -> kept.entry().catalogue(), kept -> kept.added())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("cisa", KnownDay.of(LocalDate.of(2026, 1, 9))));
            assertThat(dossiers.evidence(ONE))
                    .extracting(DossierQuery.KeptEvidence::day)
                    .containsExactly(LocalDate.of(2026, 1, 5));
            assertThat(dossiers.epss(ONE))
                    .containsExactly(new DossierQuery.EpssSince(DAY, Optional.of(0.5), Optional.of(0.75)));
            List<Dossier> all = new ArrayList<>();
            reader.scan().read(reader.scan().published(LocalDate.of(2000, 1, 1)), true, LocalDate.MIN, all::add);
            assertThat(all).singleElement().satisfies(dossier -> {
                assertThat(dossier.id()).isEqualTo(ONE);
                assertThat(dossier.records()).hasSize(1);
                assertThat(dossier.signs()).hasSize(2);
                assertThat(dossier.epss()).hasSize(1);
            });
        }
    }

    @Test
    void aCveIsFoundByItsWordsAndItsProducts() {
        write(listed(), cve("CVE-2026-0002").description("A feather floats").listed());
        assertThat(found("anvil coyote", ProductFilter.ANY)).isEmpty();
        assertThat(found("ANVIL DROPS", ProductFilter.ANY)).containsExactly(ONE);
        assertThat(found("feather", ProductFilter.ANY)).containsExactly(TWO);
        assertThat(found("\" OR *", ProductFilter.ANY)).isEmpty();
        assertThat(found("drops", new ProductFilter(List.of("acme"), List.of("anvil"))))
                .containsExactly(ONE);
        assertThat(found("drops", new ProductFilter(List.of(), List.of("anv")))).isEmpty();
        assertThat(found("drops", new ProductFilter(List.of(), List.of("anv*"))))
                .containsExactly(ONE);
        assertThat(found("drops", new ProductFilter(List.of("apex"), List.of())))
                .isEmpty();
    }

    @Test
    void aCveIsFoundByTheCpeNamesOfItsCna() {
        write(cve("CVE-2026-0001")
                .cpe("cpe:2.3:o:acme:anvil_firmware:*:*:*:*:*:*:*:*", "1", "2")
                .listed());

        assertThat(found("anvil", new ProductFilter(List.of("acme"), List.of("anvil firmware"))))
                .containsExactly(ONE);
    }

    private List<CveId> found(String phrase, ProductFilter product) {
        SearchQuery.Filter filter =
                new SearchQuery.Filter(List.of(phrase), product, false, Optional.empty(), Optional.empty(), 10);
        return read(reader -> reader.search().find(filter).hits().stream()
                .map(SearchQuery.Hit::cve)
                .toList());
    }

    @Test
    void theSameRecordAgainChangesNothing() {
        assertThat(write(listed())).isEqualTo(new Tally(1, 1, 0, 0));
        Map<String, String> before = content();
        assertThat(write(listed())).isEqualTo(new Tally(1, 0, 0, 0));
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void theContentHashTellsContentsApartAndNotTheOrderOfTheirWriting() {
        Observation.CveSeen two = cve("CVE-2026-0002").title("Feather").listed();
        write(listed(), two);
        try (Writer writer = writer(other())) {
            write(writer, two);
            write(writer, listed());
        }
        Map<String, String> before = content();
        try (Reader reader = other().reader()) {
            assertThat(reader.contentHash()).isEqualTo(before);
        }
        write(cve("CVE-2026-0002")
                .title("Quill")
                .modified("2026-02-01T00:00:00Z")
                .listed());
        assertThat(content().get("all")).isNotEqualTo(before.get("all"));
        assertThat(content().get("epss")).isEqualTo(before.get("epss"));
    }

    @Test
    void rowsAndWatermarksBecomeVisibleTogether() {
        try (Writer writer = writer(store())) {
            write(writer, listed());
            Map<String, String> before = content();
            try (Ingest ingest = begin(writer)) {
                ingest.accept(cve("CVE-2026-0002").title("Feather").listed());
                ingest.accept(new Observation.Mark("place", "7"));
                ingest.accept(new Observation.Wanted("queue", "a", DAY, "1"));
                ingest.fetched(URL, new FeedStamp(Optional.of("tag"), Optional.empty(), 3), NOON);
                assertThat(content()).isEqualTo(before);
                assertThat(writer.mark("place")).isEmpty();
                assertThat(writer.offers("queue", DAY, false)).isEmpty();
                assertThat(writer.fetched(URL)).isEmpty();
                ingest.commit();
            }
            assertThat(content()).isNotEqualTo(before);
            assertThat(writer.mark("place")).contains("7");
            assertThat(writer.offers("queue", DAY, false)).containsExactly(new Writer.Offer("a", "1"));
            assertThat(writer.fetched(URL)).contains(new FeedStamp(Optional.of("tag"), Optional.empty(), 3));
        }
    }

    @Test
    void anInterruptedFeedLeavesNothing() {
        try (Writer writer = writer(store())) {
            write(writer, listed(), kev("CVE-2026-0001", "cisa", "2026-01-09"), end("cisa"));
            Map<String, String> before = content();
            long last = writer.lastChange();
            try (Ingest ingest = begin(writer)) {
                ingest.accept(cve("CVE-2026-0002").title("Feather").listed());
                ingest.accept(new Observation.Mark("place", "7"));
                ingest.accept(end("cisa"));
                ingest.fetched(URL, new FeedStamp(Optional.of("tag"), Optional.empty(), 3), NOON);
            }
            assertThat(content()).isEqualTo(before);
            assertThat(writer.lastChange()).isEqualTo(last);
            assertThat(writer.mark("place")).isEmpty();
            assertThat(writer.fetched(URL)).isEmpty();
            assertThat(write(writer, cve("CVE-2026-0002").title("Feather").listed())
                            .added())
                    .as("the next feed is taken")
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsPreparedOnAnotherThreadIsWrittenAsWhatIsNot() throws Exception {
        write(listed());
        Map<String, String> expected = content();
        try (Writer writer = writer(other());
                Ingest ingest = begin(writer)) {
            Prepared prepared = CompletableFuture.supplyAsync(() -> {
                        try (Preparer preparer = writer.preparer()) {
                            return preparer.prepare(listed());
                        }
                    })
                    .get(30, TimeUnit.SECONDS);
            ingest.accept(prepared);
            ingest.commit();
        }
        try (Reader reader = other().reader()) {
            assertThat(reader.contentHash()).isEqualTo(expected);
        }
    }

    @Test
    void whatIsHeldIsNotOfferedAgainUntilItIsOfferedAnew() {
        try (Writer writer = writer(store())) {
            write(
                    writer,
                    new Observation.Wanted("queue", "a", DAY, "1"),
                    new Observation.Wanted("queue", "b", DAY.minusDays(1), "1"));
            assertThat(writer.offers("queue", DAY.minusDays(9), false))
                    .extracting(Writer.Offer::ref)
                    .containsExactly("a", "b");
            write(writer, new Observation.Held("queue", "a", "1"));
            assertThat(writer.offers("queue", DAY.minusDays(9), false))
                    .extracting(Writer.Offer::ref)
                    .containsExactly("b");
            write(writer, new Observation.Wanted("queue", "a", DAY, "2"));
            assertThat(writer.offers("queue", DAY, false)).containsExactly(new Writer.Offer("a", "2"));
        }
    }

    @Test
    void oneProcessWritesAtATime() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        CompletableFuture<Tally> second;
        try (Writer first = writer(store())) {
            assertThatThrownBy(() -> store().writer(Duration.ofMillis(50), told::add))
                    .isInstanceOf(StoreException.class);
            assertThat(told).hasSize(1);
            Consumer<String> begun = holder -> waiting.complete(true);
            second = CompletableFuture.supplyAsync(() -> {
                try (Writer writer = store().writer(Duration.ofSeconds(30), begun)) {
                    return write(writer, listed());
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            waiting.get(30, TimeUnit.SECONDS);
            write(first, listed());
        }
        assertThat(second.get(30, TimeUnit.SECONDS).added())
                .as("it comes after the first")
                .isZero();
    }

    @Test
    void aReaderIsNotHeldUpAndSeesWhatWasCommitted() {
        try (Writer writer = writer(store());
                Reader reader = store().reader()) {
            try (Ingest ingest = begin(writer)) {
                ingest.accept(listed());
                assertThat(reader.dossiers().headline(ONE)).isEmpty();
                ingest.commit();
            }
            assertThat(reader.dossiers().headline(ONE)).contains("Anvil drops");
        }
    }

    @Test
    void aReaderThatHoldsAMomentSeesNothingLaterUntilItLetsGo() {
        try (Writer writer = writer(store());
                Reader reader = store().reader()) {
            reader.hold();
            assertThat(reader.dossiers().headline(ONE)).isEmpty();
            write(writer, listed());
            assertThat(reader.dossiers().headline(ONE)).isEmpty();
            reader.release();
            assertThat(reader.dossiers().headline(ONE)).isPresent();
        }
    }

    @Test
    void theWatchSeesTheFirstWriterAndEveryCommit() throws Exception {
        try (Watch watch = store().watch()) {
            assertThatThrownBy(watch::version).isInstanceOf(StoreException.class);
            try (Writer writer = writer(store())) {
                long made = watch.version();
                assertThat(watch.version()).isEqualTo(made);
                write(writer, listed());
                assertThat(watch.await(made, Duration.ofSeconds(30))).isGreaterThan(made);
                long written = watch.version();
                content();
                try (Ingest ingest = begin(writer)) {
                    ingest.accept(cve("CVE-2026-0002").listed());
                }
                assertThat(watch.version())
                        .as("neither a question nor what was taken back is a change")
                        .isEqualTo(written);
            }
        }
    }

    @Test
    void scoresAreWrittenWithTheirRunOrNotAtAll() {
        Score score = Scores.plain(ONE, "model", DAY, 0.25, 0.5);
        try (Writer writer = writer(store())) {
            write(writer, listed());
            Map<String, String> before = content();
            try (ScoreWriter scores = writer.scores(NOON)) {
                scores.put(score);
            }
            assertThat(this.<Long>read(reader -> reader.scores().count())).isZero();
            ScoreRun run;
            try (ScoreWriter scores = writer.scores(NOON)) {
                scores.put(score);
                run = scores.finish(NOON, "model", DAY, ScoreRun.Kind.ALL, writer.lastChange());
            }
            assertThat(this.<Optional<Score>>read(reader -> reader.scores().score(ONE)))
                    .contains(score);
            assertThat(this.<Optional<ScoreRun>>read(reader -> reader.scores().lastRun()))
                    .contains(run);
            assertThat(content()).as("scores are no content of a source").isEqualTo(before);
        }
    }

    @Test
    void aFirstLoadGoesOnUntilARunIsWholeOrForThreeDays() {
        try (Writer writer = writer(store())) {
            writer.finished(new RunAccount(
                    "test", NOON, NOON.plusSeconds(1), RunAccount.Outcome.PARTIAL, 1, Tally.NONE, "no answer"));
            assertThat(writer.firstLoad("test", NOON.plusSeconds(2))).isEqualTo(FirstLoad.BEGUN);
            assertThat(writer.firstLoad("test", NOON.plus(FirstLoad.LONGEST))).isEqualTo(FirstLoad.OVER);
            assertThat(writer.firstLoad("other", NOON.plus(FirstLoad.LONGEST))).isEqualTo(FirstLoad.AHEAD);
        }
    }

    @Test
    void theAccountOfARunIsKept() {
        try (Writer writer = writer(store())) {
            assertThat(writer.firstLoad("test", NOON)).isEqualTo(FirstLoad.AHEAD);
            writer.finished(new RunAccount(
                    "test", NOON, NOON.plusSeconds(1), RunAccount.Outcome.FAILED, 0, Tally.NONE, "no answer"));
            assertThat(writer.firstLoad("test", NOON)).isEqualTo(FirstLoad.AHEAD);
            assertThat(read(reader -> reader.status().sources(List.of("test")).get("test"))
                            .error())
                    .isEqualTo("no answer");
            writer.finished(
                    new RunAccount("test", NOON, NOON.plusSeconds(2), RunAccount.Outcome.DONE, 1, Tally.NONE, ""));
            assertThat(writer.firstLoad("test", NOON)).isEqualTo(FirstLoad.OVER);
            assertThat(read(reader -> reader.status().sources(List.of("test")).get("test"))
                            .success())
                    .contains(NOON.plusSeconds(2));
        }
    }

    @Test
    void aClosedWriterCanBeFollowedByAnother() {
        write(listed());
        try (Writer writer = writer(store())) {
            writer.settle();
        }
        assertThat(this.<Optional<String>>read(reader -> reader.dossiers().headline(ONE)))
                .contains("Anvil drops");
    }
}
