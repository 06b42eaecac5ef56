package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.fetch.Fetched;
import vigie.store.RunAccount;

class FeedProblemsTest extends Syncing {

    /** Long enough to be read by several threads. */
    private static final String LONG = "CVE-2024-0001\n" + " ".repeat(2 << 20) + "\n";

    @ParameterizedTest
    @ValueSource(strings = {"fail", "silent", "throw", "overflow", "refused"})
    void aFeedThatFailsInTheMiddleChangesNothingAndIsAProblemUntilItIsRead(String way) throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "1", "CVE-2024-0001");
        sync(fetcher, FakeSource.of("a", "1"));
        Map<String, String> before = hash();
        for (String size : List.of("CVE-2024-0002\n", LONG)) {
            fetcher.body("a", "1", size + way);
            assertThat(sync(fetcher, FakeSource.of("a", "1")))
                    .extracting(SourceReport::outcome)
                    .containsExactly(RunAccount.Outcome.FAILED);
            assertThat(hash()).isEqualTo(before);
            assertThat(problems()).singleElement().satisfies(problem -> {
                assertThat(problem.source()).isEqualTo("a");
                assertThat(problem.feed()).isEqualTo("1");
                assertThat(problem.cause()).isNotBlank();
            });
            assertThat(left()).isEmpty();
        }
        fetcher.body("a", "1", "CVE-2024-0001\nCVE-2024-0002");
        sync(fetcher, FakeSource.of("a", "1"));
        assertThat(problems()).isEmpty();
        assertThat(records("a")).isEqualTo(2);
    }

    @Test
    void aFeedThatFailedIsNoProblemAnyMoreWhenItsHostSaysThatItDidNotChange() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "1", "CVE-2024-0001\nskip");
        sync(fetcher, FakeSource.of("a", "1"));
        fetcher.answer("a", "1", request -> new Fetched.Failed("HTTP 500"));
        sync(fetcher, FakeSource.of("a", "1"));
        assertThat(problems()).hasSize(2);
        fetcher.body("a", "1", "CVE-2024-0001\nskip");
        sync(fetcher, FakeSource.of("a", "1"));
        assertThat(problems())
                .singleElement()
                .satisfies(p ->
                        assertThat(p.record()).as("the record is still bad").isEqualTo("a record"));
    }

    @Test
    void aFeedThatIsNeverNamedAgainIsNoProblemOnceAllGoesWell() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "2", "CVE-2024-0001");
        sync(fetcher, FakeSource.of("a", "1", "2"));
        assertThat(problems()).hasSize(1);
        sync(fetcher, FakeSource.of("a", "2"));
        assertThat(problems()).isEmpty();
    }

    @Test
    void aBadRecordIsCountedAndTheRestKept() throws Exception {
        FakeFetcher fetcher = fetcher().body("a", "1", "CVE-2024-0001\nskip\nCVE-2024-0002");
        assertThat(sync(fetcher, FakeSource.of("a", "1"))).singleElement().satisfies(report -> {
            assertThat(report.outcome()).isEqualTo(RunAccount.Outcome.DONE);
            assertThat(report.tally().skipped()).isEqualTo(1);
        });
        assertThat(records("a")).isEqualTo(2);
    }
}
