package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.facts.CveLine;
import vigie.facts.CveLines;
import vigie.index.CveIndex;
import vigie.index.Snapshot;
import vigie.report.CsvTable;
import vigie.report.CveTable;
import vigie.text.PrintableJson;
import vigie.web.access.WorkLimit;
import vigie.web.site.BadQueryException;
import vigie.web.site.CveFinder;
import vigie.web.site.CveQuery;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Part;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** The whole list of the page "CVEs" as a file: its filters, order and columns, row by row, so that any size will do. */
public final class CveExportPart implements Part {

    private static final int CHUNK = 500;

    /** Each takes a thread as long as its client takes to read. */
    private final WorkLimit limit = new WorkLimit(4, 4, Duration.ofSeconds(5));

    private final Site site;
    private final CveFinder list;

    private final ExportFile file;

    public CveExportPart(Site site) {
        this.site = site;
        this.file = new ExportFile(site, "cves");
        this.list = new CveFinder(site);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/cves.csv", new LimitedHandler(limit, this::csv));
        routes.get("/cves.json", new LimitedHandler(limit, this::json));
    }

    /** What is exported, and the snapshot that its rows are of. */
    private record Export(Snapshot snapshot, int[] rows, List<String> columns) {}

    private void csv(Context context) {
        Query query = Query.of(context.queryParamMap()).without("lang", "theme");
        QueryValues asked = new QueryValues(query);
        boolean excel = asked.flag("excel").orElse(false);
        export(context, asked, query).ifPresent(export -> {
            file.send(context, ExportFile.CSV, ".csv", out -> {
                CsvTable table = new CsvTable(out, excel, CveTable.head(export.columns()));
                each(export, line -> table.row(CveTable.row(line, export.columns())));
                table.close();
            });
        });
    }

    private void json(Context context) {
        Query query = Query.of(context.queryParamMap()).without("lang", "theme");
        export(context, new QueryValues(query), query).ifPresent(export -> {
            file.send(context, "application/json", ".json", out -> {
                String[] before = {"[\n"};
                each(export, line -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    object.put("cve", line.id().toString());
                    CveTable.inFiles(export.columns())
                            .forEach(column -> object.put(
                                    CveTable.name(column),
                                    CveTable.cell(line, column).orElse(null)));
                    append(out, before[0] + PrintableJson.line(object));
                    before[0] = ",\n";
                });
                append(out, before[0].equals(",\n") ? "\n]\n" : "[]\n");
            });
        });
    }

    /** Empty if the client has the current version. */
    private Optional<Export> export(Context context, QueryValues asked, Query query) {
        CveQuery what = CveQuery.of(asked);
        List<String> columns = CveTableColumn.chosen(asked);
        BadQueryException.refuse(asked);
        long version = site.watch().version();
        Snapshot snapshot = site.snapshot();
        if (file.held(context, version, query)) {
            return Optional.empty();
        }
        int[] rows = snapshot.search()
                .page(
                        what.filter(),
                        list::matching,
                        what.order(),
                        what.backwards(),
                        Optional.empty(),
                        Math.max(1, snapshot.cves().size()))
                .rows();
        return Optional.of(new Export(snapshot, rows, columns));
    }

    private static void append(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No reader of the database is held while the client takes its time. */
    private void each(Export export, Consumer<CveLine> lines) {
        CveIndex cves = export.snapshot().cves();
        for (int from = 0; from < export.rows().length; from += CHUNK) {
            int[] chunk = Arrays.copyOfRange(export.rows(), from, Math.min(export.rows().length, from + CHUNK));
            boolean titles = export.columns().contains("headline");
            boolean decisions = export.columns().contains(CveTable.DECISION);
            List<CveLine> read = titles || decisions
                    ? site.readers().ask(reader -> {
                        CveLines all = new CveLines(reader, cves);
                        List<CveLine> rows = titles ? all.rows(chunk) : CveLines.untitled(cves, chunk);
                        return decisions ? all.decided(rows) : rows;
                    })
                    : CveLines.untitled(cves, chunk);
            read.forEach(lines);
        }
    }
}
