package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.fetch.Fetched;
import vigie.job.SilentListener;
import vigie.source.Feed;
import vigie.store.RunAccount;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;

class SyncerTest extends Syncing {

    @Test
    void recordsAndWatermarksAreHeldTogether() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "1", "CVE-2024-0001\nCVE-2024-0002");
        List<SourceReport> reports = sync(fetcher, FakeSource.of("a", "1"));
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.outcome()).isEqualTo(RunAccount.Outcome.DONE);
            assertThat(report.tally().added()).isEqualTo(2);
        });
        assertThat(records("a")).isEqualTo(2);
        try (Writer store = SqliteStore.at(home()).unlockedWriter()) {
            assertThat(store.mark("a.1")).contains("read");
            assertThat(store.fetched(FakeFetcher.address("a", "1"))).isPresent();
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void theFirstAddressOfAFeedTellsWhyItCouldNotBeHad() throws Exception {
        FakeFetcher fetcher = fetcher()
                .answer("a", "1", request -> new Fetched.Failed("HTTP 503 (server error)"))
                .answer("a", "copy", request -> new Fetched.Absent());
        FakeSource source = new FakeSource(
                "a", state -> List.of(FakeSource.feed("a", "1").orElse(FakeFetcher.address("a", "copy"))), false);

        assertThat(sync(fetcher, source))
                .singleElement()
                .satisfies(report -> assertThat(report.error()).isEqualTo("1: HTTP 503 (server error)"));
    }

    @Test
    void aSourceThatIsNotReadToTheEndInTimeIsLeftToTheNextRun() throws Exception {
        AtomicInteger feeds = new AtomicInteger();
        FakeFetcher fetcher = fetcher();
        FakeSource endless = new FakeSource(
                "a",
                state -> {
                    String name = Integer.toString(feeds.incrementAndGet());
                    fetcher.body("a", name, "CVE-2024-000" + name.charAt(0));
                    return List.of(FakeSource.feed("a", name));
                },
                false);
        try (Writer store = SqliteStore.at(home()).unlockedWriter()) {
            Syncer.Surroundings around =
                    new Syncer.Surroundings(fetcher, new SilentListener(), Clock.systemUTC(), Duration.ofMillis(200));
            assertThat(new Syncer(store, around).run(List.of(endless), false))
                    .singleElement()
                    .satisfies(report -> {
                        assertThat(report.outcome()).isEqualTo(RunAccount.Outcome.PARTIAL);
                        assertThat(report.error()).contains("not read to the end within");
                    });
        }
        assertThat(records("a")).isPositive();
    }

    @Test
    void whatFailedInTheFirstLoadIsNoNewsWhenItComesLaterAndWhatChangedMeanwhileIs() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "1", "CVE-2024-0001");
        assertThat(sync(fetcher, FakeSource.of("a", "1", "2")))
                .extracting(SourceReport::outcome)
                .containsExactly(RunAccount.Outcome.PARTIAL);
        fetcher.body("a", "1", "CVE-2024-0001\nCVE-2024-0003").body("a", "2", "CVE-2024-0002");
        sync(fetcher, FakeSource.of("a", "1", "2"));
        assertThat(told()).containsExactly("CVE-2024-0003");
        fetcher.body("a", "3", "CVE-2024-0004");
        sync(fetcher, FakeSource.of("a", "1", "2", "3"));
        assertThat(told()).as("all was read before").containsExactly("CVE-2024-0003", "CVE-2024-0004");
    }

    @Test
    void whatDidNotChangeIsNotReadAgain() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "1", "CVE-2024-0001");
        sync(fetcher, FakeSource.of("a", "1"));
        assertThat(sync(fetcher, FakeSource.of("a", "1"))).singleElement().satisfies(report -> {
            assertThat(report.feeds()).isZero();
            assertThat(report.unchanged()).isEqualTo(1);
        });
    }

    @Test
    void aSourceThatCannotEvenNameItsFeedsFailsAlone() throws Exception {
        FakeFetcher fetcher = fetcher().body("b", "1", "CVE-2024-0001");
        FakeSource broken = new FakeSource(
                "a",
                state -> {
                    throw new IllegalStateException("a mark that nobody can read");
                },
                false);
        List<SourceReport> reports = sync(fetcher, broken, FakeSource.of("b", "1"));
        assertThat(reports)
                .extracting(SourceReport::outcome)
                .containsExactly(RunAccount.Outcome.FAILED, RunAccount.Outcome.DONE);
        assertThat(reports.get(0).error()).contains("a mark that nobody can read");
    }

    @Test
    void aSourceWhoseReaderBreaksFailsAlone() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "1", "throw").body("b", "1", "CVE-2024-0001");
        assertThat(sync(fetcher, FakeSource.of("a", "1"), FakeSource.of("b", "1")))
                .extracting(SourceReport::outcome)
                .containsExactly(RunAccount.Outcome.FAILED, RunAccount.Outcome.DONE);
    }

    @Test
    void afterFiveFailuresInARowASourceIsGivenUpAndOthersGoOn() throws Exception {
        FakeFetcher fetcher = fetcher();
        for (int i = 1; i <= 200; i++) {
            fetcher.body("b", Integer.toString(i), "CVE-2024-0001");
        }
        List<SourceReport> reports = sync(fetcher, FakeSource.numbered("a", 200), FakeSource.numbered("b", 200));
        assertThat(reports)
                .extracting(SourceReport::outcome)
                .containsExactly(RunAccount.Outcome.FAILED, RunAccount.Outcome.DONE);
        assertThat(reports.get(0).error()).contains("HTTP 500", "skipped after 5 failures in a row");
        assertThat(problems()).hasSize(5);
        assertThat(fetcher.asked())
                .filteredOn(u -> u.getHost().equals("a.example"))
                .hasSizeLessThan(30);
        assertThat(left()).isEmpty();
    }

    @Test
    void failuresThatAreNotInARowDoNotEndASource() throws Exception {
        FakeFetcher fetcher = fetcher();
        FakeSource source = FakeSource.numbered("a", 40);
        for (int i = 2; i <= 40; i += 2) {
            fetcher.body("a", Integer.toString(i), "CVE-2024-000" + i % 10);
        }
        assertThat(sync(fetcher, source)).singleElement().satisfies(report -> {
            assertThat(report.outcome()).isEqualTo(RunAccount.Outcome.PARTIAL);
            assertThat(report.feeds()).isEqualTo(20);
            assertThat(report.error()).contains("HTTP 500");
        });
        assertThat(problems()).hasSize(20);
    }

    @Test
    void sourcesThatCompleteOthersComeAfterThem() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "1", "CVE-2024-0001").body("b", "1", "CVE-2024-0001");
        List<Boolean> held = new ArrayList<>();
        FakeSource last = new FakeSource(
                "b",
                state -> {
                    held.add(state.mark("a.1").isPresent());
                    return List.of(FakeSource.feed("b", "1"));
                },
                true);
        sync(fetcher, last, FakeSource.of("a", "1"));
        assertThat(held).isNotEmpty().doesNotContain(false);
    }

    @Test
    void aSourceNamesFurtherFeedsOnceItKnowsThem() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "index", "").body("a", "found", "CVE-2024-0001");
        FakeSource source = new FakeSource(
                "a",
                state -> state.mark("a.index").isPresent()
                        ? List.of(FakeSource.feed("a", "index"), FakeSource.feed("a", "found"))
                        : List.of(FakeSource.feed("a", "index")),
                false);
        sync(fetcher, source);
        assertThat(fetcher.askedPaths()).containsExactly("/index", "/found");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOtherAddressStandsInForOneThatFailsOrIsGone(boolean gone) throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "copy", "CVE-2024-0001");
        fetcher.answer("a", "main", r -> gone ? new Fetched.Absent() : new Fetched.Failed("HTTP 403"));
        assertThat(sync(fetcher, withFallback()))
                .extracting(SourceReport::error)
                .containsExactly("");
        assertThat(records("a")).isEqualTo(1);
    }

    @Test
    void theFirstAddressIsReadAgainAfterTheOtherStoodIn() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "main", "CVE-2024-0001").body("a", "copy", "CVE-2024-0002");
        sync(fetcher, withFallback());
        fetcher.answer("a", "main", r -> new Fetched.Failed("HTTP 403"));
        sync(fetcher, withFallback());
        fetcher.body("a", "main", "CVE-2024-0001");
        assertThat(sync(fetcher, withFallback()))
                .singleElement()
                .satisfies(report -> assertThat(report.feeds())
                        .as("its 304 would be about a body that is not the one held")
                        .isEqualTo(1));
    }

    @Test
    void anInterruptEndsTheRunAndLeavesTheStoreInPeace() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        FakeFetcher fetcher = fetcher().answer("a", "1", request -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return new Fetched.Absent();
        });
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread running = new Thread(() -> {
            try {
                sync(fetcher, FakeSource.of("a", "1"), FakeSource.numbered("b", 3));
            } catch (Throwable e) {
                end.set(e);
            }
        });
        running.start();
        asked.await();
        running.interrupt();
        running.join(10_000);
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aRunThatWasInterruptedBeforeItBeganDoesNotBegin() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> sync(fetcher().body("a", "1", "CVE-2024-0001"), FakeSource.of("a", "1")))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aFetcherThatBreaksIsAFailureOfItsFeed() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "2", "CVE-2024-0001").answer("a", "1", request -> {
            throw new OutOfMemoryError("pretended");
        });
        assertThat(sync(fetcher, FakeSource.of("a", "1", "2"))).singleElement().satisfies(report -> {
            assertThat(report.outcome()).isEqualTo(RunAccount.Outcome.PARTIAL);
            assertThat(report.error()).contains("pretended");
        });
    }

    private static FakeSource withFallback() {
        Feed feed = FakeSource.feed("a", "main").orElse(FakeFetcher.address("a", "copy"));
        return new FakeSource("a", state -> List.of(feed), false);
    }
}
