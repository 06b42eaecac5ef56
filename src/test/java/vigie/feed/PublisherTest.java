package vigie.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.feed.Feeding.ALL;
import static vigie.feed.Feeding.FIRST;
import static vigie.feed.Feeding.LATER;
import static vigie.feed.Feeding.NEXT_DAY;
import static vigie.feed.Feeding.ONE;
import static vigie.feed.Feeding.THREE;
import static vigie.feed.Feeding.TWO;
import static vigie.feed.Feeding.content;
import static vigie.feed.Feeding.files;
import static vigie.feed.Feeding.json;
import static vigie.feed.Feeding.unpacked;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vigie.fetch.Format;
import vigie.io.Sha256;
import vigie.model.Observation;
import vigie.source.Epss;
import vigie.source.Feed;

class PublisherTest {

    private static final String PATH = "2024/3xxx/CVE-2024-3400.json";

    @TempDir
    private Path folder;

    private final Feeding feeding = new Feeding();

    @AfterEach
    void close() {
        feeding.close();
    }

    private Path dir() {
        return folder.resolve("feed");
    }

    private static List<String> keys(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    @Test
    void everyFileIsWhereReadersLookForIt() {
        feeding.run(FIRST, 1, ALL);
        Published published = feeding.publish(dir());
        assertThat(files(dir()).keySet())
                .containsExactly(
                        "2024/0xxx/CVE-2024-0001.json",
                        PATH,
                        "2024/SHA256SUMS",
                        "2025/12xxx/CVE-2025-12345.json",
                        "2025/SHA256SUMS",
                        "CVE-2024.json",
                        "CVE-2024.json.gz",
                        "CVE-2025.json",
                        "CVE-2025.json.gz",
                        "README.md",
                        "changes.jsonl.gz",
                        "manifest.json",
                        "model/test-model.card.json",
                        "model/test-model.json",
                        "modified.json",
                        "schema.json",
                        "scores.csv.gz",
                        "scores.jsonl.gz");
        assertThat(published.cves()).isEqualTo(3);
        assertThat(published.changed()).isEqualTo(3);
        assertThat(published.files()).isEqualTo(18);
    }

    @Test
    void theFileOfACveBeginsWithTheKeysOfThePrExploitFeed() throws IOException {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        String text = Files.readString(dir().resolve(PATH));
        assertThat(text).matches("(?s)\\{\"score\": \\d[.0-9]*, \"explanations\": \\{\"[CNT]:.*");
        JsonNode score = json(dir().resolve(PATH));
        assertThat(keys(score))
                .containsExactly(
                        "score",
                        "explanations",
                        "update_datetime",
                        "percentile",
                        "band",
                        "known_exploited",
                        "model",
                        "bias",
                        "rest",
                        "lowest",
                        "highest");
        assertThat(score.get("update_datetime").asString()).isEqualTo("2026-01-30T12:00:00.500000");
        assertThat(score.get("explanations").size()).isEqualTo(20);
    }

    @Test
    void whatIsPublishedAddsUpToTheScore() {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        JsonNode score = json(dir().resolve(PATH));
        double margin = score.get("bias").asDouble() + score.get("rest").asDouble();
        for (JsonNode one : score.get("explanations")) {
            margin += one.asDouble();
        }
        double probability = 1 / (1 + Math.exp(-margin));
        assertThat(score.get("score").asDouble())
                .isCloseTo(probability, org.assertj.core.data.Percentage.withPercentage(0.6));
    }

    @Test
    void theFilesOfAYearHoldTheSameObjectsKeyedById() throws IOException {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        JsonNode year = json(dir().resolve("CVE-2024.json"));
        assertThat(keys(year)).containsExactly(ONE, TWO);
        assertThat(year.get(TWO)).isEqualTo(json(dir().resolve(PATH)));
        assertThat(unpacked(dir().resolve("CVE-2024.json.gz")))
                .isEqualTo(Files.readString(dir().resolve("CVE-2024.json")));
    }

    @Test
    void theScoresAreReadByAReaderOfEpss() throws IOException {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        byte[] csv = Files.readAllBytes(dir().resolve("scores.csv.gz"));
        List<Observation> read = new ArrayList<>();
        new Epss(List.of())
                .read(Feed.of("current", "https://x/", Format.GZIP), new ByteArrayInputStream(csv), read::add);
        assertThat(read.get(0)).isEqualTo(new Observation.EpssDay(LocalDate.of(2026, 1, 30), "test-model"));
        assertThat(read.stream()
                        .filter(Observation.EpssSeen.class::isInstance)
                        .map(seen -> ((Observation.EpssSeen) seen).score().cve().toString()))
                .isEqualTo(ALL);
        assertThat(unpacked(dir().resolve("scores.jsonl.gz")).lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("{\"cve\": \"CVE-2024-0001\", \"score\": ");
    }

    @Test
    void theManifestAndTheListsItNamesCoverEveryFile() throws IOException {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        List<String> covered = new ArrayList<>(List.of(Manifest.NAME));
        JsonNode files = json(dir().resolve(Manifest.NAME)).get("files");
        for (String name : files.propertyNames()) {
            byte[] bytes = Files.readAllBytes(dir().resolve(name));
            assertThat(files.get(name).get("sha256").asString()).isEqualTo(Sha256.hex(bytes));
            assertThat(files.get(name).get("size").asLong()).isEqualTo(bytes.length);
            covered.add(name);
            if (name.endsWith("/SHA256SUMS")) {
                String year = name.substring(0, 5);
                for (String line : Files.readAllLines(dir().resolve(name))) {
                    String[] sum = line.split(" {2}");
                    assertThat(sum[0]).isEqualTo(Sha256.hex(Files.readAllBytes(dir().resolve(year + sum[1]))));
                    covered.add(year + sum[1]);
                }
            }
        }
        assertThat(covered).containsExactlyInAnyOrderElementsOf(files(dir()).keySet());
    }

    /** As after a power cut where nothing was forced to the disk, and as somebody may do by hand. */
    @Test
    void damagedFilesAreRepairedByTheNextPublication() throws IOException {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        Map<String, String> sound = files(dir());
        for (String name : sound.keySet()) {
            Path file = dir().resolve(name);
            String text = sound.get(name);
            Files.write(file, new byte[0]);
            feeding.publish(dir());
            assertThat(content(dir())).as("%s emptied", name).isEqualTo(content(sound));
            Files.delete(file);
            feeding.publish(dir());
            assertThat(content(dir())).as("%s deleted", name).isEqualTo(content(sound));
            String other = name.equals(Manifest.NAME) ? text.replace("CVE-", "CVF-") : text.replace('1', '3');
            Files.write(file, other.getBytes(StandardCharsets.ISO_8859_1));
            feeding.publish(dir());
            assertThat(content(dir())).as("%s altered", name).isEqualTo(content(sound));
        }
    }

    @Test
    void damagedFilesAreRepairedWhenOtherScoresChange() throws IOException {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        Files.write(dir().resolve(PATH), new byte[0]);
        feeding.run(NEXT_DAY, 2, List.of(THREE));
        feeding.publish(dir());
        feeding.publish(folder.resolve("anew"));
        assertThat(content(dir())).isEqualTo(content(folder.resolve("anew")));
    }

    @Test
    void withNothingNewNothingIsWritten() {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        assertThat(feeding.publish(dir()).files()).isZero();
    }

    @Test
    void aChangeOfOneCveRewritesItsFilesAndThoseThatTellOfAll() {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        feeding.run(NEXT_DAY, 2, List.of(TWO));
        List<String> written = java.util.Collections.synchronizedList(new ArrayList<>());
        Published published = feeding.publish(dir(), Optional.empty(), written::add);
        assertThat(published.changed()).isEqualTo(1);
        assertThat(new java.util.TreeSet<>(written))
                .containsExactly(
                        PATH,
                        "2024/SHA256SUMS",
                        "CVE-2024.json",
                        "CVE-2024.json.gz",
                        "changes.jsonl.gz",
                        "manifest.json",
                        "modified.json",
                        "scores.csv.gz",
                        "scores.jsonl.gz");
        assertThat(written).last().isEqualTo(Manifest.NAME);
    }

    @Test
    void theChangesOfThirtyDaysAreTheOldestFirstAndStayAsTheyAreWhileNothingHappens() {
        feeding.run(FIRST, 1, ALL);
        feeding.changed("2025-12-30", ONE);
        feeding.changed("2025-12-31", TWO);
        feeding.changed("2026-01-30", THREE);
        feeding.publish(dir());
        String packed = files(dir()).get("changes.jsonl.gz");
        assertThat(unpacked(dir().resolve("changes.jsonl.gz")).lines())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("{\"id\":3,\"at\":\"2025-12-31T00:00:00Z\",\"kind\":\"kev_added\",\"cve\":\"" + TWO + "\",")
                .endsWith("\"old\":null,\"new\":\"2025-12-31\",\"source\":\"kev\",\"day\":\"2025-12-31\"}");
        feeding.publish(dir());
        assertThat(files(dir()).get("changes.jsonl.gz")).isEqualTo(packed);
        feeding.changed("2026-01-31", "CVE-2026-0001");
        feeding.publish(dir());
        assertThat(unpacked(dir().resolve("changes.jsonl.gz")).lines())
                .as("the day of the newest event moves the first one")
                .hasSize(4);
    }

    @Test
    void modifiedTellsTheChangesOfEightDays() {
        feeding.run(FIRST, 1, ALL);
        feeding.run(LATER, 2, List.of(TWO));
        feeding.publish(dir());
        assertThat(keys(json(dir().resolve("modified.json")))).containsExactly(TWO);
        assertThat(json(dir().resolve(Manifest.NAME)).get("modified_since").asString())
                .isEqualTo("2026-02-20T12:00:01.000000");
    }

    @Test
    void aCveThatLeftIsGoneAndHasATombstone() {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        feeding.run(NEXT_DAY, 1, List.of(), TWO);
        Published published = feeding.publish(dir());
        assertThat(published.removed()).isEqualTo(1);
        assertThat(dir().resolve("2024/3xxx")).doesNotExist();
        assertThat(keys(json(dir().resolve("CVE-2024.json")))).containsExactly(ONE);
        assertThat(json(dir().resolve("modified.json")).get(TWO).toString())
                .isEqualTo("{\"score\":null,\"rejected\":\"2026-01-31\","
                        + "\"update_datetime\":\"2026-01-31T12:00:00.000000\"}");
        assertThat(unpacked(dir().resolve("scores.csv.gz"))).doesNotContain(TWO);
    }

    @Test
    void aYearWithoutCvesLeavesWithItsFiles() {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        feeding.run(NEXT_DAY, 1, List.of(), THREE);
        feeding.publish(dir());
        assertThat(files(dir()).keySet()).noneMatch(name -> name.contains("2025"));
        assertThat(dir().resolve("2025")).doesNotExist();
    }

    @Test
    void aFeedBroughtUpToDateIsTheFeedPublishedAnew() {
        feeding.run(FIRST, 1, List.of(ONE, TWO));
        feeding.publish(dir());
        feeding.run(NEXT_DAY, 2, List.of(TWO, THREE, "CVE-2024-3399", "CVE-1999-0001"), ONE);
        feeding.publish(dir());
        feeding.publish(folder.resolve("anew"));
        assertThat(content(dir())).isEqualTo(content(folder.resolve("anew")));
    }

    @Test
    void aDamagedFileIsMadeAnew() throws IOException {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        var before = files(dir());
        Files.delete(dir().resolve("2024/SHA256SUMS"));
        Files.delete(dir().resolve(PATH));
        Files.writeString(dir().resolve("scores.csv.gz"), "cut");
        feeding.publish(dir());
        assertThat(files(dir())).isEqualTo(before);
        String year = before.get("CVE-2025.json");
        Files.writeString(dir().resolve("CVE-2025.json"), year.replace("CVE-2025-12345", "CVE-2025-54321"));
        feeding.run(NEXT_DAY, 2, List.of(THREE));
        feeding.publish(dir());
        assertThat(keys(json(dir().resolve("CVE-2025.json")))).containsExactly(THREE);
    }

    @Test
    void aPackedFileOfSeveralMembersIsPackedAnew() throws IOException {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        var before = files(dir());
        for (String name : List.of("CVE-2025.json.gz", "scores.csv.gz")) {
            ByteArrayOutputStream members = new ByteArrayOutputStream();
            for (String part : unpacked(dir().resolve(name)).split("(?<=\n)")) {
                try (OutputStream member = new GZIPOutputStream(members)) {
                    member.write(part.getBytes(StandardCharsets.UTF_8));
                }
            }
            Path manifest = dir().resolve(Manifest.NAME);
            Path file = dir().resolve(name);
            String said = Files.readString(manifest)
                    .replace(Sha256.hex(Files.readAllBytes(file)), Sha256.hex(members.toByteArray()))
                    .replace("\"size\": " + Files.size(file) + ",", "\"size\": " + members.size() + ",");
            Files.writeString(manifest, said);
            Files.write(file, members.toByteArray());
        }
        feeding.publish(dir());
        assertThat(files(dir()).get("CVE-2025.json.gz")).isEqualTo(before.get("CVE-2025.json.gz"));
        assertThat(files(dir()).get("scores.csv.gz")).isEqualTo(before.get("scores.csv.gz"));
    }

    @Test
    void aFeedWithObjectsOfAnEarlierVersionIsRenderedAnewOnce() throws IOException {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        Path manifest = dir().resolve("manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains("\"objects_version\" : 2");
        Files.writeString(manifest, text.replaceAll(".*objects_version.*\n", ""));
        Path lines = dir().resolve("modified.json");
        Files.delete(lines);

        feeding.publish(dir());

        assertThat(manifest).hasContent(text);
        assertThat(lines).exists();
        assertThat(feeding.publish(dir()).files()).isZero();
    }

    @Test
    void aFeedOfAnotherDatabaseIsReplaced() {
        try (Feeding other = new Feeding()) {
            other.run(NEXT_DAY, 5, List.of("CVE-2020-0001", TWO));
            other.publish(dir());
            feeding.run(FIRST, 1, ALL);
            feeding.publish(dir());
            feeding.publish(folder.resolve("anew"));
            assertThat(content(dir())).isEqualTo(content(folder.resolve("anew")));
        }
    }

    @Test
    void sinceADayEarlierChangesWaitForTheNextCompletePublication() {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        feeding.run(NEXT_DAY, 2, List.of(ONE));
        feeding.run(LATER, 2, List.of(THREE));
        Published partly = feeding.publish(dir(), Optional.of(LocalDate.of(2026, 2, 28)), name -> {});
        assertThat(partly.changed()).isEqualTo(1);
        assertThat(partly.complete()).isFalse();
        Published whole = feeding.publish(dir());
        assertThat(whole.changed()).isEqualTo(1);
        assertThat(whole.complete()).isTrue();
        feeding.publish(folder.resolve("anew"));
        assertThat(content(dir())).isEqualTo(content(folder.resolve("anew")));
    }

    @Test
    void sinceADayANewFeedHoldsOnlyWhatChanged() {
        feeding.run(FIRST, 1, ALL);
        feeding.run(LATER, 2, List.of(THREE));
        Published partly = feeding.publish(dir(), Optional.of(LocalDate.of(2026, 2, 1)), name -> {});
        assertThat(partly.cves()).isEqualTo(1);
        assertThat(dir().resolve("2024")).doesNotExist();
        feeding.publish(dir());
        feeding.publish(folder.resolve("anew"));
        assertThat(content(dir())).isEqualTo(content(folder.resolve("anew")));
    }

    /** A band of a CVE says little without what bands were worth; that is the same for all CVEs of a model. */
    @Test
    void theManifestTellsWhatTheBandsHeld() throws IOException {
        feeding.run(FIRST, 1, ALL);
        feeding.publish(dir());
        JsonNode bands = json(dir().resolve("manifest.json")).get("bands");

        assertThat(bands.toString())
                .isEqualTo("{\"outcome\":\"kev\",\"days\":90,\"held\":{\"top-0.1\":0.25,\"rest\":0.125}}");
    }
}
