package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.CveId;
import vigie.model.EpssScore;
import vigie.model.Observation;

class EpssTest {

    private static final LocalDate DAY = LocalDate.of(2024, 3, 4);
    private static final String HEAD = "#model_version:v2025.03.14,score_date:2024-03-04T12:55:00Z\n";

    private final Epss epss = new Epss(List.of(DAY));
    private final EpssApi api = new EpssApi();
    private final FakeState state = new FakeState();

    @Test
    void keepsAScoreOfZero() throws IOException {
        assertThat(read(1, HEAD + "cve,epss,percentile\nCVE-2024-0001,0,0.0\n"))
                .containsExactly(
                        new Observation.EpssDay(DAY, "v2025.03.14"),
                        new Observation.EpssSeen(new EpssScore(CveId.of("CVE-2024-0001"), 0, 0)),
                        new Observation.EpssEnd(),
                        new Observation.Mark("epss.day.2024-03-04", "held"));
    }

    @Test
    void aBadRowCostsItselfOnly() throws IOException {
        List<Observation> seen = read(
                1,
                HEAD + "cve,epss,percentile,more\nCVE-2024-../x,0,0\nCVE-2024-0002,2,0\nCVE-2024-0003,,\n"
                        + "CVE-2024-0004,NaN,0\n\"CVE-2024-0005,0,0\nCVE-2024-0001,0.5,0.9,x\n");

        assertThat(Reading.only(Observation.EpssSeen.class, seen)).hasSize(1);
        assertThat(Reading.skipped(seen)).hasSize(5).allMatch(s -> s.startsWith("line "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cve,epss,percentile\nCVE-2024-0001,0,0\n",
                "#model_version:v1,score_date:0000-00-00\ncve,epss,percentile\nCVE-2024-0001,0,0\n",
                HEAD + "cve,score\nCVE-2024-0001,0\n",
                HEAD + "cve,epss,percentile\n",
                HEAD + "cve,epss,percentile\nx,0,0\n"
            })
    void aFileThatWouldTakeAllScoresAwayIsRefused(String text) {
        assertThatThrownBy(() -> read(1, text)).isInstanceOf(IOException.class);
    }

    @Test
    void theFileOfAnotherDayIsRefused() {
        String other = HEAD.replace("2024-03-04", "2024-03-05") + "cve,epss,percentile\nCVE-2024-0001,0,0\n";

        assertThatThrownBy(() -> read(0, other)).isInstanceOf(IOException.class).hasMessageContaining("2024-03-05");
    }

    @Test
    void aPastDayIsAskedForOnce() {
        Feed past = epss.feeds(state).get(0);
        assertThat(past.name()).isEqualTo("2024-03-04");

        assertThat(epss.absent(past, state::accept)).isTrue();
        assertThat(epss.feeds(state)).extracting(Feed::name).containsExactly("current");
        assertThat(epss.absent(epss.feeds(state).get(0), state::accept)).isFalse();
    }

    @Test
    void theApiIsAskedForEightyAtOnce() {
        for (int i = 0; i < 100; i++) {
            state.withoutEpss.add(new CveId(2024, 1000 + i));
        }

        assertThat(api.feeds(state))
                .extracting(feed -> feed.name().split(",").length)
                .containsExactly(80, 20);
    }

    @Test
    void whatTheApiDoesNotKnowIsRemembered() throws IOException {
        state.withoutEpss.addAll(List.of(CveId.of("CVE-2024-0001"), CveId.of("CVE-2024-0002")));
        List<Observation> seen = answer("{\"data\":[7,{\"cve\":\"CVE-2024-0001\",\"epss\":\"0\",\"percentile\":0.1,"
                + "\"date\":\"2026-01-30\"},{\"cve\":\"CVE-2024-0002\",\"epss\":\"x\",\"date\":\"2026-01-30\"}]}");

        assertThat(Reading.only(Observation.EpssSeen.class, seen))
                .containsExactly(new Observation.EpssSeen(new EpssScore(CveId.of("CVE-2024-0001"), 0, 0.1)));
        assertThat(Reading.skipped(seen)).hasSize(1).allMatch(s -> s.startsWith("CVE-2024-0002"));
        assertThat(seen).last().isEqualTo(new Observation.EpssAbsent(CveId.of("CVE-2024-0002")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"data\":7}", "<html>", "[]"})
    void anAnswerThatIsNoneIsRefused(String text) {
        state.withoutEpss.add(CveId.of("CVE-2024-0001"));

        assertThatThrownBy(() -> answer(text)).isInstanceOf(IOException.class);
    }

    private List<Observation> read(int feed, String text) throws IOException {
        return Reading.read(epss, epss.feeds(state).get(feed), Packed.gzip(text));
    }

    private List<Observation> answer(String text) throws IOException {
        return Reading.read(api, api.feeds(state).get(0), text.getBytes(StandardCharsets.UTF_8));
    }
}
