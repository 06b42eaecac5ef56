package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

@Timeout(60)
class FindingReaderTest {

    private static final String REPORT =
            "{\"SchemaVersion\":2,\"ArtifactName\":\"web\",\"Results\":[{\"Target\":\"web\","
                    + "\"Vulnerabilities\":[{\"VulnerabilityID\":\"CVE-2021-44228\",\"PkgName\":\"log4j-core\"}]}]}";

    @TempDir
    Path folder;

    private interface Packer {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] content, Packer packer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer.around(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static Packer packer(String name) {
        return switch (name) {
            case "gz" -> GZIPOutputStream::new;
            case "xz" -> out -> new XZOutputStream(out, new LZMA2Options());
            case "zst" -> ZstdOutputStream::new;
            default ->
                out -> {
                    ZipOutputStream zip = new ZipOutputStream(out);
                    zip.putNextEntry(new ZipEntry("deep/report.txt"));
                    return zip;
                };
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "zst", "zip"})
    void aPackedReportIsReadWhateverItsNameIs(String packing) throws IOException {
        byte[] packed = packed(bytes(REPORT), packer(packing));
        Path file = Files.write(folder.resolve("report.pdf"), packed);
        assertThat(Collected.of(file).open()).extracting(Finding::id).containsExactly("CVE-2021-44228");
        assertThat(Collected.of(packed).open()).extracting(Finding::id).containsExactly("CVE-2021-44228");
        byte[] twice = packed(packed, packer("gz"));
        assertThat(Collected.of(twice).open()).extracting(Finding::id).containsExactly("CVE-2021-44228");
    }

    @Test
    void aMemberOfAnArchiveIsNamedWithIt() throws IOException {
        Path file = Files.write(folder.resolve("a.zip"), packed(bytes(REPORT), packer("zip")));
        assertThat(Collected.of(file).only().file()).isEqualTo(file + "!/deep/report.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aReportIsReadInTheEncodingThatItHas(String charset) throws IOException {
        byte[] marked = ("\ufeff" + REPORT).getBytes(charset);
        assertThat(Collected.of(marked).open()).hasSize(1);
    }

    @Test
    void aFolderIsReadInTheOrderOfNamesWithoutWhatIsHidden() throws IOException {
        Files.createDirectories(folder.resolve("b"));
        Files.createDirectories(folder.resolve(".git"));
        for (String name : List.of("b/2.json", "a.json", ".git/x.json")) {
            Files.writeString(folder.resolve(name), REPORT);
        }
        Files.writeString(folder.resolve("c.bin"), "\0\1\2");
        Collected all = Collected.of(folder);
        assertThat(all.readings.stream()
                        .map(one -> folder.relativize(Path.of(one.file())).toString()))
                .containsExactly("a.json", "b/2.json", "c.bin");
        assertThat(all.open()).hasSize(2);
        assertThat(all.readings.get(2)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void whatStandsBeforeAFaultIsReadAndTheFaultIsNamed() {
        Collected cut = Collected.of(REPORT.substring(0, REPORT.length() - 3));
        assertThat(cut.open()).hasSize(1);
        assertThat(cut.only()).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
            assertThat(refused.format()).isEqualTo("trivy");
            assertThat(refused.fault().reason()).isEqualTo("the file ends too early");
            assertThat(refused.fault().position().line()).isEqualTo(1);
        });
    }

    @Test
    void anEntryOfAWrongTypeIsRefusedAndTheRestIsRead() {
        Collected read = Collected.of(REPORT.replace("[{\"VulnerabilityID", "[17,{\"VulnerabilityID"));
        assertThat(read.open()).hasSize(1);
        assertThat(read.only().counts().refused()).isEqualTo(1);
        assertThat(read.only().counts().entries()).isEqualTo(2);
        assertThat(read.only().faults()).extracting(Fault::reason).containsExactly("not an object, but a number");
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        String deep = "{\"SchemaVersion\":2,\"ArtifactName\":\"\",\"Results\":" + "[".repeat(1_000_000);
        assertThat(Collected.of(deep).only())
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.fault().reason()).startsWith("too deep or too long"));
        String objects = "{\"SchemaVersion\":2,\"ArtifactName\":\"\",\"Results\":" + "{\"a\":".repeat(1_000_000);
        assertThat(Collected.of(objects).only()).isInstanceOf(Reading.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "zst", "zip"})
    void aPackedFileThatGrowsWithoutEndIsRefused(String packing) throws IOException {
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        byte[] bomb = packed(bytes(REPORT.substring(0, 40)), out -> {
            OutputStream packer = packer(packing).around(out);
            packer.write(bytes(REPORT.substring(0, 40)));
            for (int i = 0; i < 100; i++) {
                packer.write(blanks);
            }
            return packer;
        });
        assertThat(bomb.length).isLessThan(300_000);
        assertThat(Collected.of(bomb).only())
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.fault().reason())
                                .isEqualTo("more than 250 times its size comes out of the packed file"));
    }

    /** However long the file says that it is: a kilobyte of this gives a megabyte, without end. */
    @Test
    void aLongPackedFileThatGrowsIsRefusedAtItsBeginning() throws IOException {
        byte[] member = packed(new byte[1 << 20], packer("gz"));
        long[] taken = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return member[(int) (taken[0]++ % member.length)] & 0xff;
            }

            @Override
            public int available() {
                return member.length;
            }
        };
        assertThatThrownBy(() -> Unpacking.open(Unpacking.Packing.GZIP, endless, Long.MAX_VALUE)
                        .transferTo(OutputStream.nullOutputStream()))
                .isInstanceOf(MalformedReportException.class)
                .hasMessageContaining("250 times");
        assertThat(taken[0]).isLessThan(1 << 20);
    }

    @Test
    void packingsWithinPackingsEndSomewhere() throws IOException {
        byte[] packed = bytes(REPORT);
        for (int i = 0; i < 5; i++) {
            packed = packed(packed, packer("zip"));
        }
        assertThat(Collected.of(packed).readings)
                .allSatisfy(one ->
                        assertThat(one.faults()).extracting(Fault::reason).containsExactly("packed too many times"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "\ufeff"})
    void anEmptyFileIsNamed(String text) {
        assertThat(Collected.of(text).only().faults()).extracting(Fault::reason).containsExactly("the file is empty");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(Collected.of(folder.resolve("none")).only().faults())
                .extracting(Fault::reason)
                .containsExactly("there is no such file");
    }
}
