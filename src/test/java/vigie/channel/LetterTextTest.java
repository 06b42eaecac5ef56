package vigie.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.alert.Alert;
import vigie.alert.AlertJson;
import vigie.alert.AlertKind;
import vigie.store.AlertQuery;
import vigie.watch.Matched;
import vigie.watch.WatchLine;

/** How the sentences of a letter are put together. */
class LetterTextTest {

    @Test
    void whatHappenedToOneCveIsToldInOnePlace() {
        Alert known = Letters.alert(1);
        Alert exploit = other(known, 7, AlertKind.EXPLOIT_PUBLIC, known.why());
        LetterText text = text(known, Letters.alert(2), exploit);
        assertThat(text.entries())
                .extracting(LetterText.Entry::matter)
                .containsExactly("CVE-2026-1001", "CVE-2026-1002");
        assertThat(text.entries().get(0).kind()).isEqualTo("known exploited, public exploit");
        assertThat(text.entries().get(0).what()).contains("Known exploited from now on.", "An exploit is now public.");
        assertThat(text.subject()).startsWith("2 alerts, 2 known exploited");
        assertThat(text.counts()).containsExactly("2 known exploited", "1 public exploit");
    }

    @Test
    void aVendorThatIsWatchedNeedsNoCheck() {
        Alert alert = Letters.alert(1);
        List<Matched> why = List.of(new Matched(
                new WatchLine(WatchLine.Kind.VENDOR, "Fortinet"),
                "Fortinet FortiOS",
                "certfr",
                Matched.Certainty.NAME));
        assertThat(text(other(alert, 1, AlertKind.NEW, why)).entries().get(0).why())
                .containsExactly("“Fortinet” matches “Fortinet FortiOS” (CERT-FR)");
    }

    @Test
    void aRunOfFindingsSaysOnWhichAssetsItHasIt() {
        Alert alert = Letters.alert(1);
        WatchLine run = new WatchLine(WatchLine.Kind.RUN, "nginx");
        List<Matched> why = List.of(
                new Matched(run, "web-1, web-2", "", Matched.Certainty.VERSION),
                new Matched(run, "", "", Matched.Certainty.VERSION));
        assertThat(text(other(alert, 1, AlertKind.NEW, why)).entries().get(0).why())
                .containsExactly("run “nginx” of findings has it on “web-1, web-2”", "run “nginx” of findings has it");
    }

    @Test
    void aNameThatIsAVendorNeedsNoCheckEither() {
        Alert alert = Letters.alert(1);
        List<Matched> why = List.of(
                new Matched(
                        new WatchLine(WatchLine.Kind.NAME, "Fortinet"),
                        "Fortinet FortiOS",
                        "certfr",
                        Matched.Certainty.VENDOR),
                new Matched(
                        new WatchLine(WatchLine.Kind.PUBLICATIONS, "alertes"),
                        "alerte",
                        "certfr",
                        Matched.Certainty.PRODUCT));
        assertThat(text(other(alert, 1, AlertKind.NEW, why)).entries().get(0).why())
                .containsExactly(
                        "“Fortinet” matches “Fortinet FortiOS” (CERT-FR): any product of this vendor",
                        "“alertes”: a publication of this type");
    }

    @Test
    void whatWasWithdrawnIsSaidInTheWordsOfTheRecordOfChanges() {
        assertThat(told(
                        AlertKind.WITHDRAWN,
                        "KNOWN_EXPLOITED",
                        "",
                        Optional.of("2026-01-27 kev eukev"),
                        Optional.empty()))
                .containsExactly(
                        "What an earlier alert said was withdrawn or corrected. No longer known to be exploited"
                                + " (it was since 2026-01-27, said CISA KEV, EU KEV).");
        assertThat(told(AlertKind.WITHDRAWN, "STATE", "state", Optional.of("PUBLISHED"), Optional.of("REJECTED")))
                .containsExactly("What an earlier alert said was withdrawn or corrected. State: published → rejected.");
        assertThat(told(
                        AlertKind.SEVERITY_UP,
                        "CVSS",
                        "3.1",
                        Optional.of("7.5 CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"),
                        Optional.of("9.8 CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")))
                .containsExactly("The severity was raised. CVSS 3.1: 7.5 High → 9.8 Critical.");
        assertThat(told(AlertKind.SCORE, "SCORE", "0.05", Optional.of("0.008"), Optional.of("0.09")))
                .containsExactly("Vigie score rose to 5% or more.");
        assertThat(told(
                        AlertKind.REVISED,
                        "BULLETIN",
                        "revisions",
                        Optional.empty(),
                        Optional.of("2026-01-30 Indicators were added.")))
                .containsExactly("Publication revised: 2026-01-30 Indicators were added.");
        assertThat(told(AlertKind.REVISED, "LATER", "x", Optional.of("a"), Optional.of("b")))
                .containsExactly("The publication was revised. a → b.");
    }

    @Test
    void whatIsWithdrawnNamesNoReasonToBeToldAndOneUrgentThingMakesAllOfItUrgent() {
        Alert known = Letters.alert(1);
        Alert withdrawn = other(known, 8, AlertKind.WITHDRAWN, List.of());
        LetterText.Entry entry = text(withdrawn).entries().get(0);
        assertThat(entry.why()).containsExactly("You were told of it before");
        Alert calm = new Alert(
                known.list(), 9, known.at(), AlertKind.EPSS, false, known.matter(), known.why(), known.facts());
        assertThat(text(known, calm).entries().get(0).urgent()).isTrue();
        assertThat(text(known, calm).entries().get(0).kinds()).containsExactly("known exploited", "EPSS changed");
    }

    @Test
    void whatCouldNotBeReadIsNotSaidToBeUnknown() {
        Alert known = Letters.alert(1);
        Alert damaged = AlertJson.alert(
                new AlertQuery.KeptAlert(
                        7,
                        known.list(),
                        known.event(),
                        known.at(),
                        known.at(),
                        known.kind().name(),
                        false,
                        known.matter(),
                        new byte[] {'{'},
                        Optional.empty()),
                trouble -> {});
        assertThat(text(damaged).entries().get(0).urgency())
                .containsExactly("What was known of it could not be read: see \"vigie doctor\"");
    }

    private static List<String> told(
            AlertKind kind, String change, String field, Optional<String> before, Optional<String> after) {
        Alert alert = Letters.alert(1);
        Alert.Facts facts = alert.facts();
        return text(new Alert(
                        alert.list(),
                        1,
                        alert.at(),
                        kind,
                        true,
                        alert.matter(),
                        alert.why(),
                        new Alert.Facts(
                                facts.title(),
                                facts.products(),
                                facts.score(),
                                facts.terms(),
                                facts.epss(),
                                facts.cvss(),
                                facts.severity(),
                                facts.exploitedSince(),
                                facts.exploitedSources(),
                                facts.due(),
                                facts.publicExploits(),
                                facts.publications(),
                                facts.links(),
                                facts.cves(),
                                before,
                                after,
                                Optional.of(new Alert.Happened(change, field, "", "nvd")),
                                Optional.empty(),
                                false,
                                false)))
                .entries()
                .get(0)
                .what();
    }

    private static LetterText text(Alert... alerts) {
        return new LetterText(Letters.letter(Locale.ENGLISH, List.of(alerts)), Optional.empty());
    }

    private static Alert other(Alert alert, long event, AlertKind kind, List<Matched> why) {
        return new Alert(alert.list(), event, alert.at(), kind, alert.urgent(), alert.matter(), why, alert.facts());
    }
}
