package vigie.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path dir;

    @Test
    void makesAndReplacesAFile() throws IOException {
        Path file = dir.resolve("a");
        AtomicFile.write(file, bytes("one"));
        AtomicFile.write(file, bytes("two"));
        assertThat(file).hasContent("two");
        assertThat(names()).containsExactly("a");
    }

    @Test
    void largeContentIsWhole() throws IOException {
        byte[] large = new byte[(1 << 20) * 2 + 17];
        large[large.length - 1] = 7;
        AtomicFile.write(dir.resolve("large"), large);
        assertThat(Files.readAllBytes(dir.resolve("large"))).isEqualTo(large);
    }

    @Test
    void aFailureLeavesTheFileAsItWas() throws IOException {
        Path file = dir.resolve("a");
        AtomicFile.write(file, bytes("one"));
        assertThatThrownBy(() -> AtomicFile.write(file, part -> {
                    Files.writeString(part, "half");
                    throw new IOException("no space left");
                }))
                .hasMessage("no space left");
        assertThat(file).hasContent("one");
        assertThat(names()).containsExactly("a");
    }

    @Test
    void twoWritersAtOnceDoNotMix() throws IOException {
        Path file = dir.resolve("a");
        AtomicFile.write(file, outer -> {
            Files.writeString(outer, "outer");
            AtomicFile.write(file, bytes("inner"));
            return 0;
        });
        assertThat(file).hasContent("outer");
        assertThat(names()).containsExactly("a");
    }

    @Test
    void aLinkGoesOnLeadingToTheFile() throws IOException {
        Path file = Files.writeString(dir.resolve("a"), "one");
        Path link = Files.createSymbolicLink(dir.resolve("link"), file);
        AtomicFile.write(link, bytes("two"));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("two");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.map(path -> path.getFileName().toString()).toList().stream();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
