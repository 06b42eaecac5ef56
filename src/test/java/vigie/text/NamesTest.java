package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Palo Alto Networks, Inc.",
                "Palo Alto Networks",
                "palo_alto_networks",
                "paloaltonetworks",
                " PALO-ALTO\u00a0NETWORKS\u2122 ",
                "The Palo Alto Networks (R) Company"
            })
    void spellingsOfOneVendorShareAKey(String name) {
        assertThat(Names.vendor(name)).isEqualTo("paloaltonetworks");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Microsoft Corporation | microsoft",
                "Qualcomm, Inc. | qualcomm",
                "ELECOM CO.,LTD. | elecom",
                "Projectworlds Pvt. Limited | projectworlds",
                "RITTAL GmbH & Co. KG | rittal",
                "SAP_SE | sap",
                "E4J s.r.l. | e4j",
                "ProIntegra S.A. | prointegra",
                "MBE Worldwide S.p.A. | mbeworldwide",
                "Cookie Information A/S | cookieinformation",
                "clorius_controls_a\\/s | cloriuscontrols",
                "Soliton Systems K.K. | solitonsystems",
                "ESET, spol. s r.o. | eset",
                "EuroSoft Sp. z o. o. | eurosoft",
                "Plan B A/S | planb"
            })
    void legalFormsAtTheEndOfAVendorDoNotCount(String name, String key) {
        assertThat(Names.vendor(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "Co, co",
        "The Co., the",
        "SE Ranking, seranking",
        "AB Tasty, abtasty",
        "The, the",
        "Theforeman, theforeman"
    })
    void aLegalFormThatIsTheNameOrBeginsItCounts(String name, String key) {
        assertThat(Names.vendor(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dassault Systèmes|DASSAULT SYSTE\u0300MES",
                "Magneticlab Sàrl|magneticlab",
                "İzmir|izmir",
                "Joomla!|joomla\\!",
                "AT&T|at\\&t",
                "Node.js|nodejs"
            })
    void accentsPunctuationAndCpeEscapesDoNotCount(String name, String other) {
        assertThat(Names.vendor(name)).isEqualTo(Names.vendor(other));
    }

    @Test
    void namesInOtherScriptsKeepTheirLetters() {
        assertThat(Names.vendor("腾讯云")).isEqualTo("腾讯云");
        assertThat(Names.product("Ёлка 𠮷 🚀 2")).isEqualTo("елка𠮷2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n/a",
                "N/A",
                "n\\/a",
                "NA",
                "-",
                "*",
                "Unknown",
                "[UNKNOWN]",
                "unspecified",
                "none",
                "",
                " \t\u00a0"
            })
    void whatNamesNothingGivesTheEmptyKey(String name) {
        assertThat(Names.vendor(name)).isEmpty();
        assertThat(Names.product(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Apache Software Foundation, apache",
        "'Cisco Systems, Inc.', cisco",
        "Hewlett Packard Enterprise (HPE), hpe",
        "Juniper Networks, juniper",
        "Ubuntu, canonical",
        "Software AG, softwareag"
    })
    void firmsKnownUnderTwoNamesShareAKey(String name, String key) {
        assertThat(Names.vendor(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "Hewlett Packard Enterprise, HP",
        "The Linux Foundation, Linux",
        "openSUSE, SUSE",
        "F-Secure, WithSecure"
    })
    void firmsThatAreCloseButDifferentKeepDifferentKeys(String name, String other) {
        assertThat(Names.vendor(name)).isNotEqualTo(Names.vendor(other));
    }

    @Test
    void aliasesAreKeysAndLeadToKeysInOneStep() {
        assertThat(Aliases.read("vendor-aliases.tsv")).isNotEmpty().allSatisfy(line -> {
            assertThat(line).hasSize(4);
            assertThat(Names.product(line[0])).isEqualTo(line[0]);
            assertThat(Names.vendor(line[0])).isEqualTo(line[1]);
            assertThat(Names.vendor(line[1])).isEqualTo(line[1]);
        });
        assertThat(Aliases.read("product-aliases.tsv")).isNotEmpty().allSatisfy(line -> {
            assertThat(line).hasSize(5);
            assertThat(Names.vendor(line[0])).isEqualTo(line[0]);
            assertThat(Names.product(line[1])).isEqualTo(line[1]);
            assertThat(Names.product(line[0], line[1])).isEqualTo(line[2]);
            assertThat(Names.product(line[0], line[2])).isEqualTo(line[2]);
        });
    }

    @Test
    void noAliasIsListedTwice() {
        assertThat(Aliases.read("vendor-aliases.tsv"))
                .extracting(line -> line[0])
                .doesNotHaveDuplicates();
        assertThat(Aliases.read("product-aliases.tsv"))
                .extracting(line -> line[0] + " " + line[1])
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Linux | Linux | linux | linux_kernel",
                "Linux | Linux Kernel | Linux | Kernel",
                "Microsoft | Windows 11 version 22H3 | microsoft | windows_11_23h2",
                "Microsoft | Windows 11 Version 24H2 | Microsoft Corporation | Windows 11 version 24H2",
                "Microsoft | Windows Server 2019 (Server Core installation) | microsoft | windows_server_2019",
                "Red Hat | Red Hat Enterprise Linux | RedHat | enterprise_linux",
                "Cisco | Cisco IOS XE Software | cisco | ios_xe",
                "Juniper Networks | Junos OS | juniper | junos",
                "Oracle Corporation | MySQL Server | oracle | mysql",
                "Microsoft | Internet Explorer | microsoft | ie"
            })
    void productsKnownUnderTwoNamesShareAKey(String vendor, String product, String otherVendor, String other) {
        String key = Names.vendor(vendor);
        assertThat(Names.vendor(otherVendor)).isEqualTo(key);
        assertThat(Names.product(key, product)).isNotEmpty().isEqualTo(Names.product(key, other));
    }

    @ParameterizedTest
    @CsvSource({"C, C++", "C, C#", "C++, C#", ".NET, NET", ".NET Framework, Net Framework", "Notepad, Notepad++"})
    void wordsThatDifferByASignAreDifferentProducts(String name, String other) {
        assertThat(Names.product("", name)).isNotEqualTo(Names.product("", other));
    }

    @ParameterizedTest
    @CsvSource({
        ".NET Framework, .net_framework",
        ".Net, .NET",
        "ASP.NET Core, asp.net_core",
        "Microsoft .NET, microsoft .net"
    })
    void dotNetIsOneWordHoweverItIsWritten(String name, String cpe) {
        assertThat(Names.product("", name)).isEqualTo(Names.product("", cpe));
    }

    @ParameterizedTest
    @CsvSource({
        "Notepad++, notepad\\+\\+, notepad",
        "Visual C#, visual_c\\#, visual_c",
        "Exchange Server 2019, exchange_server_2019, exchange_server"
    })
    void plusSharpAndDigitsTellProductsApart(String name, String cpe, String other) {
        assertThat(Names.product(name)).isEqualTo(Names.product(cpe)).isNotEqualTo(Names.product(other));
    }

    @Test
    void productsKeepTheirLastAndFirstWords() {
        assertThat(Names.product("The Company SE")).isEqualTo("thecompanyse");
    }

    @Test
    void trademarkSignsInProductsDoNotCount() {
        assertThat(Names.product("Intel(R) Optane(TM) SSD")).isEqualTo("inteloptanessd");
        assertThat(Names.product("OpenText\u2122 Vault\u00ae")).isEqualTo("opentextvault");
        assertThat(Names.product("Editor (Trial)")).isEqualTo("editortrial");
    }

    @Test
    void everyCharacterGivesAKeyThatIsItsOwnKey() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            assertIsKey("ab " + Character.toString(c) + "Co");
        }
    }

    @Property
    void anyTextGivesAKeyThatIsItsOwnKey(@ForAll String name) {
        assertIsKey(name);
    }

    private static void assertIsKey(String name) {
        String product = Names.product(name);
        String vendor = Names.vendor(name);
        if (!Names.product(product).equals(product)
                || !Names.vendor(vendor).equals(vendor)
                || hasSeparators(product + vendor)) {
            throw new AssertionError("%s gives product '%s' and vendor '%s'".formatted(name, product, vendor));
        }
    }

    private static boolean hasSeparators(String key) {
        return !key.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '+' || c == '#');
    }
}
