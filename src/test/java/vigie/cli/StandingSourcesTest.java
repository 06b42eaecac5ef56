package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.io.Sha256;
import vigie.testing.ServedFolder;

/** A source that answers, and has said nothing new for longer than is usual for it. */
@Timeout(60)
class StandingSourcesTest {

    private static final String KEV = "www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json";
    private static final String NUCLEI = "raw.githubusercontent.com/projectdiscovery/nuclei-templates/main/cves.json";

    @TempDir
    Path home;

    @TempDir
    Path folder;

    /** Every source, what it serves where, with DAY for the day of its newest thing. */
    private static final Map<String, List<String>> SERVED = Map.of(
            "kev",
            List.of(
                    KEV,
                    "{\"dateReleased\":\"DAYT12:00:00.0000Z\",\"count\":1,\"vulnerabilities\":"
                            + "[{\"cveID\":\"CVE-2020-0001\",\"dateAdded\":\"2020-01-01\"}]}"),
            "eukev",
            List.of(
                    "raw.githubusercontent.com/enisaeu/CNW/main/eukev/eukev.json",
                    "[{\"cveID\":\"CVE-2020-0001\",\"dateReported\":\"DAY\"}]"),
            "epss",
            List.of(
                    "epss.empiricalsecurity.com/epss_scores-current.csv.gz",
                    "#model_version:v1,score_date:DAYT00:00:00+0000\ncve,epss,percentile\nCVE-2020-0001,0.1,0.5\n"),
            "exploit-db",
            List.of(
                    "gitlab.com/exploit-database/exploitdb/-/raw/main/files_exploits.csv",
                    "id,date_published,date_added,codes\n1,2019-01-01,2019-01-01,CVE-2019-0001\n2,DAY,DAY,\n"),
            "metasploit",
            List.of(
                    "raw.githubusercontent.com/rapid7/metasploit-framework/master/db/modules_metadata_base.json",
                    "{\"a\":{\"name\":\"a\",\"fullname\":\"exploit/a\",\"references\":[\"CVE-2020-0001\"],"
                            + "\"disclosure_date\":\"2020-01-01\",\"mod_time\":\"DAY 12:00:00 +0000\"}}"),
            "poc-in-github",
            List.of(
                    "github.com/nomi-sec/PoC-in-GitHub/archive/refs/heads/master.zip",
                    "[{\"full_name\":\"a/b\",\"created_at\":\"2020-01-01T00:00:00Z\",\"pushed_at\":\"DAYT00:00:00Z\"}]"),
            "nvd",
            List.of(
                    "nvd.nist.gov/feeds/json/cve/2.0/nvdcve-2.0-modified.json.gz",
                    "{\"timestamp\":\"DAYT10:00:00.000\",\"vulnerabilities\":[{\"cve\":{\"id\":\"CVE-2020-0001\","
                            + "\"published\":\"2020-01-01T10:15:00.000\",\"lastModified\":\"2020-01-02T10:15:00.000\"}}]}"));

