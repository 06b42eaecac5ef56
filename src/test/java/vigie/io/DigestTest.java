package vigie.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigestTest {

    /** FIPS 180-4, example of one block. */
    @Test
    void sha256OfAbc() {
        assertThat(Sha256.hex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void splitMix64GivesTheNumbersOfTheJdk() {
        assertThat(SplitMix64.mix(42 + SplitMix64.GAMMA)).isEqualTo(new SplittableRandom(42).nextLong());
    }

    @Test
    void aUnitIsFromZeroToOne() {
        assertThat(SplitMix64.unit(0)).isZero();
        for (long state = -1000; state < 1000; state++) {
            assertThat(SplitMix64.unit(state)).isBetween(0.0, Math.nextDown(1.0));
        }
    }
}
