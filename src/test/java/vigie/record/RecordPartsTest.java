package vigie.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.Observation;

class RecordPartsTest {

    private static final String ID = "CVE-2026-0001";

    private static Map<String, String> parts(CveRecord.Source source, String json) {
        Map<String, String> parts = new LinkedHashMap<>();
        RecordParts.of(source, json.getBytes(UTF_8)).forEach((name, text) -> parts.put(name, new String(text, UTF_8)));
        return parts;
    }

    @Test
    void aPartIsTheTextOfTheDocument() {
        assertThat(parts(
                        CveRecord.Source.CVE_LIST,
                        "{\"dataType\":\"CVE_RECORD\",\"containers\":{\"adp\":[{\"providerMetadata\":{\"shortName\":\"é\"},"
                                + "\"n\":1.50},7,{\"providerMetadata\":{\"shortName\":\"B\"}},"
                                + "{\"providerMetadata\":{\"shortName\":\"é\"}}],\"cna\":{\"title\":\"é}\\\"{\"}},"
                                + "\"cveMetadata\":{\"cveId\":\"x\"}}"))
                .containsExactly(
                        Map.entry("head", "{\"cveId\":\"x\"}"),
                        Map.entry("cna", "{\"title\":\"é}\\\"{\"}"),
                        Map.entry("adp:é", "{\"providerMetadata\":{\"shortName\":\"é\"},\"n\":1.50}"),
                        Map.entry("adp:B", "{\"providerMetadata\":{\"shortName\":\"B\"}}"),
                        Map.entry("adp:é#2", "{\"providerMetadata\":{\"shortName\":\"é\"}}"));
    }

    @Test
    void whatNvdSaysIsOneContainerAndTheRestItsHead() {
        assertThat(
                        parts(
                                CveRecord.Source.NVD,
                                "{\"cve\":{\"id\":\"x\",\"n\":1.50,\"metrics\":{},\"new\\\"field\":[1],\"references\":[{\"url\":\"é\"}]}}"))
                .containsExactly(
                        Map.entry("head", "{\"id\":\"x\",\"n\":1.50,\"new\\\"field\":[1]}"),
                        Map.entry("nvd", "{\"metrics\":{},\"references\":[{\"url\":\"é\"}]}"));
    }

    @Test
    void everyContainerIsReadFromItsPartAsFromTheWholeRecord() {
        List<Observation.CveSeen> seen = List.of(
                cve(ID).title("T")
                        .description("é")
                        .cvss(9.8)
                        .product("Acme", "Anvil", "1", "affected")
                        .ssvc("active", "2026-01-04T00:00:00Z")
                        .adpUpdated("2026-01-05T00:00:00Z")
                        .listed(),
                cve(ID).description("é")
                        .cvss(9.8)
                        .reference("https://example.org", "Exploit")
                        .nvd());
        for (Observation.CveSeen one : seen) {
            CveRecord.Source source = one.record().source();
            Map<String, byte[]> parts = RecordParts.of(source, one.raw());
            List<String> names = RecordParts.names(one.record());
            assertThat(parts.keySet()).containsAll(names).hasSize(names.size() + 1);
            for (int i = 0; i < names.size(); i++) {
                byte[] alone = RecordParts.document(source, parts, names.get(i), parts.get(names.get(i)));
                CveRecord read = source == CveRecord.Source.NVD ? NvdJson.read(alone) : CveJson.read(alone);
                List<Container> containers = read.containers();
                assertThat(containers.get(containers.size() - 1))
                        .isEqualTo(one.record().containers().get(i));
                assertThat(read.published()).isEqualTo(one.record().published());
                assertThat(read.assigner()).isEqualTo(one.record().assigner());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "cna | {\"a\":1,\"b\":[1,2]} | {\"b\":[1,2],\"a\":1} | true",
                "cna | {\"b\":[1,2]} | {\"b\":[2,1]} | false",
                "cna | {\"a\":\"x\"} | {\"a\":\"x \"} | false",
                "head | {\"datePublished\":\"1\",\"dateUpdated\":\"2\"} | {\"datePublished\":\"1\",\"dateUpdated\":\"3\"} | true",
                "head | {\"datePublished\":\"1\",\"state\":\"2\"} | {\"datePublished\":\"1\",\"state\":\"3\"} | false",
                "head | {\"dateUpdated\":\"2\"} | {\"dateUpdated\":\"3\"} | false",
                "head | {\"published\":\"1\",\"lastModified\":\"2\"} | {\"published\":\"1\"} | true",
                "cna | {\"published\":\"1\",\"lastModified\":\"2\"} | {\"published\":\"1\"} | false"
            })
    void whatIsWrittenInAnotherWaySaysTheSame(String part, String some, String other, boolean same) {
        assertThat(RecordParts.same(part, some.getBytes(UTF_8), other.getBytes(UTF_8)))
                .isEqualTo(same);
    }

    @Test
    void aContainerThatWasOnlyWrittenAgainWithAnotherDateIsTold() {
        byte[] some = "{\"providerMetadata\":{\"shortName\":\"A\",\"dateUpdated\":\"2026-01-04T00:00:00Z\"},\"n\":1}"
                .getBytes(UTF_8);
        byte[] again = "{\"n\":1,\"providerMetadata\":{\"shortName\":\"A\",\"dateUpdated\":\"2026-01-09T00:00:00Z\"}}"
                .getBytes(UTF_8);
        byte[] other = "{\"providerMetadata\":{\"shortName\":\"A\",\"dateUpdated\":\"2026-01-09T00:00:00Z\"},\"n\":2}"
                .getBytes(UTF_8);
        assertThat(RecordParts.redated(some, again)).contains(Instant.parse("2026-01-04T00:00:00Z"));
        assertThat(RecordParts.redated(some, other)).isEmpty();
    }
}
