package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people make them in their language, and as programs write them of which there is no reader of their own. */
class TablesOfPeopleTest {

    private static final String ROW =
            "%1$sCVE-2024-10001%1$s;%1$sweb-1%1$s;%1$sopenssl%1$s;%1$s3.0.7%1$s;%1$s3.0.13%1$s;%1$shigh%1$s;%1$s9,8%1$s\n";

    private static void isUnderstood(Collected read) {
        assertThat(((Reading.Read) read.only()).format()).isEqualTo("csv");
        assertThat(read.findings).hasSize(1).allSatisfy(one -> {
            assertThat(one.id()).isEqualTo("CVE-2024-10001");
            assertThat(one.asset()).isEqualTo("web-1");
            assertThat(one.component().name()).isEqualTo("openssl");
            assertThat(one.component().version()).isEqualTo("3.0.7");
            assertThat(one.fixed()).isEqualTo("3.0.13");
            assertThat(one.severity()).isEqualTo("high");
            assertThat(one.cvss()).hasValue(9.8);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CVE;Host;Package;Version;Fixed Version;Severity;CVSS",
                "Identifiant CVE;Nom de la machine;Logiciel;Version installée;Version corrigée;Criticité;Score CVSS",
                "Schwachstelle;Rechnername;Paket;Installierte Version;Behoben in;Schweregrad;CVSS-Wert",
                "Vulnerabilidad;Nombre del host;Paquete;Versión instalada;Versión corregida;Severidad;Puntuación CVSS",
                "Vulnerabilità;Nome host;Pacchetto;Versione installata;Versione corretta;Gravità;Punteggio CVSS",
                "Vulnerabilidade;Nome do host;Pacote;Versão;Versão corrigida;Severidade;Pontuação CVSS",
                "Kwetsbaarheid;Machinenaam;Pakket;Versie;Opgelost in;Ernst;CVSS",
                "Podatność;Nazwa hosta;Pakiet;Zainstalowana wersja;Wersja naprawiona;Ważność;Wynik CVSS",
                "Zranitelnost;Počítač;Balíček;Verze;Opravená verze;Závažnost;CVSS",
                "Sårbarhet;Värdnamn;Paket;Installerad version;Åtgärdad version;Allvarlighetsgrad;CVSS poäng",
                "Güvenlik açığı;Sunucu adı;Yazılım;Sürüm;Düzeltilmiş sürüm;Önem derecesi;CVSS puanı",
                "Уязвимость;Имя хоста;Пакет;Версия;Исправленная версия;Критичность;Оценка CVSS",
                "CVE番号;ホスト名;パッケージ名;バージョン;修正バージョン;深刻度;CVSSスコア",
                "漏洞编号;主机名;软件包;版本;修复版本;严重程度;CVSS评分",
                "취약점;호스트명;패키지;버전;수정 버전;심각도;CVSS 점수"
            })
    void headingsOfManyLanguagesAreUnderstood(String headings) {
        isUnderstood(Collected.of(headings + "\n" + ROW.formatted("")));
        isUnderstood(Collected.of(
                headings.replace(';', '\t') + "\n" + ROW.formatted("\"").replace(';', '\t')));
        byte[] wide = ("\ufeff" + headings + "\n" + ROW.formatted("")).getBytes(StandardCharsets.UTF_16LE);
        isUnderstood(Collected.of(wide));
    }

    @Test
    void tablesInEncodingsOfOfficeProgramsAreUnderstood() {
        String table =
                "Identifiant CVE;Hôte;Paquet;Version installée;Version corrigée;Sévérité;CVSS\n" + ROW.formatted("");
        isUnderstood(Collected.of(table.getBytes(Charset.forName("windows-1252"))));
        isUnderstood(Collected.of(table.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
        isUnderstood(Collected.of(table.replace("\n", "\r").getBytes(StandardCharsets.UTF_8)));
        isUnderstood(Collected.of(("sep=;\n" + table).getBytes(StandardCharsets.UTF_8)));
    }

    /** As office programs save a table for the place where they run, between whatever signs. */
    @ParameterizedTest
    @CsvSource({
        "windows-1250, Podatność;Nazwa hosta;Pakiet;Zainstalowana wersja;Wersja naprawiona;Ważność;Wynik CVSS, łódź",
        "windows-1250, Zranitelnost;Počítač;Balíček;Verze;Opravená verze;Závažnost;CVSS, žluťoučký",
        "windows-1251, Уязвимость;Имя хоста;Пакет;Версия;Исправленная версия;Критичность;Оценка CVSS, сервер",
        "windows-1252, Identifiant CVE;Hôte;Paquet;Version installée;Version corrigée;Sévérité;CVSS, forêt",
        "windows-1254, Güvenlik açığı;Sunucu adı;Yazılım;Sürüm;Düzeltilmiş sürüm;Önem derecesi;CVSS puanı, ışık",
        "windows-31j, CVE番号;ホスト名;パッケージ名;バージョン;修正バージョン;深刻度;CVSSスコア, 表示機",
        "GB18030, 漏洞编号;主机名;软件包;版本;修复版本;严重程度;CVSS评分, 服务器",
        "x-windows-949, 취약점;호스트명;패키지;버전;수정 버전;심각도;CVSS 점수, 서버"
    })
    void tablesInOlderEncodingsAreUnderstoodByTheirHeadings(String charset, String headings, String host) {
        for (String sign : List.of(";", "\t", "|")) {
            String table =
                    headings + "\n" + ROW.formatted("") + ROW.formatted("").replace("web-1", host);
            Collected read = Collected.of(table.replace(";", sign).getBytes(Charset.forName(charset)));
            assertThat(((Reading.Read) read.only()).format()).isEqualTo("csv");
            assertThat(read.findings).extracting(Finding::asset).containsExactly("web-1", host);
            assertThat(read.findings).extracting(Finding::severity).doesNotContain("");
        }
    }

    /** Headings as Defender, InsightVM, Prisma Cloud, Wazuh, Checkov and CrowdStrike write them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DeviceName,CveId,SoftwareName,SoftwareVersion,VulnerabilitySeverityLevel | web-1,CVE-2024-10001,openssl,3.0.7,high",
                "Asset IP Address,Asset Names,Vulnerability CVE IDs,Vulnerability Severity Level,Software Name,Software Version |"
                        + " 192.0.2.1,web-1,CVE-2024-10001,high,openssl,3.0.7",
                "Hosts,Layer,CVE ID,Compliance ID,Type,Severity,Packages,Package Version,Description |"
                        + " web-1,,CVE-2024-10001,46,OS,high,openssl,3.0.7,like CVE-2020-9999",
                "agent.name,vulnerability.id,vulnerability.severity,package.name,package.version | web-1,CVE-2024-10001,high,openssl,3.0.7",
                "Package,Version,Hostname,Vulnerability,Severity,Licenses | openssl,3.0.7,web-1,CVE-2024-10001,high,x",
                "Hostname,LocalIP,CVE ID,CVE Description,Severity,Product,Version | web-1,192.0.2.1,CVE-2024-10001,CVE-2020-9999,high,openssl,3.0.7"
            })
    void headingsOfProgramsAreUnderstood(String headings, String row) {
        Collected read = Collected.of(headings + "\n" + row + "\n");
        assertThat(((Reading.Read) read.only()).format()).isEqualTo("csv");
        assertThat(read.findings).hasSize(1).allSatisfy(one -> {
            assertThat(one.id()).isEqualTo("CVE-2024-10001");
            assertThat(one.asset()).isEqualTo("web-1");
            assertThat(one.component().name()).isEqualTo("openssl");
            assertThat(one.component().version()).isEqualTo("3.0.7");
            assertThat(one.severity()).isEqualTo("high");
        });
    }

    @ParameterizedTest
    @CsvSource({"'fixed in 3.0.13, 1.1.1w','3.0.13, 1.1.1w'", "needed,''", "will not fix,''"})
    void aStatusIsNoVersionThatMends(String cell, String fixed) {
        Collected read = Collected.of("CVE ID\tHost\tFix Status\nCVE-2024-10001\tweb-1\t" + cell + "\n");
        assertThat(read.findings).extracting(Finding::fixed).containsExactly(fixed);
    }

    @Test
    void eachHeadingHasOneMeaning() throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Table.class.getResourceAsStream("headings.tsv"), StandardCharsets.UTF_8))) {
            List<String> headings = lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Table.plain(line.substring(line.indexOf('\t') + 1)))
                    .toList();
            assertThat(headings).doesNotHaveDuplicates().doesNotContain("");
        }
    }
}
