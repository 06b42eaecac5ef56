package vigie.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a command that was run in this process.
 *
 * @param status exit status
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record Ran(int status, String out, String err) {

    /** Runs a command as it is given, in English unless it says otherwise. */
    static Ran vigie(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--lang")) {
            all.addAll(0, List.of("--lang", "en"));
        }
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
            int status = Main.run(all.toArray(String[]::new));
            return new Ran(status, written.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Runs a command on a home. */
    static Ran on(Path home, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(List.of(arguments));
        return vigie(all.toArray(String[]::new));
    }
}
