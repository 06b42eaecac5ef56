package vigie.source;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vigie.model.CveId;
import vigie.model.Observation;

/** A synchronisation without network and store: asks for what a source names until it names nothing new. */
final class FakeSync {

    private static final int MOST_ROUNDS = 12;
    private static final LocalDate EPSS_DAY = LocalDate.of(2024, 3, 4);

    final FakeState state = new FakeState();
    final List<Body> read = new ArrayList<>();
    final List<Observation> seen = new ArrayList<>();
    int rounds;

    /** A feed and what the host answered. */
    record Body(Source source, Feed feed, byte[] bytes) {
        @Override
        public String toString() {
            return source.name() + " " + feed.name();
        }
    }

    /** The sources as the fixtures need them. */
    static List<Source> sources() {
        Fixtures evidence = new Fixtures("evidence");
        return Sources.all(new Sources.Choices(
                LocalDate.of(2025, 1, 1),
                List.of(EPSS_DAY),
                List.of(evidence.folder().resolve("reports.csv"))));
    }

    /** Runs a source over its fixtures, from nothing. */
    static FakeSync over(Source source, Fixtures fixtures) throws IOException {
        FakeSync sync = new FakeSync();
        sync.state.withoutRecord.addAll(List.of(CveId.of("CVE-2024-3400"), CveId.of("CVE-2024-99999")));
        sync.state.withoutEpss.addAll(List.of(CveId.of("CVE-2024-3400"), CveId.of("CVE-2024-99999")));
        sync.run(source, fixtures::body);
        return sync;
    }

    /** Runs a source over any web. */
    void run(Source source, Function<URI, Optional<byte[]>> web) throws IOException {
        Set<String> done = new HashSet<>();
        List<Feed> feeds = fresh(source, done);
        for (rounds = 0; !feeds.isEmpty(); rounds++) {
            if (rounds == MOST_ROUNDS) {
                throw new AssertionError(source.name() + " still wants " + feeds.get(0));
            }
            for (Feed feed : feeds) {
                ask(source, feed, web);
            }
            feeds = fresh(source, done);
        }
    }

    private List<Feed> fresh(Source source, Set<String> done) {
        return source.feeds(state).stream()
                .filter(feed -> done.add(feed.name()))
                .toList();
    }

    private void ask(Source source, Feed feed, Function<URI, Optional<byte[]>> web) throws IOException {
        Optional<byte[]> body = web.apply(feed.uris().get(0));
        List<Observation> told = new ArrayList<>();
        if (body.isPresent()) {
            told.addAll(Reading.read(source, feed, body.get()));
            read.add(new Body(source, feed, body.get()));
        } else {
            source.absent(feed, told::add);
        }
        told.forEach(state::accept);
        seen.addAll(told);
    }
}
