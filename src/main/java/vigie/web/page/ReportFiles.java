package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.index.Publications;
import vigie.index.Snapshot;
import vigie.model.BulletinRef;
import vigie.model.Period;
import vigie.report.AlertTable;
import vigie.report.CsvTable;
import vigie.report.JsonLinesTable;
import vigie.report.TableWriter;
import vigie.report.document.Report;
import vigie.report.document.ReportPage;
import vigie.report.document.ReportPdf;
import vigie.report.document.ReportReader;
import vigie.report.document.ReportScope;
import vigie.store.ProductFilter;
import vigie.store.TableQuery;
import vigie.text.Messages;
import vigie.web.access.CacheControl;
import vigie.web.access.WorkLimit;
import vigie.web.site.BadQueryException;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Pages;
import vigie.web.site.PublicationQuery;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** What {@code vigie report} and {@code vigie table} write, as files of the page "Analysis": of its publications. */
final class ReportFiles {

    /** The period of a report that names none. */
    private static final int DAYS = 30;

    /** Rows of the table in a report: the PDF of more takes longer than a browser waits. */
    private static final int ROWS = 500;

    private final Site site;
    private final Pages pages;

    /** A report takes seconds and up to 100 MB. */
    private final WorkLimit limit = new WorkLimit(1, 2, Duration.ofSeconds(20));

    ReportFiles(Site site) {
        this.site = site;
        this.pages = new Pages(site);
    }

    void register(RoutesConfig routes) {
        routes.get("/analysis/report.pdf", new LimitedHandler(limit, context -> report(context, "pdf")));
        routes.get("/analysis/report.html", new LimitedHandler(limit, context -> report(context, "html")));
        routes.get("/analysis/table.csv", new LimitedHandler(limit, context -> table(context, "csv")));
        routes.get("/analysis/table.jsonl", new LimitedHandler(limit, context -> table(context, "jsonl")));
    }

    private void report(Context context, String type) {
        QueryValues asked = asked(context);
        PublicationQuery publications = PublicationQuery.of(asked);
        boolean withTable = asked.flag("table").orElse(false);
        BadQueryException.refuse(asked);
        Publications.Filter filter = publications.filter();
        LocalDate last = filter.until().orElse(site.today());
        LocalDate first = filter.since().orElse(last.minusDays(DAYS));
        if (first.isAfter(last)) {
            throw new BadQueryException(List.of(new QueryValues.Wrong("since", first.toString(), "day")));
        }
        ReportScope scope = new ReportScope(new Period(first, last), filter.vendors(), filter.kind());
        Messages messages = new Messages(pages.frame(context, "", "").lang());
        Snapshot snapshot = site.snapshot();
        Report report = site.readers()
                .ask(reader -> new ReportReader(reader, site.clock(), messages, site.staleness())
                        .read(scope, Optional.of(ROWS).filter(any -> withTable), snapshot));
        String name = "vigie-" + first + "-" + last + "." + type;
        if (type.equals("pdf")) {
            file(context, "application/pdf", name, to -> new ReportPdf(messages).write(report, to));
        } else {
            byte[] page = new ReportPage(messages).html(report).getBytes(StandardCharsets.UTF_8);
            file(context, "text/html; charset=utf-8", name, to -> to.write(page));
        }
    }

    private void table(Context context, String type) {
        QueryValues asked = asked(context);
        PublicationQuery publications = PublicationQuery.of(asked);
        Optional<BulletinRef> one = asked.value("publication", "reference", BulletinRef::alone);
        boolean excel = asked.flag("excel").orElse(false);
        BadQueryException.refuse(asked);
        Publications.Filter filter = publications.filter();
        TableQuery.Filter rows = new TableQuery.Filter(
                filter.since(),
                filter.until(),
                filter.kind(),
                new ProductFilter(filter.vendors(), List.of()),
                Optional.empty(),
                Set.of(),
                one.map(Set::of).orElse(Set.of()));
        String name = one.map(BulletinRef::text).orElse("table") + "." + type;
        String media = type.equals("csv") ? "text/csv; charset=utf-8" : "application/x-ndjson";
        file(context, media, name, to -> {
            Writer out = new BufferedWriter(new java.io.OutputStreamWriter(to, StandardCharsets.UTF_8), 1 << 16);
            try (TableWriter table = type.equals("csv") ? new CsvTable(out, excel) : new JsonLinesTable(out)) {
                site.readers().ask(reader -> {
                    new AlertTable(reader).each(rows, table::row);
                    return true;
                });
            }
        });
    }

    private static QueryValues asked(Context context) {
        return new QueryValues(Query.of(context.queryParamMap()).without("lang", "theme", "period"));
    }

    private interface Content {
        void write(OutputStream to) throws IOException;
    }

    /** Written whole first: no reader of the database waits for a slow client, and what fails is no half file. */
    private static void file(Context context, String media, String name, Content content) {
        Path file = null;
        try {
            file = Files.createTempFile("vigie-", ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                content.write(out);
            }
            context.header("Cache-Control", CacheControl.NEVER)
                    .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                    .contentType(media);
            context.res().setContentLengthLong(Files.size(file));
            Files.copy(file, context.res().getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
