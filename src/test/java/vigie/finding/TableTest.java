package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.finding.format.Formats;

/** Tables and lists that are broken, hostile or large. */
@Timeout(60)
class TableTest {

    private static List<String> ids(String text) {
        return Collected.of(text).findings.stream()
                .map(finding -> String.join(" ", finding.ids()))
                .toList();
    }

    private static List<String> faults(String text) {
        return Collected.of(text).only().faults().stream()
                .map(fault -> fault.position() + ": " + fault.reason())
                .toList();
    }

    @Test
    void aQuoteThatNobodyClosesCostsItsRowOnly() {
        StringBuilder table = new StringBuilder("host,cve,note\na,CVE-2024-10001,\"not closed\n");
        for (int i = 2; i < 30_000; i++) {
            table.append("b,CVE-2024-").append(10_000 + i).append(",\"closed\"\n");
        }
        assertThat(ids(table.toString())).hasSize(29_998);
        assertThat(faults(table.toString())).containsExactly("2: a quote is not closed");
        assertThat(faults("host,cve,note\na,CVE-2024-10001,x\nb,CVE-2024-10002,\"cut here"))
                .containsExactly("3: a quote is not closed");
    }

    @Test
    void quotesThatWereNotDoubledAreCharacters() {
        String table =
                "host,cve,note\na,CVE-2024-10001,5\" disk\nb,CVE-2024-10002,\"He said \"no\" twice\"\n\"c\" ,\"CVE-2024-10003\" ,x\n";
        assertThat(ids(table)).containsExactly("CVE-2024-10001", "CVE-2024-10002", "CVE-2024-10003");
        assertThat(Collected.of(table).findings.get(2).asset()).isEqualTo("c");
    }

    @Test
    void manyIdentifiersInACellAreOneFindingWithARowEach() {
        Collected read = Collected.of("host;cve\na;CVE-2024-10001,CVE-2024-10002 / cve_2024_10003\n");
        assertThat(read.findings).hasSize(1);
        assertThat(read.only().counts().rows()).isEqualTo(3);
    }

    @Test
    void whatIsNoneBesideAnIdentifierIsNamedToo() {
        Collected read = Collected.of("host,cve\na,\"CVE-2024-10001, CVE-2024-12\"\n");
        assertThat(read.findings).hasSize(1);
        assertThat(read.only().counts().refused()).isEqualTo(1);
        assertThat(read.only().counts().entries()).isEqualTo(2);
    }

    @Test
    void aTableOfFindingsWithoutAColumnOfIdentifiersNamesNone() {
        String table = "Title;Severity;Description;Solution\nx;High;like CVE-2024-10001;none\ny;Low;;\n";
        Collected read = Collected.of(table);
        assertThat(read.findings).isEmpty();
        assertThat(read.only()).isInstanceOf(Reading.Read.class);
        assertThat(read.only().counts().others()).isEqualTo(2);
    }

    @Test
    void whatIsNoIdentifierIsNamedWithItsLine() {
        assertThat(faults("host,cve\na,CVE-2024-12\nb,CVE-2024-10001\n"))
                .containsExactly("2: not an identifier of a vulnerability: CVE-2024-12");
        assertThat(faults("CVE-2024-10001\n\nCVE-2024-1O01\n"))
                .containsExactly("3: not an identifier of a vulnerability: CVE-2024-1O01");
    }

    /** Seen in tables of Sysdig: cells are missing, so that others stand under wrong headings. */
    @Test
    void aRowWhoseCellsAreShiftedIsRefused() {
        String table = "Vulnerability ID,Severity,Package name,Package version,Vuln link\n"
                + "High,runc,v1.1.0,golang,https://example.org/CVE-2022-29162\n"
                + "CVE-2022-29162,High,runc,v1.1.0,\n,High,runc,v1.1.0,\n";
        assertThat(faults(table)).containsExactly("2: not an identifier of a vulnerability: High");
        assertThat(ids(table)).containsExactly("CVE-2022-29162");
        assertThat(Collected.of(table).only().counts().others()).isEqualTo(1);
    }