    private void serve(String path, String body) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        if (path.endsWith(".gz")) {
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(bytes);
            }
        } else if (path.endsWith(".zip")) {
            try (ZipOutputStream out = new ZipOutputStream(packed)) {
                out.putNextEntry(new ZipEntry("master/2020/CVE-2020-0001.json"));
                out.write(bytes);
            }
        } else {
            packed.write(bytes);
        }
        Files.write(file, packed.toByteArray());
        if (path.endsWith("modified.json.gz")) {
            meta(file, body);
            serve(path.replace("modified", "2020"), body.replaceFirst("\"20\\d\\d-", "\"2020-"));
        } else if (path.contains("nvdcve")) {
            meta(file, body);
        }
    }

    private static void meta(Path file, String body) throws IOException {
        String name = file.getFileName().toString().replace(".json.gz", ".meta");
        Files.writeString(file.resolveSibling(name), "sha256:" + Sha256.hex(body) + "\n");
    }

    private Ran on(ServedFolder served, String day, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--mirror", served.address(), "--today", day));
        all.addAll(List.of(arguments));
        return Ran.on(home, all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "kev, 2026-01-10, 2025-12-31",
        "eukev, 2025-08-30, 2025-07-01",
        "epss, 2026-01-28, 2026-01-26",
        "exploit-db, 2025-12-15, 2025-11-01",
        "metasploit, 2025-12-20, 2025-11-01",
        "poc-in-github, 2026-01-25, 2026-01-20",
        "nvd, 2026-01-28, 2026-01-20"
    })
    void aSourceIsStaleWhenItsNewestThingIsOlderThanItsCadence(String source, String usual, String old)
            throws IOException {
        List<String> file = SERVED.get(source);
        try (ServedFolder served = new ServedFolder(folder)) {
            serve(file.get(0), file.get(1).replace("DAY", usual));
            on(served, "2026-01-30", "sync", source);
            Ran fresh = on(served, "2026-01-30", "status", "--check");
            assertThat(fresh.out()).contains("All sources are fresh. Data as of " + usual);
            assertThat(fresh.status()).isEqualTo(Exit.DONE);

            serve(file.get(0), file.get(1).replace("DAY", old));
            on(served, "2026-01-30", "sync", source);
            Ran stale = on(served, "2026-01-30", "status", "--check");
            assertThat(stale.out()).contains(source + ": answers, but its newest data is of " + old);
            assertThat(stale.status()).isEqualTo(Exit.STALE);
        }
    }

    @Test
    void aFileOfTheFutureIsNotFresh() throws IOException {
        List<String> file = SERVED.get("kev");
        try (ServedFolder served = new ServedFolder(folder)) {
            serve(file.get(0), file.get(1).replace("DAY", "2027-01-01"));
            on(served, "2026-01-30", "sync", "kev");
            Ran check = on(served, "2026-01-30", "status", "--check");
            assertThat(check.out()).contains("kev: answers with data of 2027-01-01, which is in the future");
            assertThat(check.status()).isEqualTo(Exit.STALE);
        }
    }

    @Test
    void oneRecordOfTheFutureDoesNotMakeAnOldFileFresh() throws IOException {
        List<String> file = SERVED.get("exploit-db");
        try (ServedFolder served = new ServedFolder(folder)) {
            String body = file.get(1).replace("DAY", "2025-10-01") + "3,2026-08-01,2026-08-01,CVE-2020-0003\n";
            serve(file.get(0), body);
            on(served, "2026-01-30", "sync", "exploit-db");
            assertThat(on(served, "2026-01-30", "status", "--check").out()).contains("newest data is of 2025-10-01");
        }
    }

    @Test
    void aListWithoutDatesIsAsOldAsItsLastChange() throws IOException {
        try (ServedFolder served = new ServedFolder(folder)) {
            serve(NUCLEI, "{\"ID\":\"CVE-2020-0001\",\"file_path\":\"a.yaml\"}\n");
            on(served, "2026-01-01", "sync", "nuclei");
            // Other bytes, which say nothing new.
            serve(NUCLEI, "{\"ID\":\"CVE-2020-0001\", \"file_path\":\"a.yaml\"}\n");
            on(served, "2026-02-10", "sync", "nuclei");
            assertThat(on(served, "2026-02-10", "status", "--check").out()).contains("newest data is of 2026-01-01");
            serve(NUCLEI, "{\"ID\":\"CVE-2020-0002\",\"file_path\":\"b.yaml\"}\n");
            on(served, "2026-02-11", "sync", "nuclei");
            assertThat(on(served, "2026-02-11", "status", "--check").status()).isEqualTo(Exit.DONE);
        }
    }

    @Test
    void aHostThatHasNothingIsNotUpToDate() throws IOException {
        try (ServedFolder served = new ServedFolder(folder)) {
            for (String source :
                    List.of("nvd", "epss", "kev", "eukev", "cvelist", "certfr", "exploit-db", "metasploit", "nuclei")) {
                Ran ran = on(served, "2026-01-30", "sync", source);
                assertThat(ran.status()).as(source).isNotEqualTo(Exit.DONE);
                assertThat(ran.err()).as(source).contains("HTTP 404").doesNotContain("up to date");
            }
        }
    }

    @Test
    void nvdWithoutTheFeedOfAnyYearIsNotUpToDate() throws IOException {
        List<String> file = SERVED.get("nvd");
        try (ServedFolder served = new ServedFolder(folder)) {
            serve(file.get(0), file.get(1).replace("DAY", "2026-01-29"));
            Files.delete(folder.resolve(file.get(0)).resolveSibling("nvdcve-2.0-2020.meta"));
            for (String day : List.of("2026-01-29", "2026-01-30")) {
                Ran ran = on(served, day, "sync", "nvd");
                assertThat(ran.status()).as(day).isEqualTo(Exit.PARTIAL);
                assertThat(ran.err()).as(day).contains("the host has no feed of any year");
            }
        }
    }

    @Test
    void aHomeInWhichNothingWasFetchedIsStale() throws IOException {
        try (ServedFolder served = new ServedFolder(folder)) {
            serve(KEV, "not a catalogue");
            on(served, "2026-01-30", "sync", "kev");
            Ran check = on(served, "2026-01-30", "status", "--check");
            assertThat(check.status()).isEqualTo(Exit.STALE);
            assertThat(check.out().lines()).containsExactly("kev: never read without a failure; run 'vigie sync'.");
        }
    }
}
