package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.testing.TestHome;

class StandardOutputTest {

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        System.setOut(out);
        System.setErr(err);
    }

    private Console.Stdout failing(String reason) {
        Console.Stdout results = new Console.Stdout(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        });
        System.setOut(results.stream());
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        return results;
    }

    @ParameterizedTest
    @CsvSource({"Broken pipe, false", "No space left on device, true"})
    void aReaderThatStopsEarlyIsNoFailureButAFullDiskIs(String reason, boolean lost) {
        try (TestHome home = TestHome.make()) {
            Console.Stdout results = failing(reason);
            int status = Main.run("--home", home.dir().toString(), "--lang", "en", "table", "--format", "csv");
            assertThat(status).isEqualTo(Exit.DONE);
            assertThat(results.lost()).isEqualTo(lost);
            assertThat(told.toString(StandardCharsets.UTF_8)).isEqualTo(lost ? "stdout: " + reason + "\n" : "");
        }
    }

    @Test
    void aTableIsNotWrittenToItsEndForNobody() {
        failing("Broken pipe");
        assertThatExceptionOfType(Console.Unwritable.class).isThrownBy(() -> {
            try (Writer results = new Console(false).results()) {
                for (int i = 0; i < 100_000; i++) {
                    results.write("a row of a table\n");
                }
            }
        });
    }
}
