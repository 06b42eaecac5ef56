package vigie.channel;

import java.util.Optional;

/** The files of a letter: in the mail, or behind a link where they are too large for it. */
public final class LetterFiles {

    /** The name of the PDF in links. */
    public static final String PDF = "alerts.pdf";

    /** The name of the CSV file in links. */
    public static final String CSV = "alerts.csv";

    private LetterFiles() {}

    /** The summary as a PDF. */
    public static byte[] pdf(Letter letter) {
        return LetterPdf.of(new LetterText(letter, Optional.empty()));
    }

    /** The rows of the letter as CSV. */
    public static byte[] csv(Letter letter) {
        return LetterCsv.of(letter);
    }
}
