package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.FindingRun;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.ServedHome;
import vigie.watch.WatchFile;
import vigie.watch.WatchLists;
import vigie.web.page.Failures;

/** Every answer of the API is as its document says. */
class ContractTest {

    private static final String CVE = "CVE-2024-3400";
    private static final String PUBLICATION = "CERTFR-2026-AVI-0110";

    /** What is asked of each operation: addresses that have an answer. */
    private static final Map<String, List<String>> ASKED = Map.ofEntries(
            Map.entry(
                    "listCves",
                    List.of(
                            "/api/v1/cves",
                            "/api/v1/cves?q=remote+code&limit=3&sort=epss&order=asc",
                            "/api/v1/cves?id=CVE-2024-3400,CVE-2021-44228&severity=critical,high&kev=true&cwe=CWE-77",
                            "/api/v1/cves?state=rejected,reserved&since=2020-01-01&until=2026-01-30",
                            "/api/v1/cves?vendor=microsoft&product=windows&cvss_min=7&cvss_max=10&exploit=false",
                            "/api/v1/cves?score_min=0.001&score_max=1&epss_min=0&epss_max=1",
                            "/api/v1/cves?cited=any&cited_since=2026-01-01&cited_until=2026-01-30&cited_vendor=cisco",
                            "/api/v1/cves?q=nothing-that-anybody-wrote")),
            Map.entry("getCve", List.of("/api/v1/cves/" + CVE, "/api/v1/cves/" + CVE + "?lang=fr")),
            Map.entry("explainCve", List.of("/api/v1/cves/" + CVE + "/explanation?lang=fr")),
            Map.entry("getCveHistory", List.of("/api/v1/cves/" + CVE + "/history")),
            Map.entry(
                    "listPublications",
                    List.of(
                            "/api/v1/publications",
                            "/api/v1/publications?type=alerte&vendor=ivanti&since=2024-01-01&until=2026-01-30",
                            "/api/v1/publications?sort=alerts&limit=2")),
            Map.entry("getPublication", List.of("/api/v1/publications/" + PUBLICATION)),
            Map.entry("listWatches", List.of("/api/v1/watches")),
            Map.entry(
                    "listFindings",
                    List.of(
                            "/api/v1/findings",
                            "/api/v1/findings?run=web&decision=3+days&asset=WEB&q=openssl&exploited=true&limit=1",
                            "/api/v1/findings?run=1&tree=deployer&change=same&offset=1&lang=fr",
                            "/api/v1/findings?group=fix",
                            "/api/v1/findings?group=asset")),
            Map.entry("listFindingRuns", List.of("/api/v1/findings/runs", "/api/v1/findings/runs?name=web&limit=1")),
            Map.entry("getWatch", List.of("/api/v1/watches/team")),
            Map.entry("tryWatch", List.of("/api/v1/watches/team/trial")),
            Map.entry("watchFeed", List.of("/feeds/watch.atom", "/feeds/watch.atom?list=team&lang=fr")),
            Map.entry(
                    "listChanges",
                    List.of(
                            "/api/v1/changes",
                            "/api/v1/changes?limit=2",
                            "/api/v1/changes?since=0&limit=2",
                            "/api/v1/changes?since=2026-01-01&kind=kev_added,bulletin&vendor=microsoft&product=windows",
                            "/api/v1/changes?id=CVE-2024-3400&publication=CERTFR-2026-AVI-0110&before=9999")),
            Map.entry("listStatistics", List.of("/api/v1/statistics")),
            Map.entry(
                    "getStatistic",
                    vigie.chart.ChartBook.ids().stream()
                            .map(id -> "/api/v1/statistics/" + id + "?since=2026-01-01&lang=fr")
                            .toList()),
            Map.entry("search", List.of("/api/v1/search?q=microsoft", "/api/v1/search", "/api/v1/search?q=CVE-2024-3")),
            Map.entry("listProducts", List.of("/api/v1/products?q=wind", "/api/v1/products?limit=3")),
            Map.entry("listVendors", List.of("/api/v1/vendors?q=mi", "/api/v1/vendors?limit=3")),
            Map.entry("getSources", List.of("/api/v1/sources")),
            Map.entry("getModel", List.of("/api/v1/model")),
            Map.entry(
                    "getFeedFile",
                    List.of(
                            "/api/v1/feed/manifest.json",
                            "/api/v1/feed/CVE-2024.json",
                            "/api/v1/feed/CVE-2024.json.gz",
                            "/api/v1/feed/README.md")),
            Map.entry("getFeedFileOfFolder", List.of("/api/v1/feed/2024/SHA256SUMS")),
            Map.entry("getFeedFileOfCve", List.of("/api/v1/feed/2024/3xxx/CVE-2024-3400.json")),
            Map.entry("getOpenApi", List.of("/api/v1/openapi.json")),
            Map.entry("exportCvesCsv", List.of("/cves.csv", "/cves.csv?excel=true&columns=score")),
            Map.entry("exportChangesCsv", List.of("/changes.csv", "/changes.csv?excel=true&kind=cvss,bulletin")),
            Map.entry("changesFeed", List.of("/feeds/changes.atom?lang=fr&kind=bulletin&vendor=cisco&limit=5")),
            Map.entry("exportCvesJson", List.of("/cves.json", "/cves.json?kev=true&columns=cvss,headline,vendor,ssvc")),
            Map.entry("publicationsFeed", List.of("/feeds/publications.atom?lang=fr&vendor=cisco")),
            Map.entry("exploitedFeed", List.of("/feeds/exploited.atom?vendor=microsoft")),
            Map.entry("getHealth", List.of("/healthz")),
            Map.entry("getReadiness", List.of("/readyz", "/readyz?fresh=")),
            Map.entry("getMetrics", List.of("/metrics")));

