package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.CveId;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.Exploited;
import vigie.model.Observation;
import vigie.testing.Sample;
import vigie.testing.Seen;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;

/** Every surface gives the same answer to "known exploited?", for each kind of evidence, and begins with the same CVE. */
class SurfacesAgreeTest {

    private static final String TODAY = "2026-01-30";
    private static final Pattern ANY_CVE = Pattern.compile("CVE-\\d{4}-\\d{4,}");

    private static final DateTimeFormatter IN_WORDS = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private static final String CISA = "CVE-2026-1001";
    private static final String EU = "CVE-2026-1002";
    private static final String FILE = "CVE-2026-1003";
    private static final String ACTIVE = "CVE-2026-1004";
    private static final String ALL = "CVE-2026-1005";
    private static final String GONE = "CVE-2026-1006";
    private static final String TAKEN_BACK = "CVE-2026-1007";
    private static final String POC = "CVE-2026-1008";
    private static final String REJECTED = "CVE-2026-1009";
    private static final List<String> PUBLISHED = List.of(CISA, EU, FILE, ACTIVE, ALL, GONE, TAKEN_BACK, POC);

    /** The CVEs that are known to be exploited, since when, and by whose word. */
    private static final Map<String, Exploited> KNOWN = Map.of(
            CISA, known("2026-01-11", "kev"),
            EU, known("2026-01-12", "eukev"),
            FILE, known("2026-01-13", "a report"),
            ACTIVE, known("2026-01-14", "ssvc"),
            ALL, known("2026-01-09", "ssvc", "a report", "kev", "eukev"));

    private static TestHome home;
    private static ServedHome served;
    private static Path feed;

    private static Exploited known(String day, String... sources) {
        return new Exploited(LocalDate.parse(day), List.of(sources));
    }

    private static Observation report(String cve, String day) {
        return new Observation.EvidenceSeen(
                "file:reports.csv",
                new Evidence(
                        CveId.of(cve), EvidenceKind.EXPLOITED, "a report", cve, Optional.of(LocalDate.parse(day)), ""));
    }

    @BeforeAll
    static void fill() {
        home = TestHome.make();
        Sample.shippedModel(home.dir());
        home.ingest("2026-01-16", Seen.kev(GONE, "cisa", "2026-01-10"), report(TAKEN_BACK, "2026-01-08"));
        for (String one : PUBLISHED) {
            String decision = Set.of(ACTIVE, ALL).contains(one) ? "active" : "poc";
            String moment = one.equals(ALL) ? "2026-01-09T10:00:00Z" : "2026-01-14T10:00:00Z";
            home.ingest(
                    "2026-01-17",
                    cve(one).title("Hole in " + one)
                            .cvss(7.5)
                            .product("Acme", "Anvil", "1.0", "affected")
                            .ssvc(decision, moment)
                            .listed());
        }
        home.ingest(
                "2026-01-17",
                cve(REJECTED).state("REJECTED").listed(),
                Seen.kev(CISA, "cisa", "2026-01-11"),
                Seen.kev(ALL, "cisa", "2026-01-15"),
                Seen.kev(REJECTED, "cisa", "2026-01-11"),
                Seen.exploit(POC, "1", "2026-01-05"),
                report(FILE, "2026-01-13"),
                report(ALL, "2026-01-12"),
                Seen.end("cisa"),
                Seen.end("file:reports.csv"));
        home.ingest("2026-01-17", Seen.kev(EU, "eu", "2026-01-12"), Seen.kev(ALL, "eu", "2026-01-16"));
        home.ingest(
                "2026-01-18",
                bulletin("CERTFR-2026-AVI-0001", "2026-01-15", PUBLISHED.toArray(String[]::new))
                        .seen());
        home.ingest(
                "2026-01-18",
                Seen.epss(
                        LocalDate.parse("2026-01-18"),
                        PUBLISHED.stream().collect(Collectors.toMap(c -> c, c -> 0.01))));
        feed = home.dir().resolve("feed");
        assertThat(vigie("score").status()).isZero();
        assertThat(vigie("publish", "--out", feed.toString()).status()).isZero();
        served = ServedHome.of(home.dir());
    }

