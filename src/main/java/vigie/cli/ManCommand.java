package vigie.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vigie.text.FailureText;

/** {@code vigie man}: writes the man pages of all commands to a directory. */
@Command(name = "man")
final class ManCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", descriptionKey = "man.dir")
    private Path dir = Path.of("");

    @Spec
    private CommandSpec spec;

    private final Vigie vigie;

    ManCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() {
        Map<String, String> pages =
                new ManPages(vigie.messages()).of(spec.root().commandLine());
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new Exit.Failure(vigie.messages()
                    .get("error.out", dir, FailureText.in(vigie.messages(), String.valueOf(e.getMessage()))));
        }
        pages.forEach((name, text) -> new OutFile(dir.resolve(name), vigie.messages()).write(writer -> {
            writer.write(text);
            return text.length();
        }));
        vigie.console().say(vigie.messages().get("man.written", pages.size(), dir));
        return Exit.DONE;
    }
}
