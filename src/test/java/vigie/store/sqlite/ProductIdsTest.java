package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.model.Observation;
import vigie.store.Ingest;
import vigie.store.Writer;
import vigie.testing.TestHome;

class ProductIdsTest {

    private static final String NAMED = "SELECT (a.cve % 100) || ' ' || p.product FROM affects a JOIN product p"
            + " ON p.id = a.product ORDER BY a.cve, p.product";

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private static Observation naming(int number, String... products) {
        var text = cve("CVE-2026-000" + number);
        for (String product : products) {
            text.product("acme", product, "1", "affected");
        }
        return text.listed();
    }

    @Test
    void aProductOfManyFeedsIsWrittenOnce() {
        home.ingest("2026-01-10", naming(1, "editor", "viewer"));
        home.ingest("2026-01-11", naming(2, "viewer", "server"));

        assertThat(home.rows(NAMED)).containsExactly("1 editor", "1 viewer", "2 server", "2 viewer");
        assertThat(home.rows("SELECT product FROM product ORDER BY id")).containsExactly("editor", "viewer", "server");
    }

    @Test
    void aProductOfAFeedThatWasTakenBackIsWrittenWithTheNextOne() {
        Writer writer = home.writer();
        home.ingest("2026-01-10", naming(1, "editor"));
        try (Ingest broken = writer.ingest(new Ingest.Origin("test", "feed", LocalDate.of(2026, 1, 11), true))) {
            broken.accept(naming(2, "server", "viewer"));
        }
        home.ingest("2026-01-12", naming(3, "viewer", "editor", "server"));

        assertThat(home.rows(NAMED)).containsExactly("1 editor", "3 editor", "3 server", "3 viewer");
    }
}
