package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.finding.format.Formats;

/** What holds for every format: it has a folder of small reports, and reads each of them completely. */
class FormatsTest {

    private static final Path REPORTS = Path.of("src/test/resources/vigie/finding");

    static Stream<Format> formats() {
        return Formats.ALL.stream();
    }

    private static List<Path> files(Format format) throws IOException {
        try (Stream<Path> files = Files.walk(REPORTS.resolve(format.name()))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("expected.txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyReportIsRecognisedByItsFormatOnlyAndReadCompletely(Format format) throws IOException {
        assertThat(files(format)).isNotEmpty();
        SoftAssertions softly = new SoftAssertions();
        for (Path file : files(format)) {
            Collected read = Collected.of(file);
            softly.assertThat(read.only())
                    .as(file.toString())
                    .isInstanceOfSatisfying(
                            Reading.Read.class,
                            done -> assertThat(done.format()).isEqualTo(format.name()));
            softly.assertThat(read.only().faults()).as(file.toString()).isEmpty();
        }
        softly.assertAll();
    }

    /**
     * The lines of {@code expected.txt} are what is read of the other files of the folder, in the order of their names;
     * {@code VIGIE_REWRITE=1} writes them anew, to be read through before they are committed.
     */
    @ParameterizedTest
    @MethodSource("formats")
    void everyReportGivesWhatIsWrittenDown(Format format) throws IOException {
        Path expected = REPORTS.resolve(format.name()).resolve("expected.txt");
        StringBuilder lines = new StringBuilder();
        for (Path file : files(format)) {
            lines.append(file.getFileName()).append('\n');
            Collected read = Collected.of(file);
            read.findings.forEach(one -> lines.append("  ").append(line(one)).append('\n'));
            read.statements.forEach(one -> lines.append("  ").append(line(one)).append('\n'));
            read.components.forEach(
                    one -> lines.append("  component ").append(line(one)).append('\n'));
            Counts counts = read.only().counts();
            lines.append("  others ").append(counts.others()).append('\n');
        }
        if (System.getenv("VIGIE_REWRITE") != null) {
            Files.writeString(expected, lines);
        }
        assertThat(lines.toString()).isEqualTo(Files.readString(expected));
    }

    private static String line(Finding one) {
        return String.join(
                " | ",
                String.join(" ", one.ids()) + (one.aliases().isEmpty() ? "" : " = " + String.join(" ", one.aliases())),
                one.cves().toString(),
                one.asset(),
                line(one.component()),
                one.fixed(),
                one.severity(),
                one.cvss().isPresent() ? Double.toString(one.cvss().getAsDouble()) : "",
                one.vector(),
                one.firstSeen().map(Object::toString).orElse(""),
                one.suppression()
                        .map(why -> "suppressed " + why.status() + ": " + why.reason())
                        .orElse(""),
                one.position().toString());
    }

    private static String line(Component one) {
        return String.join(" ; ", one.name(), one.version(), one.purl(), one.type(), one.path());
    }

    private static String line(Statement one) {
        return "statement " + one.ids() + " " + one.status() + " | " + one.products() + " | " + one.parts() + " | "
                + one.reason();
    }

    /** So that the order of the list says nothing but which formats are the last resort. */
    @ParameterizedTest
    @MethodSource("formats")
    void noOtherFormatTakesAReportForItsOwn(Format format) throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Path file : files(format)) {
            byte[] bytes = Files.readAllBytes(file);
            Head head = new Head(bytes, true);
            softly.assertThat(Formats.ALL.stream()
                            .filter(one -> one.getClass().getSimpleName().endsWith("Json"))
                            .filter(one -> !one.equals(format) && one.recognises(head))
                            .map(Format::name))
                    .as(file.toString())
                    .isEmpty();
        }
        softly.assertAll();
    }

    @Test
    void namesAreDistinct() {
        assertThat(Formats.ALL.stream().map(Format::name))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9-]+"));
    }
}
