package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisputedMarkTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ** DISPUTED ** An anvil             | true  | An anvil
            **DISPUTED** An anvil               | true  | An anvil
            *DISPUTED* An anvil                 | true  | An anvil
            DISPUTED ** An anvil                | true  | An anvil
            ** DISPUTED **: An anvil            | true  | An anvil
            ** DISPUTED ** **DISPUTED** Anvil   | true  | Anvil
            DISPUTED anvils drop                | false | DISPUTED anvils drop
            An anvil ** DISPUTED **             | false | An anvil ** DISPUTED **
            """)
    void theMarkIsFoundHoweverItIsWritten(String text, boolean in, String without) {
        assertThat(DisputedMark.in(text)).isEqualTo(in);
        assertThat(DisputedMark.without(text)).isEqualTo(without);
    }
}
