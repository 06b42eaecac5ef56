package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page Findings: a report is chosen or dropped there. */
@ExtendWith(InBrowser.class)
class FindingsPageTest {

    private static final String REPORT = "host,cve\nweb-9,CVE-2024-3400\n";

    @TempDir
    private Path folder;

    @Test
    void aReportThatIsChosenIsPackedSentAndListed(Tab tab) throws IOException {
        Path report = Files.writeString(folder.resolve("chosen.csv"), REPORT);
        tab.open("/findings");
        tab.one("details.drop summary").click();
        tab.one("#name").clear();
        tab.one("#name").sendKeys("chosen");
        tab.one("[data-drop-file]").sendKeys(report.toString());
        tab.one(".drop [type=submit]").click();
        tab.until(() -> tab.path().contains("run=chosen"));
        tab.settled();
        assertThat(tab.texts("#found tbody tr a.ref")).containsExactly("CVE-2024-3400");
        assertThat(tab.seen()).isEmpty();
    }

    @Test
    void aListOfAssetsBesideTheReportCountsAndIsNamed(Tab tab) throws IOException {
        Path report = Files.writeString(folder.resolve("with-assets.csv"), REPORT);
        Path assets = Files.writeString(folder.resolve("ours.csv"), "asset,public,as of\nweb-*,yes,2026-01-10\n");
        tab.open("/findings");
        tab.one("details.drop summary").click();
        tab.one("#name").clear();
        tab.one("#name").sendKeys("with-assets");
        tab.one("[data-drop-file]").sendKeys(report.toString());
        tab.one("[data-more] summary").click();
        tab.one("[data-part=assets]").sendKeys(assets.toString());
        tab.one(".drop [type=submit]").click();
        tab.until(() -> tab.path().contains("run=with-assets"));
        tab.settled();
        assertThat(tab.one("#found").getText())
                .contains("Assets: ours.csv, 1 line, as of 2026-01-10")
                .doesNotContain("Is web-");
        assertThat(tab.seen()).isEmpty();
    }

    @Test
    void aReportMayBeDroppedAnywhereOnThePage(Tab tab) {
        tab.open("/findings");
        tab.one("details.drop summary").click();
        tab.one("#name").clear();
        tab.one("#name").sendKeys("dropped");
        tab.script("const files = new DataTransfer();"
                + " files.items.add(new File(['" + REPORT.replace("\n", "\\n") + "'], 'dropped.csv'));"
                + " document.querySelector('h1').dispatchEvent("
                + "new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}))");
        tab.until(() -> tab.path().contains("run=dropped"));
        tab.settled();
        assertThat(tab.texts("#found tbody tr a.ref")).containsExactly("CVE-2024-3400");
        assertThat(tab.seen()).isEmpty();
    }

    @Test
    void whatIsWrongWithAReportIsSaidWhereItWasChosen(Tab tab) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"SchemaVersion\":2,\"Results\":[{");
        tab.open("/findings");
        tab.one("details.drop summary").click();
        tab.one("[data-drop-file]").sendKeys(broken.toString());
        tab.one(".drop [type=submit]").click();
        tab.until(() -> tab.one("[data-drop-said]").getText().contains(":"));
        assertThat(tab.path()).isEqualTo("/findings");
    }
}
