package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.testing.CveText;
import vigie.testing.TestHome;

class HeadlineTest {

    private static final String ID = "CVE-2026-0001";

    private static final long KEY = Documents.first(CveId.of(ID));

    private static Optional<String> held(Observation... observations) {
        try (TestHome home = TestHome.make()) {
            for (Observation observation : observations) {
                home.ingest("2026-01-10", observation);
            }
            return home.reader().dossiers().headline(CveId.of(ID));
        }
    }

    private static CveText record() {
        return cve(ID);
    }

    @Test
    void itIsTheTitleOrElseTheBeginningOfTheDescription() {
        assertThat(Headline.of("Anvil drops", "Long")).isEqualTo("Anvil drops");
        assertThat(Headline.of("", "An anvil\n drops")).isEqualTo("An anvil drops");
        assertThat(Headline.of("\u200b \u202e", "An anvil")).isEqualTo("An anvil");
        assertThat(Headline.of("", "")).isEmpty();
    }

    @Test
    void whatIsDisputedIsMarkedHoweverItsRecordSaysSo() {
        assertThat(held(record().title("Anvil drops").tag("disputed").listed())).contains("** DISPUTED ** Anvil drops");
        assertThat(held(record().title("Anvil drops")
                        .description("** DISPUTED ** An anvil")
                        .listed()))
                .contains("** DISPUTED ** Anvil drops");
        assertThat(held(record().description("** DISPUTED ** An anvil").listed()))
                .contains("** DISPUTED ** An anvil");
        assertThat(held(record().description("**DISPUTED** An anvil").listed())).contains("** DISPUTED ** An anvil");
        assertThat(held(record().title("Disputed borders")
                        .description("DISPUTED anvils drop")
                        .listed()))
                .contains("Disputed borders");
    }

    @Test
    void whatIsLongIsCutAtAWord() {
        String words = "anvil ".repeat(40);
        assertThat(Headline.of("", words)).hasSize(156).endsWith("anvil anvil…");
        assertThat(Headline.of("", "x".repeat(160))).isEqualTo("x".repeat(160));
        assertThat(Headline.of("", "x".repeat(161))).isEqualTo("x".repeat(159) + "…");
        assertThat(Headline.of("", "x".repeat(158) + "\uD83D\uDE00\uD83D\uDE00"))
                .isEqualTo("x".repeat(158) + "…");
        assertThat(Headline.of("", "few" + " ".repeat(2000) + "words")).isEqualTo("few…");
    }

    @Property(tries = 300)
    void itIsAlwaysOneShortPrintableLine(@ForAll String title, @ForAll String description) {
        String headline = Headline.of(title, description + title.repeat(20));
        assertThat(headline).hasSizeLessThanOrEqualTo(Headline.LONGEST).doesNotContain("\n");
        assertThat(headline.codePoints()).allMatch(c -> vigie.text.PlainText.visible(c));
    }

    @Test
    void theCveListsWordsCountWhicheverCameFirst() {
        Observation listed = record().description("Anvil drops").listed();
        Observation nvd = record().description("Feather floats").nvd();
        assertThat(held(listed)).contains("Anvil drops");
        assertThat(held(nvd)).contains("Feather floats");
        assertThat(held(listed, nvd)).contains("Anvil drops");
        assertThat(held(nvd, listed)).contains("Anvil drops");
    }

    @Test
    void aRejectedOrReservedCveHasNone() {
        Observation rejected = record().description("Anvil drops")
                .modified("2026-01-11T00:00:00Z")
                .state("REJECTED")
                .listed();
        Observation nvd = record().description("Feather floats").nvd();
        assertThat(held(rejected)).isEmpty();
        assertThat(held(record().title("Anvil").listed(), rejected, nvd)).isEmpty();
        assertThat(held(nvd, rejected)).isEmpty();
        assertThat(held(new Observation.CveAbsent(CveId.of(ID)))).isEmpty();
    }

    @Test
    void aNewVersionOfTheRecordBringsANewOne() {
        assertThat(held(
                        record().title("Anvil").listed(),
                        record().title("Hammer")
                                .modified("2026-02-01T00:00:00Z")
                                .listed()))
                .contains("Hammer");
    }

    @Property(tries = 300)
    void fromTheStoredRecordItIsTheSameAsAtTheImport(
            @ForAll String title, @ForAll String words, @ForAll boolean untitled) {
        CveText text = untitled ? record() : record().title(title);
        Observation.CveSeen listed = text.description(words).listed();
        Observation.CveSeen nvd = text.nvd();
        assertThat(filledIn(listed)).isEqualTo(CveRow.of(listed.record()).headline());
        assertThat(filledIn(nvd)).isEqualTo(CveRow.of(nvd.record()).headline());
    }

    @Test
    void aStoredRecordThatCannotBeReadHasNone() {
        byte[] broken =
                "{\"containers\": {\"cna\": {\"title\": \"Anv".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (Packing packing = new Packing()) {
            assertThat(HeadlineFill.headline(KEY, packing.pack(Packing.Form.PLAIN, broken, broken.length)))
                    .isEmpty();
        }
        assertThat(HeadlineFill.headline(KEY, new byte[] {99, 1, 2})).isEmpty();
    }

    private static String filledIn(Observation.CveSeen seen) {
        return HeadlineFill.headline(
                Documents.key(seen.record().id().key(), seen.record().source()), packed(seen));
    }

    private static byte[] packed(Observation.CveSeen seen) {
        try (SqlitePreparer preparer = new SqlitePreparer()) {
            return ((SqlitePrepared.Record) preparer.prepare(seen)).document().packed();
        }
    }
}
