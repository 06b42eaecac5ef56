package vigie.cli;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vigie.job.MainJob;
import vigie.model.CveId;
import vigie.report.AlertTable;
import vigie.report.TextTable;
import vigie.store.NewsQuery;
import vigie.store.Reader;
import vigie.store.StatusQuery;
import vigie.store.TableQuery;
import vigie.text.Messages;
import vigie.text.PlainText;

/** The summary at the end of {@code up}: size of the database, news of the run, and the most urgent CVEs. */
final class Overview {

    private static final int ROWS = 12;
    private static final int DAYS = 14;

    private final Vigie vigie;
    private final Path home;

    Overview(Vigie vigie, Path home) {
        this.vigie = vigie;
        this.home = home;
    }

    /** Prints the summary unless nothing was fetched; returns the exit status. */
    int print(MainJob.Result result) {
        if (result instanceof MainJob.Finished) {
            print(result.sync().account().before());
        }
        return Exit.of(result.sync());
    }

    /** @param before the last change before the run that has just ended */
    private void print(long before) {
        Messages messages = vigie.messages();
        Console console = vigie.console();
        try (Reader reader = vigie.store(home).reader()) {
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
            news(reader.news(), before);
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

    private void news(NewsQuery changes, long before) {
        Messages messages = vigie.messages();
        List<NewsQuery.ChangedPublication> publications = changes.changedPublications(before);
        List<CveId> exploited = changes.exploitedSince(before);
        if (publications.isEmpty() && exploited.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("\n");
        text.append(messages.get("up.news", publications.size(), changes.changedCves(before)))
                .append('\n');
        for (NewsQuery.ChangedPublication publication : publications.subList(0, Math.min(ROWS, publications.size()))) {
            String revised = publication.revised() ? messages.get("up.revised") : "";
            text.append(PlainText.line(
                            publication.published() + "  " + publication.ref() + "  " + publication.title() + revised))
                    .append('\n');
        }
        if (publications.size() > ROWS) {
            text.append(messages.get("sheet.more", publications.size() - ROWS)).append('\n');
        }
        if (!exploited.isEmpty()) {
            text.append(messages.get(
                    "up.newly",
                    exploited.size(),
                    exploited.stream().limit(ROWS).map(CveId::toString).collect(Collectors.joining(", "))));
        }
        vigie.console().print(text.toString());
    }

    private String urgent(Reader reader, TableQuery.Filter filter) {
        StringWriter text = new StringWriter();
        try (TextTable table =
                new TextTable(text, vigie.messages(), vigie.console().width())) {
            new AlertTable(reader).urgent(filter, ROWS).forEach(table::row);
        }
        return text.toString();
    }
}
