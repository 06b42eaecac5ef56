package vigie.sync;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.Observation;
import vigie.source.Feed;
import vigie.source.Source;
import vigie.source.SyncState;

/**
 * A source whose bodies are lines: a CVE is evidence, {@code skip} a record to leave out, {@code fail}, {@code silent},
 * {@code throw}, {@code overflow} and {@code refused} (by the database) the ways in which a reading can end.
 */
final class FakeSource implements Source {

    private final String name;
    private final Function<SyncState, List<Feed>> feeds;
    private final boolean completes;

    FakeSource(String name, Function<SyncState, List<Feed>> feeds, boolean completes) {
        this.name = name;
        this.feeds = feeds;
        this.completes = completes;
    }

    /** With feeds of those names. */
    static FakeSource of(String name, String... feeds) {
        return new FakeSource(
                name, state -> List.of(feeds).stream().map(f -> feed(name, f)).toList(), false);
    }

    /** With feeds 1 to so many. */
    static FakeSource numbered(String name, int count) {
        return of(
                name,
                IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toArray(String[]::new));
    }

    static Feed feed(String source, String name) {
        return Feed.of(name, FakeFetcher.address(source, name), Format.TEXT);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public vigie.source.Asking asking() {
        return vigie.source.Asking.every(java.time.Duration.ofHours(1));
    }

    @Override
    public Pace pace() {
        return new Pace(1000, 2);
    }

    @Override
    public boolean completes() {
        return completes;
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        return feeds.apply(state);
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            switch (line) {
                case "skip" -> out.accept(new Observation.Skipped("a record", "bad"));
                case "fail" -> throw new IOException("broken in the middle");
                case "silent" -> throw new EOFException();
                case "throw" -> throw new IllegalStateException("nobody thought of this");
                case "refused" -> out.accept(new Observation.Mark(name, null));
                case "overflow" -> throw new StackOverflowError();
                default -> evidence(feed, line, out);
            }
        }
        out.accept(new Observation.Mark(name + "." + feed.name(), "read"));
    }

    private void evidence(Feed feed, String line, Consumer<? super Observation> out) {
        CveId.parse(line.strip())
                .ifPresent(cve -> out.accept(new Observation.EvidenceSeen(
                        name, new Evidence(cve, EvidenceKind.POC, name, feed.name(), Optional.empty(), ""))));
    }
}
