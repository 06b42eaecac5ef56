package vigie.report;

import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.store.TableQuery;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** A home with a few publications and CVEs, and its table. */
public final class Alerts {

    public static final String FULL = "CVE-2026-0001";
    public static final String BARE = "CVE-2026-0002";
    public static final String REJECTED = "CVE-2026-0003";
    public static final String RESERVED = "CVE-2026-0004";
    public static final String ADP_ONLY = "CVE-2026-0005";

    private Alerts() {}

    /** An alerte of 5 January that cites all CVEs, and an avis of 6 January that cites none. */
    public static TestHome home() {
        TestHome home = TestHome.make();
        home.ingest(
                "2026-01-10",
                cve(FULL)
                        .title("Hole in Anvil")
                        .description("Été : a remote attacker drops the Anvil.")
                        .cvss(9.8)
                        .weakness("CWE-79", "CWE-79 cross-site scripting")
                        .product("Acme", "Anvil", "1.0", "affected")
                        .product("Acme", "Hammer", "2.0", "unaffected")
                        .listed(),
                cve(BARE).listed(),
                cve(REJECTED)
                        .description("withdrawn")
                        .cvss(9.8)
                        .weakness("CWE-1", "x")
                        .state("REJECTED")
                        .listed(),
                new Observation.CveAbsent(CveId.of(RESERVED)),
                cve(ADP_ONLY).adpCvss(6.9).listed());
        // A CVE that a catalogue lists is no reserved one, whatever CVE Services say.
        home.ingest("2026-01-10", Seen.kev(FULL, "cisa", "2026-01-07"), Seen.kev(REJECTED, "cisa", "2026-01-07"));
        for (String id : List.of(FULL, REJECTED, RESERVED)) {
            home.ingest("2026-01-10", Seen.exploit(id, id, "2026-01-08"));
        }
        home.ingest(
                "2026-01-10",
                Seen.epss(LocalDate.of(2026, 1, 9), Map.of(FULL, 0.00001, BARE, 0.0, REJECTED, 0.5, RESERVED, 0.5)));
        home.ingest(
                "2026-01-10",
                bulletin("CERTFR-2026-ALE-001", "2026-01-05", FULL, BARE, REJECTED, RESERVED, ADP_ONLY)
                        .title("Vulnérabilité dans Anvil")
                        .summary("<p>Une <b>faille</b> est exploitée.</p>")
                        .seen(),
                bulletin("CERTFR-2026-AVI-0002", "2026-01-06")
                        .system("Globex", "Feather")
                        .system("Globex", "Globex Quill Pen")
                        .seen());
        return home;
    }

    public static List<List<Optional<?>>> rows(TestHome home, TableQuery.Filter filter) {
        List<List<Optional<?>>> rows = new ArrayList<>();
        new AlertTable(home.reader()).each(filter, rows::add);
        return rows;
    }

    /** The one row of a CVE, or, with an empty name, of a publication without one. */
    public static Map<String, Object> row(TestHome home, String cve) {
        List<Optional<?>> row = rows(home, TableQuery.Filter.ALL).stream()
                .filter(r -> cell(r, "cve").map(Object::toString).orElse("").equals(cve))
                .reduce((a, b) -> {
                    throw new IllegalStateException("two rows of " + cve);
                })
                .orElseThrow();
        Map<String, Object> present = new java.util.LinkedHashMap<>();
        for (String column : AlertTable.COLUMNS) {
            cell(row, column).ifPresent(value -> present.put(column, value));
        }
        return present;
    }

    public static Optional<?> cell(List<Optional<?>> row, String column) {
        return row.get(AlertTable.COLUMNS.indexOf(column));
    }
}
