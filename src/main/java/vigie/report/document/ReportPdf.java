package vigie.report.document;

import com.openhtmltopdf.util.Diagnostic;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import vigie.text.Messages;

/** A report as a PDF, see {@link HtmlPdf}. */
public final class ReportPdf {

    private final ReportPage page;
    private final HtmlPdf pdf;

    /** @param messages the language of the report */
    public ReportPdf(Messages messages) {
        this.page = new ReportPage(messages);
        this.pdf = new HtmlPdf(messages.locale());
    }

    /** Writes the report. */
    public void write(Report report, OutputStream to) throws IOException {
        write(report, to, said -> {});
    }

    /** As above, and hands on what the renderer has to say. */
    void write(Report report, OutputStream to, Consumer<Diagnostic> diagnostics) throws IOException {
        pdf.write(page.html(report, ReportPage.Form.PAPER), report.charts(), report.made(), to, diagnostics);
    }
}