    @AfterAll
    static void close() {
        served.close();
        home.close();
    }

    private static Ran vigie(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--today";
        all[1] = TODAY;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Ran.on(home.dir(), all);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static String get(String address) {
        HttpResponse<byte[]> answer = served.get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static Optional<Exploited> read(JsonNode known) {
        assertThat(known.isNull() || known.isObject()).as("%s", known).isTrue();
        return known.isNull()
                ? Optional.empty()
                : Optional.of(new Exploited(
                        LocalDate.parse(known.path("date").asString()),
                        StreamSupport.stream(known.path("sources").spliterator(), false)
                                .map(JsonNode::asString)
                                .toList()));
    }

    /** The objects of a list that tell of CVEs, by CVE. */
    private static Map<String, Exploited> exploited(JsonNode list) {
        Map<String, Exploited> found = new LinkedHashMap<>();
        for (JsonNode one : list) {
            read(one.path("known_exploited"))
                    .ifPresent(known -> found.put(one.path("cve").asString(), known));
        }
        return found;
    }

    private static Set<String> cves(String text) {
        Set<String> found = new TreeSet<>();
        for (Matcher matcher = ANY_CVE.matcher(text); matcher.find(); ) {
            found.add(matcher.group());
        }
        return found;
    }

    @Test
    void everySurfaceThatShowsOneCveGivesTheSameAnswer() throws IOException {
        for (String one : PUBLISHED) {
            Optional<Exploited> expected = Optional.ofNullable(KNOWN.get(one));
            JsonNode shown = json(vigie("show", one, "--json").out());
            JsonNode api = json(get("/api/v1/cves/" + one));
            String file = Files.readString(feed.resolve("2026/1xxx/" + one + ".json"));
            Map<String, JsonNode> said = Map.of(
                    "show --json", shown.path("known_exploited"),
                    "show --json, score", shown.path("exploit_model").path("known_exploited"),
                    "API", api.path("known_exploited"),
                    "API, score", api.path("exploit_model").path("known_exploited"),
                    "API, explanation",
                            json(get("/api/v1/cves/" + one + "/explanation")).path("known_exploited"),
                    "explain --json",
                            json(vigie("explain", one, "--json").out()).path("known_exploited"),
                    "feed", json(file).path("known_exploited"));
            said.forEach((surface, known) ->
                    assertThat(read(known)).as("%s of %s", surface, one).isEqualTo(expected));
            String since = expected.map(known -> known.since().toString()).orElse("none");
            Map<String, String> texts = Map.of(
                    "show", line(vigie("show", one).out(), "Exploited"),
                    "explain", line(vigie("explain", one).out(), "Exploited"),
                    "page", head(get("/cves/" + one)));
            texts.forEach((surface, text) -> assertThat(text.contains(since))
                    .as("%s of %s: %s", surface, one, text)
                    .isEqualTo(expected.isPresent()));
        }
    }

    /** The line that begins with a word, or nothing. */
    private static String line(String text, String word) {
        return text.lines()
                .filter(line -> line.startsWith(word + " "))
                .findFirst()
                .orElse("");
    }

    /** The figures of a CVE's page: what stands before its description. */
    private static String head(String page) {
        int from = page.indexOf("<h1");
        return page.substring(
                from, page.indexOf("timeline", from) > 0 ? page.indexOf("timeline", from) : page.length());
    }

    /** The answer to a decision point among decisions. */
    private static String answer(JsonNode decisions, String table, String point) {
        for (JsonNode decision : decisions) {
            for (JsonNode one : decision.path("points")) {
                if (decision.path("table").asString().equals(table)
                        && one.path("point").asString().startsWith(point)) {
                    return one.path("values").toString();
                }
            }
        }
        return "none";
    }

    @Test
    void everySurfaceDecidesFromTheSameExploitation() {
        String table = "ssvc:DT_DP:1.0.0";
        for (String one : PUBLISHED) {
            String expected = KNOWN.containsKey(one) ? "[\"A\"]" : "[\"P\"]";
            Map<String, JsonNode> said = Map.of(
                    "show --json", json(vigie("show", one, "--json").out()).path("decisions"),
                    "API", json(get("/api/v1/cves/" + one)).path("decisions"),
                    "ssvc --format json",
                            json(vigie("ssvc", one, "--tree", "deployer", "--format", "json")
                                    .out()));
            said.forEach((surface, decisions) -> assertThat(answer(decisions, table, "ssvc:E:"))
                    .as("%s of %s", surface, one)
                    .isEqualTo(expected));
            String exploitation = KNOWN.containsKey(one) ? "Exploitation: active" : "Exploitation: public PoC";
            assertThat(vigie("show", one).out()).as(one).contains(exploitation);
            assertThat(get("/cves/" + one)).as(one).contains(exploitation);
            boolean listed = Set.of(CISA, ALL).contains(one);
            assertThat(answer(json(get("/api/v1/cves/" + one)).path("decisions"), "cisa:DT_BOD2604:1.0.0", "cisa:KEV:"))
                    .as(one)
                    .isEqualTo(listed ? "[\"Y\"]" : "[\"N\",\"Y\"]");
        }
        assertThat(json(get("/api/v1/cves/" + REJECTED)).path("decisions").isEmpty())
                .isTrue();
    }

    @Test
    void everyListHasTheDecisionOfTheCve() throws IOException {
        Map<String, String> listed = new LinkedHashMap<>();
        for (JsonNode one : json(get("/cves.json?columns=ssvc"))) {
            listed.put(one.path("cve").asString(), one.path("ssvc_decision").asString());
        }
        Path ids = Files.writeString(home.dir().resolve("ids.txt"), String.join("\n", PUBLISHED) + "\n");
        Map<String, String> prioritised = new LinkedHashMap<>();
        vigie("prioritise", ids.toString(), "--no-keep", "--format", "jsonl")
                .out()
                .lines()
                .map(SurfacesAgreeTest::json)
                .forEach(row -> prioritised.put(
                        row.path("cve").asString(), row.path("decision").asString()));
        String csv = get("/cves.csv?columns=ssvc");
        String page = get("/cves?columns=ssvc&lang=en");
        for (String one : PUBLISHED) {
            JsonNode decision =
                    json(vigie("ssvc", one, "--format", "json").out()).get(0);
            String outcome = decision.path("outcome_name").asString();
            assertThat(outcome).isNotEmpty();
            assertThat(listed).containsEntry(one, outcome);
            assertThat(prioritised).containsEntry(one, outcome);
            assertThat(csv).contains(one + "," + outcome + ",");
            String row = page.substring(page.indexOf("/cves/" + one));
            assertThat(row.substring(0, row.indexOf("</tr>")))
                    .contains("3 days with forensics at worst, "
                            + (decision.path("outcomes").get(0).asString().equals("14D")
                                    ? "14 days"
                                    : "fix on upgrade"));
        }
    }

    @Test
    void everyListGivesTheSameAnswer() {
        assertThat(exploited(json(vigie("search", "--json", "--limit", "50").out())))
                .isEqualTo(KNOWN);
        assertThat(exploited(
                        json(vigie("search", "--kev", "--json", "--limit", "50").out())))
                .isEqualTo(KNOWN);
        assertThat(exploited(json(get("/api/v1/cves?limit=50")).path("items"))).isEqualTo(KNOWN);
        assertThat(exploited(json(get("/api/v1/cves?kev=true&limit=50")).path("items")))
                .isEqualTo(KNOWN);
        assertThat(exploited(
                        json(get("/api/v1/publications/CERTFR-2026-AVI-0001")).path("cves")))
                .isEqualTo(KNOWN);
        assertThat(exploited(
                        json(vigie("show", "CERTFR-2026-AVI-0001", "--json").out())
                                .path("cves")))
                .isEqualTo(KNOWN);
        assertThat(cves(get("/cves.csv?kev=true"))).isEqualTo(new TreeSet<>(KNOWN.keySet()));
        assertThat(cves(get("/feeds/exploited.atom?since=2026-01-01"))).isEqualTo(new TreeSet<>(KNOWN.keySet()));
        assertThat(vigie("search", "--limit", "50").out().lines().filter(line -> line.contains("Vigie exploited")))
                .hasSameSizeAs(KNOWN.keySet());
        assertThat(vigie("show", "CERTFR-2026-AVI-0001")
                        .out()
                        .lines()
                        .filter(line -> line.contains("listed as exploited on")))
                .hasSameSizeAs(KNOWN.keySet());
    }

    @Test
    void everyCountGivesTheSameAnswer() {
        JsonNode publications = json(get("/api/v1/publications")).path("items");
        assertThat(publications.get(0).path("known_exploited_count").asInt()).isEqualTo(KNOWN.size());
        assertThat(json(get("/api/v1/sources"))
                        .path("totals")
                        .path("known_exploited_count")
                        .asInt())
                .isEqualTo(KNOWN.size());
        assertThat(json(get("/api/v1/cves?kev=true&limit=1")).path("total").asInt())
                .isEqualTo(KNOWN.size());
        assertThat(json(get("/api/v1/cves?kev=false&limit=1")).path("total").asInt())
                .isEqualTo(PUBLISHED.size() - KNOWN.size());
    }

    @Test
    void theTableNamesTheDayOfCisasCatalogue() {
        JsonNode first = json(
                vigie("table", "--format", "jsonl").out().lines().findFirst().orElseThrow());
        assertThat(first.has("kev_date")).isTrue();
        List<String> listed = vigie("table", "--format", "jsonl")
                .out()
                .lines()
                .map(SurfacesAgreeTest::json)
                .filter(row -> !row.path("kev_date").isNull() && row.has("kev_date"))
                .map(row -> row.path("cve").asString())
                .toList();
        assertThat(listed).containsExactlyInAnyOrder(CISA, ALL);
    }

    @Test
    void theReportPutsThemFirst() throws IOException {
        Path out = home.dir().resolve("report.html");
        assertThat(vigie("report", "--out", out.toString(), "--since", "2026-01-01", "--until", TODAY)
                        .status())
                .isZero();
        String report = Files.readString(out);
        for (String one : PUBLISHED) {
            boolean told = KNOWN.containsKey(one);
            String since = told ? IN_WORDS.format(KNOWN.get(one).since()) : "never";
            int at = report.indexOf(one + "<");
            String around = report.substring(at, Math.min(report.length(), at + 3000));
            assertThat(around.contains(since)).as("report on %s", one).isEqualTo(told);
        }
    }

    @Test
    void everyListBeginsWithTheMostUrgent() {
        List<String> order = order(json(get("/api/v1/cves?limit=50")).path("items"));

        assertThat(order)
                .hasSize(PUBLISHED.size())
                .startsWith(order.stream().filter(KNOWN::containsKey).toArray(String[]::new));
        assertThat(order(json(vigie("search", "--json", "--limit", "50").out())))
                .isEqualTo(order);
        assertThat(order(json(vigie("search", "--json", "--vendor", "acme", "--limit", "50")
                        .out())))
                .isEqualTo(order);
        assertThat(order(json(get("/api/v1/publications/CERTFR-2026-AVI-0001")).path("cves")))
                .isEqualTo(order);
        List<String> arguments = new java.util.ArrayList<>(List.of("score"));
        arguments.addAll(PUBLISHED);
        assertThat(vigie(arguments.toArray(String[]::new)).out().lines().skip(1).map(line -> line.split(" ")[0]))
                .containsExactlyElementsOf(order);
    }

    @Test
    void aWordOfItsSummaryFindsThePublicationEverywhere() {
        for (String word : List.of("corrigee", "nowhere")) {
            boolean there = word.equals("corrigee");
            assertThat(vigie("search", word).out().contains("CERTFR-2026-AVI-0001"))
                    .isEqualTo(there);
            for (String address : List.of("/publications?q=", "/api/v1/publications?q=", "/api/v1/search?q=")) {
                assertThat(get(address + word).contains("CERTFR-2026-AVI-0001"))
                        .as(address)
                        .isEqualTo(there);
            }
        }
    }

    private static List<String> order(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.path("cve").asString())
                .toList();
    }
}
