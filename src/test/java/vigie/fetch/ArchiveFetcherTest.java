package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFetcherTest {

    @TempDir
    Path folder;

    @Test
    void bodiesAreFoundByHostAndPath() throws Exception {
        ArchiveFetcher fetcher = fetcher("example.org/a/b.json", "[1]");
        HttpFetching.assertBody(fetch(fetcher, "https://example.org/a/b.json?x=1", Validators.NONE), "[1]");
        assertThat(fetch(fetcher, "https://example.org/a/c.json", Validators.NONE))
                .isInstanceOf(Fetched.Absent.class);
    }

    @Test
    void aPathThatEndsInASlashIsItsIndex() throws Exception {
        ArchiveFetcher fetcher = fetcher("example.org/feed/index", "<rss/>");
        HttpFetching.assertBody(fetch(fetcher, "https://example.org/feed/", Validators.NONE), "<rss/>");
    }

    @Test
    void theSameBodyIsUnchanged() throws Exception {
        ArchiveFetcher fetcher = fetcher("example.org/a", "[1]");
        Fetched.Body body = (Fetched.Body) fetch(fetcher, "https://example.org/a", Validators.NONE);
        assertThat(fetch(fetcher, "https://example.org/a", body.validators())).isInstanceOf(Fetched.Unchanged.class);
    }

    private static Fetched fetch(ArchiveFetcher fetcher, String uri, Validators held) {
        Request request = new Request(URI.create(uri), Format.TEXT, held, OptionalLong.empty(), 100);
        return fetcher.fetch(request, HttpFetching.PACE, bytes -> {});
    }

    private ArchiveFetcher fetcher(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return new ArchiveFetcher(new ByteArrayInputStream(bytes.toByteArray()), folder.resolve("downloads"));
    }
}
