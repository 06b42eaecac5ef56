package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.fetch.Pace;
import vigie.model.Observation;

/** What every source has to keep to; a new one needs a fixture folder and nothing here. */
class SourceContractTest {

    private static final int CUTS = 20;

    static Stream<Source> sources() {
        return FakeSync.sources().stream();
    }

    static Stream<FakeSync.Body> bodies() throws IOException {
        List<FakeSync.Body> bodies = new ArrayList<>();
        for (Source source : FakeSync.sources()) {
            bodies.addAll(FakeSync.over(source, new Fixtures(source.name())).read);
        }
        return bodies.stream();
    }

    @Test
    void namesAreUnique() {
        assertThat(sources().map(Source::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void namesAreWhatAPersonTypesAndStay(Source source) {
        assertThat(source.name()).matches("[a-z][a-z0-9-]*").isEqualTo(source.name());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void thePaceIsOneThatAHostBears(Source source) {
        Pace pace = source.pace();

        assertThat(pace).isEqualTo(source.pace());
        assertThat(pace.connections()).isBetween(1, 8);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSyncReadsEveryFixtureAndComesToAnEnd(Source source) throws IOException {
        Fixtures fixtures = new Fixtures(source.name());
        FakeSync sync = FakeSync.over(source, fixtures);

        assertThat(sync.read).isNotEmpty();
        assertThat(fixtures.unread()).isEmpty();
        assertThat(Reading.skipped(sync.seen)).allMatch(left -> left.contains("asked for again from 2026-01-31 on"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aFullSyncAfterAnotherComesToAnEnd(Source source) throws IOException {
        Fixtures fixtures = new Fixtures(source.name());
        FakeSync sync = FakeSync.over(source, fixtures);
        sync.state.full = true;

        sync.run(source, fixtures::body);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSyncOfHostsThatKnowNothingComesToAnEnd(Source source) throws IOException {
        new FakeSync().run(source, address -> Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void readingTwiceGivesTheSame(FakeSync.Body body) throws IOException {
        List<Observation> once = Reading.read(body.source(), body.feed(), body.bytes());
        List<Observation> again = Reading.read(body.source(), body.feed(), body.bytes());

        assertThat(Reading.comparable(again)).isEqualTo(Reading.comparable(once));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aCutBodySaysNothingThatTheWholeDoesNotSay(FakeSync.Body body) throws IOException {
        List<Object> whole = Reading.comparable(Reading.read(body.source(), body.feed(), body.bytes()));
        for (int cut = 0; cut < CUTS; cut++) {
            int length = (int) ((long) body.bytes().length * cut / CUTS);
            List<Observation> seen = HostileBodies.readOrFail(body, java.util.Arrays.copyOf(body.bytes(), length));
            seen.removeIf(Observation.Skipped.class::isInstance);
            if (!body.source().name().equals("evidence")) {
                // A file of the user's own is not downloaded, and needs no line break at its end.
                assertThat(whole).containsAll(Reading.comparable(seen));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void hostileBodiesAreRefusedOrSkipped(FakeSync.Body body) {
        HostileBodies.all().forEach((name, bytes) -> {
            List<Observation> seen = HostileBodies.readOrFail(body, bytes);
            assertThat(seen)
                    .as(name)
                    .noneMatch(Observation.SnapshotEnd.class::isInstance)
                    .noneMatch(Observation.EpssEnd.class::isInstance)
                    .noneMatch(Observation.CveSeen.class::isInstance);
        });
    }
}