    @Test
    void aColumnThatOnlyMentionsIdentifiersIsNotTheirColumn() {
        assertThat(ids("host,description,vulnerability\na,worse than the one known as CVE-2020-9999,CVE-2024-10001\n"))
                .containsExactly("CVE-2024-10001");
        assertThat(
                        ids(
                                "host,note,reference\na,it is like the one of CVE-2020-9999,CVE-2024-10001\nb,,CVE-2024-10002\n"))
                .containsExactly("CVE-2024-10001", "CVE-2024-10002");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,;", "UTF-8,TAB", "UTF-16LE,;", "UTF-16BE,TAB", "ISO-8859-1,;", "windows-1252,|"})
    void encodingAndSeparatorAreFoundOut(String charset, String sign) {
        String separator = sign.equals("TAB") ? "\t" : sign;
        String text = String.join(separator, "Hôte", "Identifiant CVE", "Gravité") + "\r\n"
                + String.join(separator, "zoé", "CVE-2024-10001", "élevée") + "\r\n";
        for (String marked : charset.startsWith("UTF") ? List.of(text, "\ufeff" + text) : List.of(text)) {
            Collected read = Collected.of(marked.getBytes(java.nio.charset.Charset.forName(charset)));
            assertThat(read.findings)
                    .extracting(Finding::asset, Finding::severity)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("zoé", "élevée"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><head><title>Sign in</title></head><body>CVE-2024-10001</body></html>",
                "<html><body><p>CVE-2024-10001<br></body></html>",
                "{\"message\": \"CVE-2024-10001\"}",
                "no identifier, in a sentence\nand none here\n",
                "host,severity\na,high\n",
                "PNG\u0000\u0001CVE-2024-10001"
            })
    void whatIsNoReportIsRefused(String text) {
        assertThat(Collected.of(text).only()).isInstanceOf(Reading.Refused.class);
        assertThat(Collected.of(text).findings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<!DOCTYPE html><html><body>CVE-2024-10001", "\n<HTML lang=\"en\"><body>", "<!doctype HTML>"})
    void aWebPageIsNamedSo(String text) {
        assertThat(faults(text)).containsExactly(": a web page and not a report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "\ufeff"})
    void anEmptyFileIsNamedSo(String text) {
        assertThat(faults(text)).containsExactly(": the file is empty");
    }

    @Test
    void aTableThatIsCutInItsPackingIsRefused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("host,cve\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 50_000; i++) {
                gzip.write(("h" + i * 7919 % 100_003 + ",CVE-2024-" + (10_000 + i) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        Collected read = Collected.of(Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        assertThat(read.only()).isInstanceOf(Reading.Refused.class);
        assertThat(read.only().faults()).extracting(Fault::reason).contains("the file ends too early");
        assertThat(read.findings).isNotEmpty();
    }

    @Test
    void aLineWithoutEndIsRefusedInATableAndReadInAList() {
        String filling = "x".repeat(3 << 20);
        assertThat(faults("host,cve\n" + filling + ",CVE-2024-10001\na,CVE-2024-10002\n"))
                .containsExactly("2: a line is too long");
        String list = "CVE-2024-10001 ".repeat(200_000) + "CVE-2024-10002";
        assertThat(ids(list)).containsExactly("CVE-2024-10001", "CVE-2024-10002");
    }

    @Test
    void aPieceOfALongLineNeverCutsAnIdentifier() throws IOException {
        for (int shift = 0; shift < 30; shift++) {
            String list = "y".repeat(10 + shift) + " " + "CVE-2024-10001 ".repeat(TextLines.LONGEST / 15 + 3)
                    + "\nCVE-2024-10002";
            assertThat(ids(list)).containsExactly("CVE-2024-10001", "CVE-2024-10002");
        }
    }

    @Test
    void linesEndAsOnAnySystem() throws IOException {
        List<String> read = new ArrayList<>();
        try (TextLines lines = new TextLines(new java.io.StringReader("a\r\nb\rc\n\nd"))) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                read.add(line.get().number() + line.get().text());
            }
        }
        assertThat(read).containsExactly("1a", "2b", "3c", "4", "5d");
    }

    /** The rows come from nowhere and go nowhere: nothing of them may stay. */
    @Test
    void aLongTableTakesNoMoreMemoryThanAShortOne() {
        byte[] row = "web-1.example.org,CVE-2024-10001,high,\"made, for this\"\n"
                .repeat(1000)
                .getBytes(StandardCharsets.UTF_8);
        byte[] head = "host,cve,severity,note\n".getBytes(StandardCharsets.UTF_8);
        InputStream in = new InputStream() {
            private long left = 1000;
            private byte[] now = head;
            private int at;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (at == now.length) {
                    now = row;
                    at = 0;
                    if (left-- == 0) {
                        return -1;
                    }
                }
                int count = Math.min(length, now.length - at);
                System.arraycopy(now, at, into, from, count);
                at += count;
                return count;
            }
        };
        long[] found = {0, 0};
        // Other tests have left something in this process.
        long before = MemoryNow.used();
        Formats.reader()
                .read(
                        "-",
                        in,
                        finding -> {
                            if (++found[0] % 250_000 == 0) {
                                found[1] = Math.max(found[1], MemoryNow.used() - before);
                            }
                        },
                        reading -> assertThat(reading).isInstanceOf(Reading.Read.class));
        assertThat(found[0]).isEqualTo(1_000_000);
        assertThat(found[1]).isLessThan(50L << 20);
    }
}
