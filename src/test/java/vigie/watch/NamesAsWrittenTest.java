package vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.model.VersionRange;

/** Lines as people write them find the products that sources write otherwise, and not their neighbours. */
class NamesAsWrittenTest {

    private static boolean matches(String line, String vendor, String product, List<VersionRange> versions) {
        Subject.Product affected = new Subject.Product(
                vendor, product, List.of(product), "", List.of(), versions, "", product, "cna", true);
        Subject subject = new Subject(
                Optional.empty(),
                Optional.empty(),
                List.of(affected),
                List.of(),
                Set.of(),
                Set.of(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                false,
                false);
        return AskedLine.of(ProductFile.line(line))
                .match(SubjectKeys.of(subject))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MS Windows Server 2019               | Microsoft              | Windows Server 2019 (Server Core installation)
            Windows Server 2012 R2               | Microsoft              | Windows Server 2012 R2
            Windows Server 2008 R2 SP1           | Microsoft              | Windows Server 2008 R2 Service Pack 1
            Windows serveur 2022                 | Microsoft              | Windows Server 2022
            Win 10                               | Microsoft              | Windows 10 Version 22H2
            Win11                                | microsoft              | windows_11_23h2
            Windows 11 Pro                       | Microsoft              | Windows 11 version 22H2
            Windows 10 Entreprise                | Microsoft              | Windows 10 Version 1809
            Windows 10 Famille 64 bits           | Microsoft              | Windows 10 Version 1809
            MS Office 2019                       | Microsoft              | Microsoft Office 2019 for Mac
            MS SQL Server 2019                   | Microsoft              | Microsoft SQL Server 2019 (GDR)
            Exchange 2019                        | Microsoft              | Microsoft Exchange Server 2019 Cumulative Update 14
            Microsoft Exchange Server 2016 CU23  | Microsoft              | Microsoft Exchange Server 2016 Cumulative Update 23
            messagerie Exchange                  | Microsoft              | Microsoft Exchange Server 2019
            SharePoint 2019                      | Microsoft              | Microsoft SharePoint Server 2019
            VS Code                              | Microsoft              | Visual Studio Code
            Azure AD Connect                     | Microsoft              | Azure Active Directory Connect
            .NET Framework 4.8                   | microsoft              | .net_framework
            fortigate                            | Fortinet               | FortiOS
            Fortigate 100F                       | Fortinet               | FortiOS
            FortiGate FortiOS 7.2                | Fortinet               | FortiOS
            FortiOS Fortinet                     | Fortinet, Inc.         | FortiOS
            pare-feu Fortinet                    | Fortinet               | FortiWeb
            pare-feu Stormshield                 | Stormshield            | Stormshield Network Security
            Bastion Wallix                       | WALLIX                 | Bastion
            commutateur Cisco                    | Cisco                  | Nexus 9000
            commutateurs Cisco Nexus             | Cisco                  | Nexus 9000 Series Switches
            Cisco routers                        | Cisco Systems, Inc.    | RV340
            imprimantes HP                       | HP Inc.                | HP LaserJet Pro
            pilote NVIDIA                        | NVIDIA                 | GPU Display Driver
            navigateur Chrome                    | Google                 | Chrome
            navigateur Firefox                   | Mozilla                | Firefox
            serveur Apache Tomcat 9              | Apache                 | Tomcat
            hyperviseur ESXi                     | VMware                 | ESXi
            logiciel GLPI                        | glpi-project           | glpi
            Red Hat                              | Red Hat, Inc.          | systemd
            RedHat                               | redhat                 | enterprise_linux
            RHEL 9.2                             | Red Hat                | Red Hat Enterprise Linux 9
            Red Hat Enterprise Linux 8           | Red Hat                | Red Hat Enterprise Linux 8.6 Extended Update Support
            Linux                                | Linux                  | linux_kernel
            linux kernel                         | Linux                  | Linux
            Noyau Linux 5.10                     | linux                  | linux_kernel
            Debian GNU/Linux 11                  | debian                 | debian_linux
            Ubuntu 22.04 LTS                     | canonical              | ubuntu_linux
            SUSE Linux Enterprise Server 15 SP4  | SUSE                   | SUSE Linux Enterprise Server 15 SP4-LTSS
            Cisco ASA                            | Cisco                  | adaptive_security_appliance_software
            Cisco IOS-XE 17.3                    | Cisco                  | Cisco IOS XE Software
            Juniper SRX                          | Juniper Networks       | Junos OS
            CheckPoint R81.20                    | checkpoint             | Quantum Security Gateways
            Palo Alto                            | Palo Alto Networks     | PAN-OS
            Palo Alto Networks                   | paloaltonetworks       | GlobalProtect
            Schneider                            | Schneider Electric SE  | Magelis HMI
            Société Schneider Electric SA        | Schneider Electric     | EcoStruxure
            Schneider Modicon M340               | Schneider Electric     | Modicon M340 CPU
            Rockwell Automation                  | rockwellautomation     | ControlLogix 5580
            International Business Machines      | IBM                    | MQ
            Hewlett-Packard                      | HP Inc.                | LaserJet
            Dell Technologies                    | Dell                   | PowerEdge R740
            GitLab CE                            | GitLab                 | GitLab
            Elastic Search                       | Elastic                | Elasticsearch
            PHP 8.1                              | PHP Group              | PHP
            Java 8 Update 361                    | Oracle Corporation     | Java SE
            macOS Ventura                        | Apple                  | macOS
            QNAP NAS                             | QNAP Systems Inc.      | QTS
            Confluence Atlassian                 | Atlassian              | Confluence Data Center
            vCenter VMware                       | vmware                 | vcenter_server
            Adobe Acrobat Reader DC              | Adobe                  | Acrobat Reader
            Proxmox VE 8                         | proxmox                | virtual_environment
            Joomla!                              | Joomla! Project        | Joomla! CMS
            Notepad++                            | notepad-plus-plus      | notepad++
            """)
    void aLineFindsTheProduct(String line, String vendor, String product) {
        assertThat(matches(line, vendor, product, List.of())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Linux                                | SUSE                   | linux_enterprise_desktop
            fortigate                            | Fortinet               | FortiWeb
            FortiOS Fortinet                     | Fortinet               | FortiMail
            Bastion Wallix                       | WALLIX                 | Access Manager
            serveur Apache Tomcat 9              | Apache                 | Struts
            navigateur Chrome                    | Google                 | Android
            PHP 8.1                              | Acme                   | PHP Event Calendar
            Python 3.11                          | certifi                | python-certifi
            MS SQL Server 2019                   | Microsoft              | Microsoft SQL Server 2016 for x64-based Systems
            Windows 11 Pro                       | Microsoft              | Windows 10 Version 22H2
            Exchange 2019                        | Microsoft              | Microsoft Exchange Server 2016
            Elastic Search                       | Elastic                | Kibana
            Ubuntu 22.04 LTS                     | Canonical Ltd.         | snapd
            OpenSSH                              | OpenBSD                | OpenBSD
            Junos OS                             | Juniper Networks       | Junos Space
            Confluence Atlassian                 | Atlassian              | Jira Server
            """)
    void aLineDoesNotFindItsNeighbour(String line, String vendor, String product) {
        assertThat(matches(line, vendor, product, List.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fortigate 7.2.4            | Fortinet  | FortiOS        | 7.2.0 | 7.2.6  | true
            FortiOS 7.2.7              | Fortinet  | FortiOS        | 7.2.0 | 7.2.6  | false
            pare-feu fortigate v7.2.7  | Fortinet  | FortiOS        | 7.2.0 | 7.2.6  | false
            FortiOS Fortinet 7.2.7     | Fortinet  | FortiOS        | 7.2.0 | 7.2.6  | false
            Ubuntu 22.04 LTS           | canonical | ubuntu_linux   | 22.04 | 22.04  | true
            Ubuntu 22.04 LTS           | canonical | ubuntu_linux   | 20.04 | 20.04  | false
            macOS Sonoma               | Apple     | macOS          | 14.0  | 14.2   | true
            macOS Ventura              | Apple     | macOS          | 14.0  | 14.2   | false
            openssl >= 3.0, < 3.2      | OpenSSL   | OpenSSL        | 3.1.0 | 3.1.4  | true
            openssl >= 3.0, < 3.2      | OpenSSL   | OpenSSL        | 1.0.0 | 1.0.2  | false
            """)
    void aVersionInTheLineCounts(
            String line, String vendor, String product, String from, String until, boolean matches) {
        List<VersionRange> versions = List.of(new VersionRange(from, "affected", Optional.empty(), Optional.of(until)));
        assertThat(matches(line, vendor, product, versions)).isEqualTo(matches);
    }
}
