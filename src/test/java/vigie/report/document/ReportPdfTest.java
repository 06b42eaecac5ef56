package vigie.report.document;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import com.openhtmltopdf.util.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vigie.model.Observation;
import vigie.testing.TestHome;
import vigie.text.Messages;

class ReportPdfTest {

    private static Month month;
    private static PDDocument french;

    @BeforeAll
    static void write() throws IOException {
        month = new Month();
        french = pdf(month.report("fr"), "fr");
    }

    @AfterAll
    static void close() throws IOException {
        french.close();
        month.close();
    }

    private static PDDocument pdf(Report report, String language) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReportPdf(new Messages(language)).write(report, out);
        return Loader.loadPDF(out.toByteArray());
    }

    private static String text(PDDocument pdf) throws IOException {
        return new PDFTextStripper().getText(pdf);
    }

    @Test
    void itHasATitleALanguageAndTags() {
        assertThat(french.getDocumentInformation().getTitle())
                .isEqualTo("Rapport de vulnérabilités · du 1er janvier 2026 au 30 janvier 2026");
        assertThat(french.getDocumentCatalog().getLanguage()).isEqualTo("fr");
        assertThat(french.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
        assertThat(french.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
    }

    @Test
    void theRendererHasNothingToComplainOf() throws IOException {
        List<Diagnostic> said = new ArrayList<>();
        new ReportPdf(new Messages("en")).write(month.report("en"), new ByteArrayOutputStream(), said::add);
        assertThat(said).isNotEmpty();
        assertThat(said)
                .filteredOn(d -> d.getLevel().intValue() >= Level.WARNING.intValue())
                .extracting(Diagnostic::getFormattedMessage)
                .isEmpty();
        assertThat(said).extracting(Diagnostic::getFormattedMessage).noneMatch(text -> text.contains("PDF/UA"));
    }

    @Test
    void itIsOfTheDayOfTheReport() {
        assertThat(french.getDocumentInformation().getCreationDate().toInstant())
                .isEqualTo(Instant.parse("2026-01-30T00:00:00Z"));
    }

    @Test
    void itsTextHasItsAccentsAndItsPagesTheirNumbers() throws IOException {
        assertThat(text(french))
                .contains("À corriger d’abord", "Étau œuvré", "Écrou & <Vis>", "CVE-2026-0001")
                .contains("2 / " + french.getNumberOfPages());
    }

    @Test
    void everyFontIsInIt() throws IOException {
        for (PDPage page : french.getPages()) {
            PDResources resources = page.getResources();
            for (COSName name : resources.getFontNames()) {
                assertThat(resources.getFont(name).isEmbedded()).isTrue();
                assertThat(resources.getFont(name).getName()).contains("DejaVuSansCondensed");
            }
        }
    }

    @Test
    void theOutlineLeadsToEverySectionAndEveryCveToFixFirst() {
        List<String> sections = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (PDOutlineItem item :
                french.getDocumentCatalog().getDocumentOutline().children()) {
            sections.add(item.getTitle());
            item.children().forEach(part -> parts.add(part.getTitle()));
        }
        assertThat(sections)
                .containsExactly(
                        "Synthèse",
                        "À corriger d’abord",
                        "Graphiques",
                        "Publications et CVE",
                        "Comment lire ce rapport");
        assertThat(parts).contains(Month.PRESSING, Month.LIKELY);
    }

    @Test
    void itsLinksLeadToTheWebOrIntoIt() throws IOException {
        List<String> addresses = new ArrayList<>();
        int within = 0;
        for (PDPage page : french.getPages()) {
            for (PDAnnotation annotation : page.getAnnotations()) {
                PDAnnotationLink link = (PDAnnotationLink) annotation;
                if (link.getAction() instanceof PDActionURI web) {
                    addresses.add(web.getURI());
                } else {
                    within++;
                }
            }
        }
        assertThat(addresses)
                .contains(
                        "https://www.cve.org/CVERecord?id=CVE-2026-0001",
                        "https://www.cert.ssi.gouv.fr/alerte/CERTFR-2026-ALE-001/",
                        "https://acme.example/CVE-2026-0001")
                .allMatch(address -> address.startsWith("https://"));
        assertThat(within).isGreaterThanOrEqualTo(5);
    }

    @Test
    void hostileTextsAreShownAndNothingIsFetched() throws IOException {
        try (TestHome home = TestHome.make()) {
            String text = ReportPageTest.HOSTILE + "<object data='file:///etc/passwd'></object>" + "y".repeat(1 << 20);
            home.ingest(
                    "2026-01-10",
                    cve("CVE-2026-0001")
                            .title(text)
                            .cvss(9)
                            .product(text, text, text, "affected")
                            .listed(),
                    bulletin("CERTFR-2026-AVI-0001", "2026-01-05", "CVE-2026-0001")
                            .title(text)
                            .seen());
            ReportScope scope = new ReportScope(Month.JANUARY, List.of(), Optional.empty());
            try (PDDocument pdf = pdf(Month.read(home, "en", scope, 10), "en")) {
                assertThat(text(pdf))
                        .contains("<script>alert(1)</script>", "<img src=x")
                        .doesNotContain("root:");
            }
        }
    }

    @Test
    void theHeadsOfALongTableAreRepeatedOnEveryPage() throws IOException {
        try (TestHome home = TestHome.make()) {
            List<Observation> many = new ArrayList<>(IntStream.range(1000, 1200)
                    .mapToObj(i -> (Observation) cve("CVE-2026-" + i).cvss(5).listed())
                    .toList());
            many.add(bulletin(
                            "CERTFR-2026-AVI-0001",
                            "2026-01-05",
                            IntStream.range(1000, 1200)
                                    .mapToObj(i -> "CVE-2026-" + i)
                                    .toArray(String[]::new))
                    .seen());
            home.ingest("2026-01-10", many);
            ReportScope scope = new ReportScope(Month.JANUARY, List.of(), Optional.empty());
            try (PDDocument pdf = pdf(Month.read(home, "en", scope, 5000), "en")) {
                String text = text(pdf);
                assertThat(text).contains("CVE-2026-1000", "CVE-2026-1199");
                assertThat(text.split("Vendor and product", -1)).hasSizeGreaterThan(3);
            }
        }
    }

    @Test
    void anEmptyPeriodHasItsPagesToo() throws IOException {
        try (TestHome home = TestHome.make()) {
            ReportScope scope = new ReportScope(Month.JANUARY, List.of("x"), Optional.empty());
            try (PDDocument pdf = pdf(Month.read(home, "fr", scope, 10), "fr")) {
                assertThat(text(pdf)).contains("Aucune publication du CERT-FR");
            }
        }
    }
}
