package vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductFileTest {

    private static List<String> read(String text) {
        return words(ProductFile.read(text));
    }

    private static List<String> words(List<Rule> rules) {
        return rules.stream()
                .map(rule -> (rule.line().kind() + " " + rule.line().text() + " "
                                + rule.version().orElse(""))
                        .strip())
                .toList();
    }

    @Test
    void aListOfNamesHasOneALine() {
        assertThat(read(
                        "# what we use\n\nFortiGate\r\nMS Windows Server 2019\npkg:npm/lodash@4.17.20\ncpe:/a:acme:anvil\n"
                                + "cve-2026-0001\nFortiGate\n"))
                .containsExactly(
                        "NAME FortiGate",
                        "NAME MS Windows Server 2019",
                        "PURL pkg:npm/lodash@4.17.20",
                        "CPE cpe:/a:acme:anvil",
                        "CVE CVE-2026-0001");
    }

    @Test
    void aCsvHasAHeadingInEnglishOrFrench() {
        assertThat(read("Vendor,Product,Version,Site\n\"Acme, Inc.\",Anvil,1.5,Paris\nFortinet,,,\n,Apache Tomcat,,\n"))
                .containsExactly("NAME Acme, Inc. Anvil 1.5", "VENDOR Fortinet", "NAME Apache Tomcat");
        assertThat(read("Éditeur;Logiciel;Version installée\nMicrosoft;Microsoft Edge;120\n"))
                .containsExactly("NAME Microsoft Edge 120");
        assertThat(read("purl\npkg:npm/a@1\n")).containsExactly("PURL pkg:npm/a@1");
    }

    @Test
    void aBrokenCsvIsRefusedInOneSentence() {
        assertThatThrownBy(() -> read("vendor,product\n\"Acme,x\ny\"z,1\n")).isInstanceOf(WatchFileException.class);
    }

    @Test
    void aBillOfMaterialsInCycloneDxIsRead() {
        String json = """
                {"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"component":{"name":"we"}},"components":[
                {"type":"library","group":"x","name":"lodash","version":"4.17.20","purl":"pkg:npm/lodash@4.17.20"},
                {"type":"operating-system","name":"debian","version":"12","cpe":"cpe:2.3:o:debian:debian_linux:12:*:*:*:*:*:*:*"},
                {"type":"application","publisher":"Acme","name":"Anvil","version":"1.5",
                 "components":[{"type":"library","name":"inner","purl":"pkg:npm/inner@1"}]},
                {"type":"file","name":"/etc/passwd"}]}""";
        String xml = """
                <?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5"><metadata><component type="application">
                <name>we</name></component></metadata><components>
                <component type="library"><group>x</group><name>lodash</name><version>4.17.20</version>
                <hashes><hash alg="MD5">00</hash></hashes><purl>pkg:npm/lodash@4.17.20</purl></component>
                <component type="operating-system"><name>debian</name><version>12</version>
                <cpe>cpe:2.3:o:debian:debian_linux:12:*:*:*:*:*:*:*</cpe></component>
                <component type="application"><publisher>Acme</publisher><name>An<![CDATA[vil]]></name><version>1.5</version>
                <components><component type="library"><name>inner</name><purl>pkg:npm/inner@1</purl></component></components>
                </component><component type="file"><name>/etc/passwd</name></component></components></bom>""";
        List<String> expected = List.of(
                "PURL pkg:npm/lodash@4.17.20",
                "CPE cpe:2.3:o:debian:debian_linux:12:*:*:*:*:*:*:*",
                "NAME Acme Anvil 1.5",
                "PURL pkg:npm/inner@1");
        assertThat(read(json)).containsExactlyElementsOf(expected);
        assertThat(read(xml)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aBillOfMaterialsInSpdxIsRead() {
        String json = """
                {"spdxVersion":"SPDX-2.3","packages":[{"name":"lodash","versionInfo":"4.17.20","externalRefs":[
                {"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/lodash@4.17.20"}]},
                {"name":"Anvil","versionInfo":"1.5","supplier":"Organization: Acme (a@example.org)"},
                {"name":"x","versionInfo":"NOASSERTION"}]}""";
        String tags = """
                SPDXVersion: SPDX-2.3
                DataLicense: CC0-1.0
                PackageName: lodash
                PackageVersion: 4.17.20
                ExternalRef: PACKAGE-MANAGER purl pkg:npm/lodash@4.17.20
                PackageName: Anvil
                PackageVersion: 1.5
                PackageSupplier: Organization: Acme (a@example.org)
                PackageName: x
                """;
        List<String> expected = List.of("PURL pkg:npm/lodash@4.17.20", "NAME Acme Anvil 1.5", "NAME x");
        assertThat(read(json)).containsExactlyElementsOf(expected);
        assertThat(read(tags)).containsExactlyElementsOf(expected);
    }

    @Test
    void aWatchListInTomlIsRead() {
        assertThat(read("# mine\nproducts = ['a', 'b']\n[[rule]]\nvendor = 'c'\n"))
                .containsExactly("NAME a", "NAME b", "VENDOR c");
    }

    @Test
    void encodingsOfOldAndNewProgramsAreRead() {
        String text = "Éditeur Système\n";
        for (Charset charset :
                List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, Charset.forName("windows-1252"))) {
            assertThat(words(ProductFile.read(text.getBytes(charset)))).containsExactly("NAME Éditeur Système");
        }
        assertThat(read("\ufeffAnvil")).containsExactly("NAME Anvil");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1}                                  | neither a CycloneDX nor an SPDX
            {"bomFormat"                              | not valid JSON
            <html></html>                             | neither a CycloneDX nor an SPDX
            <bom><components>                         | not valid XML
            # nothing                                 | names no product
            """)
    void whatNamesNoProductIsRefusedInOneSentence(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(WatchFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anXmlBombGrowsIntoNothing() {
        StringBuilder bomb = new StringBuilder("<?xml version='1.0'?><!DOCTYPE bom [<!ENTITY a0 'lol'>");
        for (int i = 1; i < 12; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        bomb.append(
                "<!ENTITY f SYSTEM 'file:///etc/passwd'>]><bom><components><component><name>&a11;&f;</name></component></components></bom>");
        assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(WatchFileException.class);
    }

    @Test
    void deepAndLongInputIsRefusedOrRead() {
        assertThatThrownBy(() -> read("{\"components\":".repeat(5_000))).isInstanceOf(WatchFileException.class);
        assertThatThrownBy(() -> read("<bom>" + "<component>".repeat(100_000))).isInstanceOf(WatchFileException.class);
        assertThat(read("x".repeat(1_000_000))).hasSize(1);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            many.append("product ").append(i).append('\n');
        }
        assertThatThrownBy(() -> read(many.toString())).hasMessageContaining("more than");
    }

    @Property(tries = 300)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        try {
            ProductFile.read(bytes).forEach(AskedLine::of);
        } catch (WatchFileException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Test
    void rowsOfACsvMayBeShorterOrLongerThanItsHeading() {
        assertThat(
                        read(
                                "vendor,product,version\n# ours\nFortinet,FortiOS\nIvanti\nCisco,IOS XE,17.3,in the cellar,,\n"))
                .containsExactly("NAME Fortinet FortiOS", "VENDOR Ivanti", "NAME Cisco IOS XE 17.3");
    }
}
