package vigie.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class LetterPdfTest {

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper()
                    .getText(document)
                    .replace('\u00a0', ' ')
                    .replace('\u202f', ' ');
        }
    }

    private static byte[] pdf(Letter letter) {
        return LetterPdf.of(new LetterText(letter, Optional.empty()));
    }

    @Test
    void countsReasonsAndMatricesOfThisLetterStandInIt() throws IOException {
        String text = text(pdf(Letters.letter(Locale.FRENCH, 12)));
        assertThat(text)
                .contains(
                        "Alertes pour perimeter",
                        "12 CVE de cet envoi sont exploitées.",
                        "Critique 8",
                        "Moyenne 4",
                        "CVE-2026-1010",
                        "Score Vigie de 0,800 % à 9,00 %",
                        "Risque : EPSS et CVSS",
                        "8 des 12 CVE qui ont les deux valeurs (67 %) sont dans la zone critique",
                        "Les 2 autres alertes")
                .doesNotContain("CVE-2026-1012 ");
    }

    @Test
    void theSameLetterIsTheSamePdf() {
        assertThat(pdf(Letters.letter(Locale.ENGLISH, 3))).isEqualTo(pdf(Letters.letter(Locale.ENGLISH, 3)));
    }

    @Test
    void whatRecordsHoldIsText() throws IOException {
        assertThat(text(pdf(Letters.hostile())).replaceAll("\\s+", " ")).contains("<script>alert(1)</script>");
    }
}
