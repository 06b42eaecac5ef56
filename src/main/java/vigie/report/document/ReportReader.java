package vigie.report.document;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.chart.ChartBook;
import vigie.facts.Freshness;
import vigie.index.Publication;
import vigie.index.Publications;
import vigie.index.Snapshot;
import vigie.model.Period;
import vigie.model.Staleness;
import vigie.report.document.Report.Counts;
import vigie.source.Sources;
import vigie.store.Reader;
import vigie.store.StatusQuery;
import vigie.text.Messages;

/** Gathers what a report says. */
public final class ReportReader {

    private final Reader reader;
    private final Clock clock;
    private final Messages messages;
    private final Staleness staleness;

    /**
     * @param reader the database
     * @param clock tells the day of the report
     * @param messages the language of the report
     * @param staleness when a source is stale
     */
    public ReportReader(Reader reader, Clock clock, Messages messages, Staleness staleness) {
        this.reader = reader;
        this.clock = clock;
        this.messages = messages;
        this.staleness = staleness;
    }

    /**
     * Reads it all, as of one moment.
     *
     * @param rows most rows of the table; empty for a report without it
     */
    public Report read(ReportScope scope, Optional<Integer> rows) {
        return read(scope, rows, Snapshot.read(reader));
    }

    /**
     * As above, from a snapshot that is at hand.
     *
     * @param snapshot of the database, of now or a little before
     */
    public Report read(ReportScope scope, Optional<Integer> rows, Snapshot snapshot) {
        Cited cited = Cited.of(snapshot, scope);
        return new Report(
                scope,
                LocalDate.now(clock),
                Freshness.of(reader, staleness, clock.instant()),
                records(reader.status()),
                Counts.of(cited, snapshot.cves()),
                before(snapshot, scope),
                revised(snapshot, scope),
                new Priorities(snapshot, reader, messages).of(cited),
                new ChartBook(snapshot, messages).all(filter(scope)),
                rows.map(most -> CitedTable.of(cited, snapshot, most)));
    }

    private static Map<String, Long> records(StatusQuery status) {
        Map<String, Long> records = new HashMap<>();
        status.sources(Sources.names()).forEach((name, state) -> records.put(name, state.records()));
        return records;
    }

    private static Publications.Filter filter(ReportScope scope) {
        Period period = scope.period();
        return new Publications.Filter(
                Optional.of(period.since()), Optional.of(period.until()), scope.kind(), scope.vendors());
    }

    private static Optional<Counts> before(Snapshot snapshot, ReportScope scope) {
        Period before = scope.period().before();
        List<Publication> all = snapshot.publications().list(Publications.Filter.ALL);
        boolean held = !all.isEmpty() && !all.get(all.size() - 1).published().isAfter(before.since());
        return held
                ? Optional.of(Counts.of(Cited.of(snapshot, scope.during(before)), snapshot.cves()))
                : Optional.empty();
    }

    private static long revised(Snapshot snapshot, ReportScope scope) {
        LocalDate since = scope.period().since();
        ReportScope older = scope.during(new Period(LocalDate.MIN, since.minusDays(1)));
        return Cited.of(snapshot, older).publications().stream()
                .filter(p -> scope.period().novelty(p.published(), p.revised()) == Period.Novelty.REVISED)
                .count();
    }
}
