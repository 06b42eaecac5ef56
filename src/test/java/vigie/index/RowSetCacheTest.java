package vigie.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class RowSetCacheTest {

    private final RowSetCache cache = new RowSetCache();

    private static BitSet slowly() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new BitSet();
    }

    @Test
    void whatTookLongIsRememberedButNotFoundAgainInAdvance() {
        BitSet dear = cache.rows("dear", RowSetCacheTest::slowly);
        cache.rows("cheap", BitSet::new);
        assertThat(cache.rows("dear", BitSet::new)).isSameAs(dear);
        assertThat(cache.cheapQuestions()).containsExactly("cheap");
    }
}
