package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page Look up: a file is read into the field, so that a person sees what is sent. */
@ExtendWith(InBrowser.class)
class LookupPageTest {

    @TempDir
    private Path folder;

    @Test
    void aFileThatIsChosenStandsInTheField(Tab tab) throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "CVE-2024-3400\n");
        tab.open("/lookup");
        tab.one("#file").sendKeys(list.toString());
        tab.until(() -> tab.one("#text").getAttribute("value").contains("CVE-2024-3400"));
        assertThat(tab.seen()).isEmpty();
    }
}
