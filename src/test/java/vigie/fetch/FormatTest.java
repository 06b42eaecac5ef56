package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "JSON, `{\"a\":1}`",
                "JSON, ` \n[1]`",
                "JSON, `\u00ef\u00bb\u00bf{}`",
                "XML, `<?xml version=\"1.0\"?><rss/>`",
                "XML, `<rss/>`",
                "TEXT, `id,file`",
                "TEXT, `# comment`",
                "GZIP, `\u001f\u008b\u0008`",
                "ZIP, `PK\u0003\u0004`"
            })
    void whatBeginsAsItShouldIsTaken(Format format, String head) throws IOException {
        assertThat(format.complaint(file(head))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aWebPageIsNoFormat(Format format) throws IOException {
        assertThat(format.complaint(file("\n<!DOCTYPE HTML><html></html>")))
                .contains("expected " + format + " and got a web page");
        assertThat(format.complaint(file("<html lang=\"en\">"))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void nothingIsNoFormat(Format format) throws IOException {
        assertThat(format.complaint(file(""))).contains("expected " + format + " and got an empty body");
    }

    @ParameterizedTest
    @CsvSource({"JSON, id", "XML, {}", "GZIP, PK", "ZIP, {}", "TEXT, <a/>"})
    void oneFormatIsNotTheOther(Format format, String head) throws IOException {
        assertThat(format.complaint(file(head))).contains("expected " + format + " and got something else");
    }

    private Path file(String latin) throws IOException {
        return Files.write(folder.resolve("body"), latin.getBytes(StandardCharsets.ISO_8859_1));
    }
}
