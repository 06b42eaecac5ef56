package vigie.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.model.Period;
import vigie.report.document.Report;
import vigie.report.document.ReportPage;
import vigie.report.document.ReportPdf;
import vigie.report.document.ReportReader;
import vigie.report.document.ReportScope;
import vigie.store.Reader;
import vigie.text.Messages;

/** {@code vigie report}: what happened in a period and what to fix first, as HTML or PDF. */
@Command(name = "report")
final class ReportCommand implements Callable<Integer> {

    private static final int DAYS = 30;
    private static final int ROWS = 5_000;
    private static final int KILO = 1_000;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "report.out")
    private Path out = Path.of("");

    @Option(names = "--since", paramLabel = "DAY", descriptionKey = "report.since")
    private Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "DAY", descriptionKey = "report.until")
    private Optional<String> until = Optional.empty();

    @Option(names = "--vendor", paramLabel = "NAME", descriptionKey = "report.vendor")
    private List<String> vendors = List.of();

    @Option(
            names = "--type",
            paramLabel = "avis|alerte",
            completionCandidates = Values.Kinds.class,
            descriptionKey = "report.type")
    private List<String> types = List.of();

    @Option(names = "--rows", paramLabel = "N", descriptionKey = "report.rows")
    private int rows = ROWS;

    @Option(names = "--no-table", descriptionKey = "report.no-table")
    private boolean withoutTable;

    private final Vigie vigie;
    private final Messages words;

    ReportCommand(Vigie vigie) {
        this.vigie = vigie;
        this.words = vigie.messages().bundle("document");
    }

    @Override
    public Integer call() {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".pdf") && !name.endsWith(".html")) {
            throw new Exit.WrongUse(words.get("wrong.suffix", out));
        }
        if (rows < 0) {
            throw new Exit.WrongUse(words.get("wrong.rows"));
        }
        ReportScope scope = new ReportScope(period(), vendors, vigie.kinds(types));
        OutFile file = new OutFile(out, vigie.messages());
        file.check();
        vigie.console().say(words.get("command.reading"));
        Report report;
        try (Reader reader = vigie.reader()) {
            report = new ReportReader(
                            reader,
                            vigie.clock(),
                            vigie.messages(),
                            vigie.settings().staleness())
                    .read(scope, Optional.of(rows).filter(any -> !withoutTable));
        }
        long bytes = name.endsWith(".pdf") ? pdf(file, report) : html(file, report);
        vigie.console()
                .say(words.get(
                        "command.written",
                        words.get(
                                "period",
                                scope.period().since().toString(),
                                scope.period().until().toString()),
                        out,
                        (bytes + KILO - 1) / KILO));
        return Exit.DONE;
    }

    private long pdf(OutFile file, Report report) {
        return file.writeBytes(stream -> new ReportPdf(vigie.messages()).write(report, stream));
    }

    private long html(OutFile file, Report report) {
        String page = new ReportPage(vigie.messages()).html(report);
        return file.writeBytes(stream -> stream.write(page.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private Period period() {
        LocalDate last = until.map(vigie::day).orElseGet(() -> LocalDate.now(vigie.clock()));
        LocalDate first = since.map(vigie::day).orElse(last.minusDays(DAYS));
        if (first.isAfter(last)) {
            throw new Exit.WrongUse(words.get("wrong.period", first.toString(), last.toString()));
        }
        return new Period(first, last);
    }
}
