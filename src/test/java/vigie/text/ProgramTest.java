package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void theVersionIsThatOfThePom() throws IOException {
        Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));

        assertThat(version.find()).isTrue();
        assertThat(Program.version()).isEqualTo(version.group(1));
    }

    @Test
    void theUserAgentNamesProgramAndVersion() {
        assertThat(Program.userAgent())
                .startsWith("Vigie/" + Program.version() + " (")
                .doesNotContain("$");
    }

    @Test
    void theUserAgentNamesTheAddressOfTheProjectWhereThereIsOne() {
        assertThat(Program.userAgent("Vigie", "1.2.3", "https://vigie.example/"))
                .isEqualTo("Vigie/1.2.3 (vulnerability prioritisation; conditional requests; +https://vigie.example/)");
    }
}
