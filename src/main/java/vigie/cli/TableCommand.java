package vigie.cli;

import java.io.BufferedWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.model.CveId;
import vigie.model.Severity;
import vigie.report.AlertTable;
import vigie.report.CsvTable;
import vigie.report.JsonLinesTable;
import vigie.report.TableWriter;
import vigie.report.TextTable;
import vigie.store.ProductFilter;
import vigie.store.Reader;
import vigie.store.TableQuery;
import vigie.text.IdText;

/** {@code vigie table}: the consolidated table of publications and CVEs. */
@Command(name = "table")
final class TableCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "0..*", descriptionKey = "table.ids")
    private List<String> ids = List.of();

    @Mixin
    private GivenIds given = new GivenIds();

    @Option(
            names = "--format",
            paramLabel = "csv|jsonl|text",
            completionCandidates = Values.Formats.class,
            defaultValue = "text",
            descriptionKey = "table.format")
    private String format = "text";

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "table.out")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--since", paramLabel = "DAY", descriptionKey = "table.since")
    private Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "DAY", descriptionKey = "table.until")
    private Optional<String> until = Optional.empty();

    @Option(
            names = "--type",
            paramLabel = "avis|alerte",
            completionCandidates = Values.Kinds.class,
            descriptionKey = "table.type")
    private List<String> types = List.of();

    @Option(names = "--vendor", paramLabel = "NAME", descriptionKey = "vendor")
    private List<String> vendors = List.of();

    @Option(names = "--product", paramLabel = "NAME", descriptionKey = "product")
    private List<String> products = List.of();

    @Option(
            names = "--min-severity",
            paramLabel = "LEVEL",
            completionCandidates = Values.Severities.class,
            descriptionKey = "table.severity")
    private List<String> severities = List.of();

    @Option(names = "--excel", descriptionKey = "table.excel")
    private boolean excel;

    private static final int CVE = AlertTable.COLUMNS.indexOf("cve");

    private final Set<CveId> written = new HashSet<>();
    private final Vigie vigie;

    TableCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() {
        TableQuery.Filter filter = filter();
        if (!format.equals("csv") && !format.equals("jsonl") && !format.equals("text")) {
            throw new Exit.WrongUse(vigie.messages().get("error.wrong.format", format));
        }
        if (excel && !format.equals("csv")) {
            throw new Exit.WrongUse(vigie.messages().get("wrong.excel"));
        }
        try (Reader reader = vigie.reader()) {
            long rows = out.isPresent() ? toFile(reader, filter, out.get()) : write(reader, filter, results());
            vigie.console()
                    .say(out.map(file -> vigie.messages().get("table.written", rows, file))
                            .orElseGet(() -> vigie.messages().get("table.rows", rows)));
            vigie.tellAge(reader);
            return missing(reader, filter.cves());
        }
    }

    /** Tells which CVEs of a list have no row. */
    private int missing(Reader reader, Set<CveId> asked) {
        Set<CveId> without = new TreeSet<>(asked);
        without.removeAll(written);
        Set<CveId> unknown = new TreeSet<>(without);
        unknown.removeAll(reader.dossiers().summaries(without).keySet());
        without.removeAll(unknown);
        if (!without.isEmpty()) {
            vigie.console().error(vigie.messages().get("table.without", without.size(), GivenIds.all(without)));
        }
        GivenIds.unknown(unknown, vigie);
        return unknown.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    private TableQuery.Filter filter() {
        IdText named = given.read(ids, vigie, "show.wrong");
        return new TableQuery.Filter(
                since.map(vigie::day),
                until.map(vigie::day),
                vigie.kinds(types),
                new ProductFilter(vendors, products),
                severities.stream().map(this::severity).map(Severity::from).min(Comparator.naturalOrder()),
                named.cves(),
                named.publications());
    }

    private Severity severity(String text) {
        return Severity.parse(text)
                .filter(Severity.least()::contains)
                .orElseThrow(() -> new Exit.WrongUse(vigie.messages().get("error.wrong.severity", text)));
    }

    private Writer results() {
        return vigie.console().results();
    }

    private long toFile(Reader reader, TableQuery.Filter filter, Path file) {
        return new OutFile(file, vigie.messages()).write(writer -> write(reader, filter, writer));
    }

    private long write(Reader reader, TableQuery.Filter filter, Writer to) {
        AtomicLong rows = new AtomicLong();
        try (TableWriter table = writer(new BufferedWriter(to, 1 << 16))) {
            new AlertTable(reader).each(filter, row -> {
                table.row(row);
                row.get(CVE).map(Object::toString).flatMap(CveId::parse).ifPresent(written::add);
                rows.incrementAndGet();
            });
        }
        return rows.get();
    }

    private TableWriter writer(Writer to) {
        return switch (format) {
            case "csv" -> new CsvTable(to, excel);
            case "jsonl" -> new JsonLinesTable(to);
            default -> new TextTable(to, vigie.messages(), vigie.console().width());
        };
    }
}