    /** Addresses of which nothing is known. */
    private static final Map<String, String> UNKNOWN = Map.ofEntries(
            Map.entry("getCve", "/api/v1/cves/CVE-1999-9999999"),
            Map.entry("explainCve", "/api/v1/cves/CVE-1999-9999999/explanation"),
            Map.entry("getCveHistory", "/api/v1/cves/CVE-1999-9999999/history"),
            Map.entry("getPublication", "/api/v1/publications/CERTFR-1999-AVI-9999"),
            Map.entry("getStatistic", "/api/v1/statistics/nothing"),
            Map.entry("getWatch", "/api/v1/watches/nobody"),
            Map.entry("listFindings", "/api/v1/findings?run=nobody"),
            Map.entry("tryWatch", "/api/v1/watches/nobody/trial"),
            Map.entry("getFeedFile", "/api/v1/feed/..%2Fvigie.db"),
            Map.entry("getFeedFileOfFolder", "/api/v1/feed/2024/nothing.json"),
            Map.entry("getFeedFileOfCve", "/api/v1/feed/2024/.git/config"));

    @TempDir
    private static Path home;

    private static ServedHome served;
    private static Contract contract;

    @BeforeAll
    static void serve() throws InterruptedException {
        served = ServedHome.sample(home);
        try (Writer writer = SqliteStore.at(home).unlockedWriter()) {
            String list = "vendors = ['Palo Alto Networks']\ncves = ['" + CVE + "']";
            WatchLists.keep(writer, WatchFile.read(list, "team", "alice", Instant.EPOCH, 0));
        }
        try (Writer writer = SqliteStore.at(home).unlockedWriter()) {
            String line =
                    "{\"id\":\"" + CVE + "\",\"package\":\"openssl\",\"asset\":\"web-1\",\"decision\":\"3D\",\"seen\":"
                            + "\"2026-01-12\",\"version\":\"1.0\",\"fixed\":\"1.1\"}\n";
            String summary = "{\"tree\":\"cisa:DT_BOD2604:1.0.0\",\"rows\":1,\"suppressed\":0,\"decisions\":{\"3D\":1},"
                    + "\"assets\":[\"web-1\"],\"files\":{\"web.json\":[\"web-1\"]}}";
            writer.keep(
                    new FindingRun(0, "web", Instant.parse("2026-01-12T12:00:00Z"), summary),
                    List.of(line.getBytes(StandardCharsets.UTF_8)).iterator());
        }
        served.server().ready();
        contract = Contract.read(served.get("/api/v1/openapi.json").body());
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private interface Check {
        void of(JsonNode operation, String address);
    }

    private static void each(Check check) {
        contract.operations()
                .forEach((id, operation) ->
                        ASKED.getOrDefault(id, List.of()).forEach(address -> check.of(operation.getValue(), address)));
    }

    private static boolean conditional(JsonNode operation) {
        return operation.path("responses").has("304");
    }

    @Test
    void everyOperationIsAsked() {
        assertThat(contract.operations().keySet()).isEqualTo(ASKED.keySet());
    }

    @Test
    void everythingThatIsAnsweredIsInTheDocumentAndNothingElse() {
        Set<String> programs = served.server().routes().stream()
                .filter(route -> Failures.program(route.substring(route.indexOf(' ') + 1)))
                // Files of a page's own charts; programs get the same under /api/v1/statistics.
                .filter(route -> !route.contains(" /analysis/"))
                // Files behind links of mails, which nobody else can make.
                .filter(route -> !route.contains(" /letters/"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = new TreeSet<>();
        contract.document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                documented.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(programs).isEqualTo(documented);
    }

    @Test
    void whatIsFoundIsAsTheDocumentSays() {
        each((operation, address) -> {
            HttpResponse<byte[]> answer = served.get(address);
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            contract.check(operation, answer);
        });
    }

    @Test
    void whoHasItAlreadyIsToldSoByAnyFormOfItsTag() {
        each((operation, address) -> {
            if (conditional(operation)) {
                String tag = served.get(address).headers().firstValue("ETag").orElseThrow();
                for (String held : List.of(tag, "\"other\", " + tag, tag.substring(2), "*")) {
                    HttpResponse<byte[]> answer = served.get(address, "If-None-Match", held);
                    assertThat(answer.statusCode()).as("%s %s", address, held).isEqualTo(304);
                    assertThat(answer.body()).isEmpty();
                    contract.check(operation, answer);
                }
                assertThat(served.get(address, "If-None-Match", "\"other\"").statusCode())
                        .isEqualTo(200);
            }
        });
    }

    @Test
    void headGivesTheSameWithoutTheContent() {
        each((operation, address) -> {
            HttpResponse<byte[]> head = served.ask("HEAD", address);
            assertThat(head.statusCode()).as(address).isEqualTo(200);
            contract.check(operation, head);
            assertThat(head.headers().firstValue("ETag"))
                    .isEqualTo(served.get(address).headers().firstValue("ETag"));
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(served.get(address).headers().firstValue("Content-Type"));
        });
    }

    @Test
    void whoTakesGzipGetsTheSameContent() {
        each((operation, address) -> {
            boolean packedOnDisk = !address.startsWith("/api/v1/feed/") || address.endsWith("/CVE-2024.json");
            if (conditional(operation) && !address.endsWith(".gz")) {
                HttpResponse<byte[]> packed = served.get(address, "Accept-Encoding", "br, gzip;q=0.5");
                byte[] plain = served.get(address).body();
                boolean gzip = packed.headers().firstValue("Content-Encoding").isPresent();
                assertThat(gzip ? unpacked(packed.body()) : packed.body())
                        .as(address)
                        .isEqualTo(plain);
                assertThat(gzip).as(address).isEqualTo(packedOnDisk && (gzip || plain.length >= 2000));
            }
        });
    }

    private static byte[] unpacked(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsName() {
        contract.operations().forEach((id, operation) -> {
            String path = ASKED.get(id).get(0).replaceFirst("\\?.*", "");
            if (operation.getKey().startsWith("/api/") || operation.getKey().startsWith("/feeds")) {
                HttpResponse<byte[]> answer = served.get(path + "?nosuchname=1");
                assertThat(answer.statusCode()).as(path).isEqualTo(400);
                contract.check(operation.getValue(), answer);
                assertThat(json(answer).path("errors").path(0).path("name").asString())
                        .isEqualTo("nosuchname");
            }
        });
    }

    @Test
    void everyParameterThatHasAFormRefusesWhatHasNot() {
        contract.operations()
                .forEach((id, operation) -> operation
                        .getValue()
                        .path("parameters")
                        .forEach(reference -> {
                            JsonNode parameter = contract.resolved(reference);
                            JsonNode given = contract.resolved(parameter.path("schema"));
                            JsonNode schema = given.has("items") ? contract.resolved(given.path("items")) : given;
                            boolean free = schema.path("type").asString("").equals("string")
                                    && !schema.has("enum")
                                    && !schema.has("pattern");
                            if (parameter.path("in").asString().equals("query") && !free) {
                                String name = parameter.path("name").asString();
                                String path = ASKED.get(id).get(0).replaceFirst("\\?.*", "");
                                HttpResponse<byte[]> answer = served.get(path + "?" + name + "=%3Cscript%3E");
                                assertThat(answer.statusCode())
                                        .as("%s %s", path, name)
                                        .isEqualTo(400);
                                contract.check(operation.getValue(), answer);
                            }
                        }));
    }

    @Test
    void whatIsNotKnownIsSaidAsTheDocumentSays() {
        contract.operations().forEach((id, operation) -> {
            if (operation.getValue().path("responses").has("404") && !id.equals("getModel")) {
                HttpResponse<byte[]> answer = served.get(UNKNOWN.get(id));
                assertThat(answer.statusCode()).as(id).isEqualTo(404);
                contract.check(operation.getValue(), answer);
            }
        });
        contract.check("NotFound", served.get("/api/v1/nothing"));
        contract.check("NotFound", served.get("/feeds/nothing"));
    }

    @Test
    void whatIsInLowerCaseIsRedirected() {
        contract.operations().forEach((id, operation) -> {
            if (operation.getValue().path("responses").has("308")) {
                String address = ASKED.get(id).get(0).replaceFirst("\\?.*", "");
                String lower = address.replace(CVE, CVE.toLowerCase()).replace(PUBLICATION, PUBLICATION.toLowerCase());
                HttpResponse<byte[]> answer = served.get(lower);
                assertThat(answer.statusCode()).as(lower).isEqualTo(308);
                assertThat(answer.headers().firstValue("Location")).contains(address);
                contract.check(operation.getValue(), answer);
            }
        });
    }

    @Test
    void nothingCanBeDoneButRead() {
        each((operation, address) -> {
            HttpResponse<byte[]> odd = served.ask("PROPFIND", address);
            assertThat(odd.statusCode()).as("PROPFIND %s", address).isEqualTo(405);
            contract.check("WrongMethod", odd);
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                HttpResponse<byte[]> answer = served.ask(method, address);
                assertThat(answer.statusCode()).as("%s %s", method, address).isEqualTo(403);
                contract.check("Forbidden", answer);
            }
        });
    }

    @Test
    void everyCveOfTheSampleAndEveryPublicationIsAsTheDocumentSays() {
        List<String> cves = walk("/api/v1/cves?limit=100&state=published,rejected,reserved,unknown", "listCves", "cve");
        Map<String, Map.Entry<String, JsonNode>> operations = contract.operations();
        for (String cve : cves) {
            contract.check(operations.get("getCve").getValue(), served.get("/api/v1/cves/" + cve));
            contract.check(operations.get("explainCve").getValue(), served.get("/api/v1/cves/" + cve + "/explanation"));
            contract.check(operations.get("getCveHistory").getValue(), served.get("/api/v1/cves/" + cve + "/history"));
        }
        for (String ref : walk("/api/v1/publications?limit=7&sort=alerts", "listPublications", "reference")) {
            contract.check(operations.get("getPublication").getValue(), served.get("/api/v1/publications/" + ref));
        }
    }

    /** Goes from page to page, and finds each item once. */
    private static List<String> walk(String first, String operation, String name) {
        List<String> all = new ArrayList<>();
        int total = 0;
        String next = first;
        while (next != null) {
            HttpResponse<byte[]> answer = served.get(next);
            contract.check(contract.operations().get(operation).getValue(), answer);
            JsonNode page = json(answer);
            page.path("items").forEach(item -> all.add(item.path(name).asString()));
            total = page.path("total").asInt();
            next = page.path("next").isNull() ? null : page.path("next").asString();
        }
        assertThat(all).hasSize(total).doesNotHaveDuplicates().isNotEmpty();
        return all;
    }

    @Test
    void nothingOfAllThisTroublesAnybody() {
        each((operation, address) -> served.get(address));
        assertThat(served.trouble()).isEmpty();
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
