package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.finding.format.Formats;

/** Hostile and broken XML, with Nessus' as an example. */
@Timeout(60)
class XmlWalkTest {

    private static final String ITEM =
            "<ReportItem port=\"0\" severity=\"2\" pluginName=\"made\"><cve>CVE-2024-10001</cve>%s</ReportItem>\n";

    @TempDir
    Path folder;

    private static String report(String before, String more) {
        return before + "<NessusClientData_v2><Report name=\"made\"><ReportHost name=\"web\">" + ITEM.formatted(more)
                + "</ReportHost></Report></NessusClientData_v2>";
    }

    private static Reading read(String text) {
        return Collected.of(text).only();
    }

    private static Fault refusal(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).fault();
    }

    @Test
    void entitiesOfFilesAndHostsAreNeverRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "CVE-2020-9999");
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String host = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            for (String type : List.of(
                    "<!DOCTYPE r SYSTEM \"" + host + "r.dtd\">",
                    "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
                    "<!DOCTYPE r [<!ENTITY % x SYSTEM \"" + host + "x.dtd\"> %x;]>",
                    "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + host + "x\">]>")) {
                Collected read = Collected.of(report(type, "<cve>&x;</cve>"));
                assertThat(read.findings).isEmpty();
                assertThat(refusal(read.only()).reason()).startsWith("broken XML: ");
                Collected without = Collected.of(report(type, ""));
                assertThat(without.findings).extracting(Finding::ids).containsExactly(List.of("CVE-2024-10001"));
            }
            String included =
                    report("", "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + host + "\"/>");
            assertThat(Collected.of(included).findings).hasSize(1);
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Timeout(1)
    void entitiesThatGrowAreRefused() {
        StringBuilder type = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 60; i++) {
            type.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
        }
        refusal(read(report(type + "]>", "<cve>&a59;</cve>")));
        refusal(read(report(type + "]>", "").replace("name=\"web\"", "name=\"&a59;\"")));
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 100_000})
    void elementsWithinElementsAreFollowedToALimit(int depth) {
        String deep = "<a>".repeat(depth - 4) + "</a>".repeat(depth - 4);
        Reading read = read(report("", deep));
        if (depth < 200) {
            assertThat(read.faults()).isEmpty();
        } else {
            assertThat(refusal(read).reason()).isEqualTo("more than 200 elements within each other");
        }
    }

    @Test
    void aFileThatIsCutIsRefusedAndWhatCameBeforeStays() throws IOException {
        String whole = report("", "");
        String cut = whole.substring(0, whole.indexOf("</ReportHost>"));
        Collected read = Collected.of(cut);
        assertThat(read.findings).hasSize(1);
        assertThat(refusal(read.only()).reason()).isEqualTo("the file ends too early");
        assertThat(refusal(read.only()).position().line()).isEqualTo(2);

        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 20_000; i++) {
                gzip.write(whole.replace("10001", Integer.toString(10_000 + i * 7919 % 80_000))
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        refusal(Collected.of(half).only());
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE,UTF-16",
        "UTF-16BE,UTF-16",
        "ISO-8859-1,ISO-8859-1",
        "windows-1252,windows-1252",
        "UTF-8,UTF-8"
    })
    void theEncodingIsFoundOut(String charset, String declared) {
        String text = report("<?xml version=\"1.0\" encoding=\"" + declared + "\"?>", "")
                .replace("\"web\"", "\"zürich-é\"");
        String marked = charset.startsWith("UTF-") ? "\ufeff" + text : text;
        Collected read = Collected.of(marked.getBytes(Charset.forName(charset)));
        assertThat(read.findings).extracting(Finding::asset).containsExactly("zürich-é");
    }

    @Test
    void whatProgramsWriteWithoutCareIsRead() {
        assertThat(Collected.of(report("\n \n<?xml version=\"1.0\"?>", "")).findings)
                .hasSize(1);
        assertThat(Collected.of(report("", "<plugin_output>\u0000\u001b[0m\uffff</plugin_output>")).findings)
                .hasSize(1);
        byte[] latin = report("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "")
                .replace("made", "é")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Collected.of(latin).findings).hasSize(1);
        assertThat(Collected.of(report("<?xml version=\"1.0\" encoding=\"no-such\"?>", "")).findings)
                .hasSize(1);
    }

    @Test
    void anEntryOfManyLongTextsIsRefusedInLittleMemory() {
        String texts = ("<cve>" + "x".repeat(1 << 20) + "</cve>").repeat(24);
        assertThat(refusal(read(report("", texts))).reason()).isEqualTo("an entry is too large");
        String attributes = ("<cve a=\"" + "x".repeat(1 << 20) + "\"/>").repeat(24);
        assertThat(refusal(read(report("", attributes))).reason()).isEqualTo("an entry is too large");
        String json = "{\"template-id\":\"a\",\"info\":{\"name\":\"b\",\"classification\":{\"cve-id\":["
                + ("\"" + "x".repeat(1 << 20) + "\",").repeat(40) + "\"CVE-2024-10001\"]}}}";
        assertThat(refusal(read(json)).reason()).contains("an entry is too large");
    }

    @Test
    void oneTextWithoutEndIsRefusedInLittleMemory() {
        for (String[] around :
                new String[][] {{"<x y=\"", "\"/>"}, {"<!--", "-->"}, {"<x><![CDATA[", "]]></x>"}, {"<", "/>"}}) {
            String whole = report("", "HERE");
            int at = whole.indexOf("HERE");
            InputStream in =
                    together(whole.substring(0, at) + around[0], 32 << 20, around[1] + whole.substring(at + 4));
            Collected all = new Collected();
            Formats.reader().read("-", in, all, all.readings::add);
            refusal(all.only());
        }
    }

    /** The finding of each host is handed on while the next is read. */
    @Test
    void aLongReportTakesNoMoreMemoryThanAShortOne() throws IOException {
        String whole = report("", "<plugin_output>" + "made ".repeat(200) + "</plugin_output>");
        int host = whole.indexOf("<ReportHost");
        int end = whole.indexOf("</Report>");
        byte[] one = whole.substring(host, end).getBytes(StandardCharsets.UTF_8);
        int times = 60_000;
        Enumeration<InputStream> parts = new Enumeration<>() {
            private int given;

            @Override
            public boolean hasMoreElements() {
                return given < times + 2;
            }

            @Override
            public InputStream nextElement() {
                given++;
                String text = given == 1 ? whole.substring(0, host) : given == times + 2 ? whole.substring(end) : "";
                return new java.io.ByteArrayInputStream(text.isEmpty() ? one : text.getBytes(StandardCharsets.UTF_8));
            }
        };
        long[] found = {0, 0};
        // Other tests have left something in this process.
        long before = MemoryNow.used();
        Formats.reader()
                .read(
                        "-",
                        new SequenceInputStream(parts),
                        finding -> {
                            if (++found[0] % 20_000 == 0) {
                                found[1] = Math.max(found[1], MemoryNow.used() - before);
                            }
                        },
                        reading -> assertThat(reading).isInstanceOf(Reading.Read.class));
        assertThat(found[0]).isEqualTo(times);
        assertThat(found[1]).isLessThan(50L << 20);
    }

    private static InputStream together(String before, long fill, String after) {
        InputStream filling = new InputStream() {
            private long left = fill;

            @Override
            public int read() {
                return left-- > 0 ? 'a' : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                int count = (int) Math.min(left, length);
                Arrays.fill(into, from, from + count, (byte) 'a');
                left -= count;
                return count;
            }
        };
        return new SequenceInputStream(Collections.enumeration(List.of(
                new java.io.ByteArrayInputStream(before.getBytes(StandardCharsets.UTF_8)),
                filling,
                new java.io.ByteArrayInputStream(after.getBytes(StandardCharsets.UTF_8)))));
    }
}
