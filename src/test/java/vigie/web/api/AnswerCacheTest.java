package vigie.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    private static final int KILO = 1024;

    private final AnswerCache cache = new AnswerCache(100 * KILO);

    private static Answer answer(int size) {
        return Answer.once(Answer.JSON, new byte[size]);
    }

    @Test
    void whatWasPutIsFoundUntilTheDatabaseChanges() {
        Answer answer = answer(100);
        cache.put("a", answer, 1);
        assertThat(cache.get("a")).contains(answer);
        cache.seen(1);
        assertThat(cache.get("a")).contains(answer);
        cache.seen(2);
        assertThat(cache.get("a")).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKeptAfterIt() {
        cache.seen(2);
        cache.put("a", answer(100), 1);
        assertThat(cache.get("a")).isEmpty();
    }

    @Test
    void whoKnowsOfAChangeFirstForgetsTheOldAnswersForAll() {
        cache.put("a", answer(100), 1);
        cache.put("b", answer(100), 2);
        assertThat(cache.get("a")).isEmpty();
        assertThat(cache.get("b")).isPresent();
    }

    @Test
    void noMoreIsKeptThanThereIsRoomFor() {
        for (int i = 0; i < 100; i++) {
            cache.put("a" + i, answer(10 * KILO), 1);
            assertThat(cache.bytes()).isLessThanOrEqualTo(100 * KILO);
        }
        assertThat(cache.size()).isEqualTo(9);
    }

    @Test
    void whatIsLargeIsNotKept() {
        cache.put("a", answer(50 * KILO), 1);
        assertThat(cache.get("a")).isEmpty();
    }

    @Test
    void theSameIsCountedOnce() {
        cache.put("a", answer(KILO), 1);
        long once = cache.bytes();
        cache.put("a", answer(KILO), 1);
        assertThat(cache.bytes()).isEqualTo(once);
    }
}
