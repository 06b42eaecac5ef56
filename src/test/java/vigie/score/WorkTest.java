package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTest {

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "1, 5000", "3, 0", "3, 7", "3, 999", "3, 1000", "8, 5003"})
    void partsAreInTheOrderOfTheListAndNothingIsLeftOutOrTwice(int threads, int count) {
        List<List<Integer>> parts = new Work(threads).parts(numbers(count), List::copyOf);
        assertThat(parts.stream().flatMap(List::stream)).isEqualTo(numbers(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 5000})
    void aFailureOfAPartIsTheFailureOfTheWhole(int count) {
        assertThatThrownBy(() -> new Work(2).parts(numbers(count), part -> {
                    if (part.contains(count - 1)) {
                        throw new InsufficientDataException("the last one");
                    }
                    return part;
                }))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("the last one");
    }

    @Test
    void afterAFailureNothingRunsAnyMore() {
        AtomicBoolean ended = new AtomicBoolean();
        assertThatThrownBy(() -> new Work(2).parts(numbers(5000), part -> {
                    if (part.contains(0)) {
                        throw new InsufficientDataException("the first one");
                    }
                    slowly();
                    ended.set(true);
                    return part;
                }))
                .isInstanceOf(InsufficientDataException.class);
        ended.set(false);
        slowly();
        slowly();
        assertThat(ended).isFalse();
    }

    @Test
    void whatRunsBesideHasEndedWhenItIsClosed() {
        AtomicBoolean ended = new AtomicBoolean();
        assertThatThrownBy(() -> {
                    try (Work.Beside<Integer> beside = Work.Beside.start(() -> {
                        slowly();
                        ended.set(true);
                        throw new InsufficientDataException("beside");
                    })) {
                        throw new IllegalStateException("the work itself");
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the work itself");
        assertThat(ended).isTrue();
    }

    @Test
    void whatFailsBesideFailsWhereItsResultIsAskedFor() {
        try (Work.Beside<Integer> beside = Work.Beside.start(() -> {
            throw new InsufficientDataException("beside");
        })) {
            assertThatThrownBy(beside::result).isInstanceOf(InsufficientDataException.class);
        }
    }

    private static void slowly() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            // What does not heed an interruption, as a query in the database.
            long end = System.nanoTime() + 100_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }
}
