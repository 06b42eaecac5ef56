package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.Needs;
import vigie.text.Messages;

@Timeout(60)
class OutFileTest {

    @TempDir
    private Path folder;

    private OutFile out(Path file) {
        return new OutFile(file, new Messages("en"));
    }

    /** As root, {@code --out /dev/null} would make a file of the device. */
    @Test
    void aPipeOrDeviceIsWrittenToAndNotReplaced() throws Exception {
        Path pipe = folder.resolve("pipe");
        Needs.that(made(pipe), "mkfifo makes no pipe");
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        assertThat(out(pipe).write(writer -> {
                    writer.write("a");
                    return 1;
                }))
                .isEqualTo(1);
        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertThatThrownBy(() -> out(pipe).checkFile())
                .isInstanceOf(Exit.Failure.class)
                .hasMessageContaining("it is a pipe or a device");
        assertThat(out(pipe).remove()).as("nothing of ours").isFalse();
        assertThat(pipe).exists();
    }

    @Test
    void aFileIsReplacedAndRemovedThroughALink() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        out(link).write(writer -> {
            writer.write("new");
            return 1;
        });
        assertThat(file).hasContent("new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(out(link).remove()).isTrue();
        assertThat(file).doesNotExist();
        assertThat(out(link).remove()).isFalse();
    }

    private static boolean made(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
