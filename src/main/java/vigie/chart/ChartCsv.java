package vigie.chart;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vigie.chart.ChartData.Axis;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PlainText;

/** The data of a chart as CSV (RFC 4180), one line for each mark; texts that a spreadsheet would take for formulas are defused. */
public final class ChartCsv {

    private final Messages words;

    /** @param messages the reader's language */
    public ChartCsv(Messages messages) {
        this.words = messages.bundle("charts");
    }

    /** The file: series, a column for each axis that has categories, value, and the mark in words. */
    public String of(ChartData data) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            write(data, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(ChartData data, CsvWriter csv) {
        List<Axis> axes = Stream.of(data.x(), data.y())
                .filter(axis -> !axis.categories().isEmpty())
                .toList();
        List<String> head = new ArrayList<>(List.of(words.get("csv.series")));
        axes.forEach(axis -> head.add(axis.title()));
        head.add(words.get("csv.value"));
        head.add(words.get("csv.label"));
        csv.writeRecord(head.stream().map(PlainText::cell).toList());
        for (Series series : data.series()) {
            for (Mark mark : series.marks()) {
                List<String> line = new ArrayList<>(List.of(PlainText.cell(series.name())));
                axes.forEach(axis -> line.add(PlainText.cell(category(data, axis, mark))));
                line.add(Figures.exact(mark.value()));
                line.add(PlainText.cell(mark.label()));
                csv.writeRecord(line);
            }
        }
    }

    private static String category(ChartData data, Axis axis, Mark mark) {
        double place = axis == data.x() ? mark.x() : mark.y();
        return axis.categories().get(Math.min((int) place, axis.categories().size() - 1));
    }
}
