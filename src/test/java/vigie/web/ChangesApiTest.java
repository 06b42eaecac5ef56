package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.testing.Seen;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;

/** The record of changes, read along by a program. */
class ChangesApiTest {

    private static final String ALL = "/api/v1/changes";

    private final TestHome home = TestHome.make();
    private ServedHome served;
    private Contract contract;

    @BeforeEach
    void serve() throws InterruptedException {
        home.firstLoad("kev", "2026-01-09", Seen.kev("CVE-2026-0009", "cisa", "2026-01-01"));
        home.firstLoad(
                "cvelist",
                "2026-01-09",
                cve("CVE-2026-0001").product("Acme", "Anvil", "1", "affected").listed());
        add("CVE-2026-0001", "2026-01-10");
        add("CVE-2026-0002", "2026-01-11");
        served = ServedHome.of(home.dir());
        served.server().ready();
        contract = Contract.read(served.get("/api/v1/openapi.json").body());
    }

    @AfterEach
    void close() {
        served.close();
        home.close();
    }

    /** Two events. */
    private void add(String cve, String day) {
        home.later("kev", day, Seen.kev(cve, "cisa", day));
    }

    private JsonNode ask(String address) {
        var answer = served.get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        contract.check(contract.operations().get("listChanges").getValue(), answer);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<Integer> ids(JsonNode answer) {
        return StreamSupport.stream(answer.path("items").spliterator(), false)
                .map(item -> item.path("id").asInt())
                .toList();
    }

    @Test
    void whoeverReadsAlongMissesNothingAndGetsNothingTwice() {
        JsonNode first = ask(ALL + "?since=0&limit=3");
        assertThat(ids(first)).containsExactly(1, 2, 3);
        JsonNode second = ask(first.path("next").asString());
        assertThat(ids(second)).containsExactly(4);
        assertThat(second.path("next").isNull()).isTrue();
        long cursor = second.path("cursor").asLong();
        assertThat(ids(ask(ALL + "?since=" + cursor))).isEmpty();
        add("CVE-2026-0003", "2026-01-12");
        assertThat(ids(ask(ALL + "?since=" + cursor))).containsExactly(5, 6);
        JsonNode none = ask(ALL + "?kind=epss&since=" + cursor);
        assertThat(ids(none)).isEmpty();
        assertThat(none.path("cursor").asLong())
                .as("what was looked at is not looked at again")
                .isEqualTo(6);
    }

    @Test
    void theNewestComeFirstPageByPage() {
        List<Integer> all = new ArrayList<>();
        String next = ALL + "?limit=1";
        while (next != null) {
            JsonNode page = ask(next);
            all.addAll(ids(page));
            assertThat(page.path("cursor").asLong()).isEqualTo(4);
            next = page.path("next").isNull() ? null : page.path("next").asString();
        }
        assertThat(all).containsExactly(4, 3, 2, 1);
    }

    @Test
    void filtersAreThoseOfTheCommand() {
        assertThat(ids(ask(ALL + "?since=2026-01-11"))).containsExactly(3, 4);
        assertThat(ids(ask(ALL + "?since=2026-01-11T00:00:00Z"))).containsExactly(3, 4);
        assertThat(ids(ask(ALL + "?kind=kev_added"))).containsExactly(3, 1);
        assertThat(ids(ask(ALL + "?id=CVE-2026-0001,CVE-2026-0007"))).containsExactly(2, 1);
        assertThat(ids(ask(ALL + "?vendor=acme,+inc."))).contains(1, 2);
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        for (String wrong : List.of(
                "?since=5",
                "?since=x",
                "?before=x",
                "?kind=x",
                "?id=x",
                "?publication=x",
                "?since=1&before=2",
                "?limit=0",
                "?until=2026-01-01")) {
            assertThat(served.get(ALL + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }
}
