package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vigie.job.SilentListener;
import vigie.source.CisaKev;
import vigie.source.Source;
import vigie.store.RunAccount;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;

/** A catalogue that falls far is held back until a person accepts it. */
class ShrinkTest extends Syncing {

    private static final String ADDRESS =
            "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json";

    private static String catalogue(int entries, int stated) {
        return IntStream.rangeClosed(1, entries)
                .mapToObj(i -> "{\"cveID\":\"CVE-2026-%04d\",\"dateAdded\":\"2026-01-29\"}".formatted(i))
                .collect(Collectors.joining(",", "{\"count\":" + stated + ",\"vulnerabilities\":[", "]}"));
    }

    private SourceReport syncOf(int entries, int stated, Set<String> shrinking) throws Exception {
        FakeFetcher fetcher = fetcher();
        FakeFetcher kept = fetcher.body("kev", "1", catalogue(entries, stated));
        List<Source> sources = List.of(new CisaKev());
        try (Writer store = SqliteStore.at(home()).unlockedWriter()) {
            return new Syncer(
                            store,
                            new Syncer.Surroundings(
                                    (request, pace, received) -> kept.fetch(
                                            new vigie.fetch.Request(
                                                    java.net.URI.create(FakeFetcher.address("kev", "1")),
                                                    request.format(),
                                                    request.held(),
                                                    request.size(),
                                                    request.limit()),
                                            pace,
                                            received),
                                    new SilentListener(),
                                    CLOCK))
                    .run(sources, Extent.USUAL, shrinking)
                    .get(0);
        }
    }

    @Test
    void aLargeFallIsHeldBackAtEveryRunUntilItIsAccepted() throws Exception {
        syncOf(40, 40, Set.of());
        for (int run = 0; run < 2; run++) {
            SourceReport report = syncOf(1, 1, Set.of());
            assertThat(report.outcome()).isEqualTo(RunAccount.Outcome.FAILED);
            assertThat(report.error())
                    .isEqualTo("catalogue: held back: the file lacks 39 of the 40 records held. If that is right, run"
                            + " 'vigie sync --accept-shrink kev'");
            assertThat(problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.cause()).contains("held back"));
            assertThat(records("kev")).isEqualTo(40);
        }

        assertThat(syncOf(1, 1, Set.of("kev")).outcome()).isEqualTo(RunAccount.Outcome.DONE);
        assertThat(problems()).isEmpty();
        assertThat(records("kev")).isEqualTo(1);
    }

    @Test
    void aFewEntriesMayAlwaysGo() throws Exception {
        syncOf(12, 12, Set.of());

        assertThat(syncOf(3, 3, Set.of()).outcome()).isEqualTo(RunAccount.Outcome.DONE);
        assertThat(records("kev")).isEqualTo(3);
    }

    @Test
    void aCatalogueThatHoldsFewerEntriesThanItSaysIsRefused() throws Exception {
        SourceReport report = syncOf(3, 4, Set.of());

        assertThat(report.error()).isEqualTo("catalogue: the catalogue states 4 entries and has 3");
    }
}
