package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {

    private static final Pace PACE = new Pace(100, 1);

    @TempDir
    Path folder;

    private LocalFiles files() {
        return new LocalFiles((request, pace, received) -> new Fetched.Absent(), folder.resolve("downloads"));
    }

    @Test
    void aFileIsServedAsACopyThatTheCallerMayDelete() throws Exception {
        Path file = Files.writeString(folder.resolve("own evidence.csv"), "cve,date");
        Fetched.Body body = (Fetched.Body) fetch(file.toUri(), Validators.NONE);
        assertThat(body.file()).hasContent("cve,date").isNotEqualTo(file);
        Files.delete(body.file());
        assertThat(file).exists();
    }

    @Test
    void aFileThatDidNotChangeIsNotReadAgain() throws Exception {
        Path file = Files.writeString(folder.resolve("own.csv"), "cve,date");
        Fetched.Body body = (Fetched.Body) fetch(file.toUri(), Validators.NONE);
        assertThat(fetch(file.toUri(), body.validators())).isInstanceOf(Fetched.Unchanged.class);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(fetch(file.toUri(), body.validators())).isInstanceOf(Fetched.Body.class);
    }

    @Test
    void aMissingOrWrongFileIsNamed() throws Exception {
        Path missing = folder.resolve("missing.csv");
        HttpFetching.assertFailed(fetch(missing.toUri(), Validators.NONE), "there is no file " + missing);
        Path page = Files.writeString(folder.resolve("page.csv"), "<html>");
        HttpFetching.assertFailed(fetch(page.toUri(), Validators.NONE), page + ": expected TEXT and got a web page");
        HttpFetching.assertFailed(fetch(folder.toUri(), Validators.NONE), folder.toString());
    }

    @Test
    void otherAddressesAreLeftToTheOther() throws Exception {
        assertThat(fetch(URI.create("https://example.org/a"), Validators.NONE)).isInstanceOf(Fetched.Absent.class);
    }

    private Fetched fetch(URI uri, Validators held) throws InterruptedException {
        return files().fetch(new Request(uri, Format.TEXT, held, OptionalLong.empty(), 100), PACE, bytes -> {});
    }
}
