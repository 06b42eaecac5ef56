package vigie.report.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import vigie.text.Html;
import vigie.text.Messages;

/** A report as one page of HTML that needs nothing else: no script, no network, no other file. */
public final class ReportPage {

    private final ReportWords words;

    /** What the page is for. */
    enum Form {
        /** To be read in a browser. */
        SCREEN("report.css"),
        /** To be set as pages of paper by {@link ReportPdf}. */
        PAPER("report-pdf.css");

        private final String style;

        Form(String style) {
            this.style = style;
        }
    }

    /** @param messages the language of the report */
    public ReportPage(Messages messages) {
        this.words = new ReportWords(messages);
    }

    /** The page. */
    public String html(Report report) {
        return html(report, Form.SCREEN);
    }

    String html(Report report, Form form) {
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light">
                <meta name="description" content="%s">
                <meta name="subject" content="%s">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s<main>
                %s%s%s%s%s</main>
                </body>
                </html>
                """.formatted(
                        words.locale().getLanguage(),
                        words.say("subject"),
                        words.say("subject"),
                        title(report),
                        style(form),
                        new TitlePart(words).html(report),
                        new SummaryPart(words).html(report),
                        new PrioritiesPart(words).html(report),
                        new ChartsPart(words, form).html(report),
                        new TablePart(words).html(report),
                        new NotesPart(words).html(report));
    }

    private String title(Report report) {
        return Html.escape(
                words.say("title") + " · " + words.period(report.scope().period()));
    }

    private static String style(Form form) {
        try (InputStream in = ReportPage.class.getResourceAsStream("/vigie/report/" + form.style)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
