package vigie.cli;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vigie.report.AlertTable;
import vigie.report.TextTable;
import vigie.store.Reader;
import vigie.store.StatusQuery;
import vigie.store.TableQuery;
import vigie.text.Messages;

/** What a person sees at the end of {@code up}: how much is held, and what to look at first. */
final class Overview {

    private static final int ROWS = 12;
    private static final int DAYS = 14;

    private final Vigie vigie;
    private final Path home;

    Overview(Vigie vigie, Path home) {
        this.vigie = vigie;
        this.home = home;
    }

    void print() {
        Messages messages = vigie.messages();
        Console console = vigie.console();
        try (Reader reader = Reader.open(home)) {
            StatusQuery status = reader.status();
            StatusQuery.Totals totals = status.totals();
            console.print(messages.get(
                    "up.total",
                    totals.publications(),
                    totals.cves(),
                    totals.epss(),
                    totals.exploited(),
                    totals.evidence(),
                    home,
                    status.bytes() >> 20));
            totals.newest().ifPresent(newest -> {
                console.print("\n" + messages.get("up.exploited"));
                TableQuery.Filter recent = new TableQuery.Filter(
                        Optional.of(newest.minusDays(DAYS)),
                        Optional.empty(),
                        Optional.empty(),
                        TableQuery.Filter.ALL.product(),
                        Optional.empty());
                console.print(urgent(reader, recent));
            });
        }
        console.say("\n" + messages.get("up.next"));
    }

    private String urgent(Reader reader, TableQuery.Filter filter) {
        List<List<Optional<?>>> rows = new java.util.ArrayList<>();
        new AlertTable(reader).each(filter, rows::add);
        StringWriter text = new StringWriter();
        try (TextTable table =
                new TextTable(text, vigie.messages(), vigie.console().width())) {
            rows.stream()
                    .filter(row -> cell(row, "cve").isPresent())
                    .sorted(java.util.Comparator.comparing((List<Optional<?>> row) ->
                                    cell(row, "kev_date").isEmpty())
                            .thenComparing(row -> -(double) cell(row, "epss_score")
                                    .map(Double.class::cast)
                                    .orElse(-1.0)))
                    .limit(ROWS)
                    .forEach(table::row);
        }
        return text.toString();
    }

    private static Optional<?> cell(List<Optional<?>> row, String column) {
        return row.get(AlertTable.COLUMNS.indexOf(column));
    }
}
