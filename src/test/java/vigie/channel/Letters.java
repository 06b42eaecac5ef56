package vigie.channel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import vigie.alert.Alert;
import vigie.alert.AlertKind;
import vigie.watch.Addressee;
import vigie.watch.Matched;
import vigie.watch.WatchLine;

/** Letters for tests. */
final class Letters {

    static final Instant AT = Instant.parse("2026-01-30T12:00:00Z");

    /** A text as a hostile record may have it: markup of every channel, control characters, a formula, line breaks. */
    static final String HOSTILE =
            "=cmd|' /C calc'!A0 <script>alert(1)</script> [x](http://evil.example) *b* _i_ `c` <!channel> @everyone <@U1>"
                    + " |pipe| a=b \\ \u202ertl\u0000 \r\nBcc: eve@evil.example\r\n\r\n.\r\n~~s~~ #h ]]> {{x}} %0a";

    private Letters() {}

    static Addressee to(Locale language) {
        return new Addressee("alice", language, ZoneId.of("Europe/Paris"), List.of("mail:alice@example.org"));
    }

    /** An alert with everything in it. */
    static Alert alert(int number) {
        return alert(number, AlertKind.KNOWN_EXPLOITED, "Path traversal in the web interface", "fortigate");
    }

    static Alert alert(int number, AlertKind kind, String title, String line) {
        return new Alert(
                "perimeter",
                number,
                AT,
                kind,
                number % 2 == 1,
                "CVE-2026-" + (1000 + number),
                List.of(new Matched(
                        new WatchLine(WatchLine.Kind.NAME, line),
                        "Fortinet FortiOS",
                        "certfr",
                        Matched.Certainty.PRODUCT)),
                new Alert.Facts(
                        title,
                        List.of("Fortinet FortiOS", "Fortinet FortiProxy"),
                        new Alert.Movement(OptionalDouble.of(0.008), OptionalDouble.of(0.09)),
                        List.of(new Alert.Term("EXPLOITS", 1.7), new Alert.Term("AGE", 0.8065)),
                        new Alert.Movement(OptionalDouble.empty(), OptionalDouble.of(0.42)),
                        OptionalDouble.of(number % 3 == 0 ? 5.3 : 9.8),
                        Optional.of(number % 3 == 0 ? "Medium" : "Critical"),
                        Optional.of("2026-01-29"),
                        List.of("kev", "eukev"),
                        Optional.of(LocalDate.of(2026, 2, 19)),
                        2,
                        List.of("CERTFR-2026-ALE-001"),
                        List.of("https://vendor.example/advisory?id=1&x=2"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    static Letter letter(Locale language, int alerts) {
        List<Alert> all = new ArrayList<>();
        for (int i = 1; i <= alerts; i++) {
            all.add(alert(i));
        }
        return letter(language, all);
    }

    static Letter letter(Locale language, List<Alert> alerts) {
        return new Letter(
                "perimeter-" + alerts.size(),
                Optional.empty(),
                "perimeter",
                to(language),
                AT,
                alerts.isEmpty()
                        ? Letter.Occasion.NOTHING_NEW
                        : alerts.size() == 1 ? Letter.Occasion.ALERT : Letter.Occasion.DIGEST,
                alerts);
    }

    static Letter hostile() {
        Alert one = alert(1, AlertKind.NEW, HOSTILE, HOSTILE);
        Alert.Facts facts = one.facts();
        return letter(
                Locale.ENGLISH,
                List.of(new Alert(
                        "perimeter",
                        1,
                        AT,
                        AlertKind.NEW,
                        true,
                        "CVE-2026-1001",
                        List.of(new Matched(
                                new WatchLine(WatchLine.Kind.NAME, HOSTILE),
                                HOSTILE,
                                "cvelist",
                                Matched.Certainty.NAME)),
                        new Alert.Facts(
                                HOSTILE,
                                List.of(HOSTILE),
                                facts.score(),
                                facts.terms(),
                                facts.epss(),
                                facts.cvss(),
                                Optional.of(HOSTILE),
                                Optional.of("2026-01-29"),
                                List.of(HOSTILE),
                                Optional.empty(),
                                0,
                                List.of(HOSTILE),
                                List.of("javascript:alert(1)", "https://ok.example/a|b>c(d)*e*", HOSTILE),
                                List.of(),
                                Optional.of(HOSTILE),
                                Optional.of(HOSTILE)))));
    }
}
