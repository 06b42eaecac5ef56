package vigie.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.alert.Alert;
import vigie.alert.AlertKind;
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

    private static LetterText text(Alert... alerts) {
        return new LetterText(Letters.letter(Locale.ENGLISH, List.of(alerts)), Optional.empty());
    }

    private static Alert other(Alert alert, long event, AlertKind kind, List<Matched> why) {
        return new Alert(alert.list(), event, alert.at(), kind, alert.urgent(), alert.matter(), why, alert.facts());
    }
}
