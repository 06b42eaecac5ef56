package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedProductTest {

    private static boolean finds(String typed, String vendor, String product) {
        String key = Names.vendor(vendor);
        return AskedProduct.of(typed).matches(key, Names.product(key, product), product);
    }

    @ParameterizedTest
    @CsvSource({
        "ios, Cisco, IOS XE",
        "Cisco IOS, Cisco, ios",
        "cisco ios xe software, Cisco, ios_xe",
        "MS Windows Server 2019, Microsoft, Windows Server 2019 (Server Core installation)",
        "windows 11 version 22h3, microsoft, windows_11_23h2",
        "Linux, Linux, linux_kernel",
        "linux kernel, Linux, Linux",
        "fortigate, Fortinet, FortiOS",
        "Fortinet FortiGate, Fortinet, FortiOS",
        ".NET, Microsoft, .NET Framework",
        "Palo Alto Networks PAN-OS, paloaltonetworks, pan-os",
        "\"junos os\", Juniper, junos",
        "RHEL 8, Red Hat, Red Hat Enterprise Linux 8",
        "rhel, Red Hat, enterprise_linux",
        "Cisco ASA, Cisco, adaptive_security_appliance_software",
        "k8s, Kubernetes, Kubernetes",
        "noyau Linux, Linux, linux_kernel",
        "SLES 15, SUSE, SUSE Linux Enterprise Server 15",
        "HPE iLO 5, HP, integrated_lights-out_5_firmware",
        "\"ie\", Microsoft, Internet Explorer",
        ".net, Microsoft, .NET",
        ".net, Microsoft, .net_core",
        ".net, Microsoft, Microsoft .NET Framework 4.8",
        "asp.net, Microsoft, ASP.NET Core 8.0",
        "node.js, nodejs, nodejs",
        "office, Microsoft, Microsoft Office LTSC 2021",
        "log4j, Apache, Apache Log4j2",
        "struts, Apache, struts2",
        "go, Go standard library, Go",
        "big ip, F5, BIG-IP Access Policy Manager",
        "forti client, Fortinet, FortiClient EMS",
        "forticlient, Fortinet, FortiClientWindows",
        "docker, Docker, desktop",
        "kubernetes, Kubernetes, ingress-nginx",
        "forti*, Fortinet, FortiWeb",
        "fortinet forti*, Fortinet, FortiWeb",
        "windows 1*, Microsoft, windows_11_23h2"
    })
    void aProductIsFoundUnderAnyOfItsNames(String typed, String vendor, String product) {
        assertThat(finds(typed, vendor, product)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Cisco IOS, Apple, iOS",
        ".NET, NetApp, NetApp Filer",
        "c++, Acme, C",
        "\"ios\", Cisco, IOS XE",
        "fortigate, Fortinet, FortiWeb",
        "kernel, Linux, linuxptp",
        "Linux, SUSE, linux_enterprise_desktop",
        "rhel, Red Hat, OpenShift",
        ".net, DotNetNuke, dotnetnuke",
        ".net, NuGet, dotnetzip",
        "asp.net, Iowa Computer Gurus, aspnetcore.utilities.cloudstorage",
        "go, Google, Google Chrome",
        "go, Gogs, gogs",
        "c, Google, Chrome",
        "r, Netgear, R7000",
        "java, Matrix, javascript_sdk",
        "java, Oracle, JavaFX",
        "word, WordPress, WordPress",
        "office, Trend Micro, officescan",
        "windows 1, Microsoft, windows_10",
        "zoom, PHPGurukul, Zoo Management System",
        "forti, Fortinet, FortiWeb",
        "other forti*, Fortinet, FortiWeb"
    })
    void anotherProductIsNot(String typed, String vendor, String product) {
        assertThat(finds(typed, vendor, product)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n/a", "\"\"", "-", "*"})
    void whatNamesNothingFindsNothing(String typed) {
        assertThat(AskedProduct.of(typed).matches("", "", "")).isFalse();
        assertThat(AskedProduct.of(typed).matches("acme", "anvil", "Anvil")).isFalse();
    }

    @Test
    void aBeginningEndsWithAWord() {
        assertThat(finds("wi", "Microsoft", "windows_11_23h2")).isFalse();
        assertThat(finds("ci", "Cisco", "ios")).isFalse();
        assertThat(finds("windows", "Microsoft", "windows_11_23h2")).isTrue();
    }
}
