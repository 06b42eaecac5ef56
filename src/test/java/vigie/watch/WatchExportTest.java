package vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.Bulletin;
import vigie.model.Severities;
import vigie.model.Severity;

/** A list that is exported and read again is the same list. */
class WatchExportTest {

    private static final Instant MADE = Instant.parse("2026-01-30T08:00:00Z");

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "FortiOS 7.2.4",
                        "openssl >= 3.0, < 3.2",
                        "\"edge\"",
                        "software",
                        "name; version",
                        "#1 tool",
                        "vendor=Cisco",
                        "CVE-2026-0001",
                        "C:\\it's",
                        "éditeur",
                        "true",
                        "[x]",
                        "<b>",
                        "{a}"),
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .withChars('é', '"', '\'', '\\')
                        .ofMinLength(1)
                        .ofMaxLength(30));
    }

    private static Arbitrary<WatchLine> lines() {
        return Combinators.combine(Arbitraries.of(WatchLine.Kind.class), texts())
                .as((kind, text) -> switch (kind) {
                    case ALL -> new WatchLine(kind, "");
                    case CVE -> new WatchLine(kind, "CVE-2026-0001");
                    case PURL -> new WatchLine(kind, "pkg:npm/lodash@4.17.20");
                    case CPE -> new WatchLine(kind, "cpe:2.3:a:apache:tomcat:9.0.80:*:*:*:*:*:*:*");
                    case PUBLICATIONS -> new WatchLine(kind, "alertes");
                    default -> new WatchLine(kind, text);
                });
    }

    private static Arbitrary<Condition> simple() {
        Arbitrary<Condition> least = Combinators.combine(
                        Arbitraries.of(Condition.Number.class),
                        Arbitraries.doubles().between(0, 1).ofScale(3),
                        Arbitraries.of(true, false))
                .as(Condition.AtLeast::new);
        Arbitrary<Condition> severe = Combinators.combine(
                        Arbitraries.of(Severity.CRITICAL, Severity.HIGH, Severity.LOW)
                                .set()
                                .ofMinSize(1),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((ratings, none, unknown) -> new Condition.Severe(new Severities(ratings, none), unknown));
        Arbitrary<Condition> banded = Combinators.combine(
                        Arbitraries.of("top-0.1", "top-1", "top-5", "rest", "none")
                                .set()
                                .ofMinSize(1),
                        Arbitraries.of(true, false))
                .as((texts, unknown) -> new Condition.Banded(ConditionTable.bands(List.copyOf(texts)), unknown));
        // A run is no condition.
        Arbitrary<Condition> named = lines().filter(line -> line.kind() != WatchLine.Kind.RUN)
                .map(line -> new Condition.Names(AskedLine.of(new Rule(line))));
        return Arbitraries.oneOf(
                least,
                severe,
                banded,
                named,
                Arbitraries.of(
                        new Condition.Exploited(),
                        new Condition.PublicExploit(),
                        new Condition.Not(new Condition.Exploited()),
                        new Condition.Published(Set.of(Bulletin.Kind.ALERTE))));
    }

    private static Arbitrary<Condition> conditions() {
        Arbitrary<Condition> one = simple();
        Arbitrary<Condition> two = Arbitraries.oneOf(one, joined(one));
        return Arbitraries.oneOf(one, joined(two), two.map(Condition.Not::new));
    }

    private static Arbitrary<Condition> joined(Arbitrary<Condition> of) {
        return Arbitraries.oneOf(
                of.list().ofMinSize(2).ofMaxSize(3).map(Condition.All::new),
                of.list().ofMinSize(1).ofMaxSize(3).map(Condition.Any::new));
    }

    @Provide
    Arbitrary<WatchList> lists() {
        Arbitrary<Rule> rules = Combinators.combine(
                        lines(),
                        Arbitraries.of("", "", "", "7.2", ">= 7, < 8"),
                        Arbitraries.oneOf(
                                Arbitraries.just(Condition.ALWAYS), Arbitraries.just(Condition.ALWAYS), conditions()))
                .as((line, version, when) ->
                        new Rule(line, Optional.of(version).filter(text -> !text.isEmpty()), when));
        Arbitrary<Delivery> deliveries = Combinators.combine(
                        Arbitraries.of(Delivery.Pace.class),
                        Arbitraries.of(DayOfWeek.class),
                        Arbitraries.of(true, false))
                .as((pace, day, flag) -> new Delivery(
                        pace,
                        Delivery.Pace.WEEKLY,
                        LocalTime.of(7, 30),
                        day,
                        flag
                                ? Optional.of(new Delivery.Quiet(LocalTime.of(22, 0), LocalTime.of(6, 0)))
                                : Optional.empty(),
                        flag,
                        !flag));
        return Combinators.combine(
                        rules.list().ofMinSize(1).ofMaxSize(6),
                        deliveries,
                        Arbitraries.oneOf(Arbitraries.just(Condition.ALWAYS), conditions()))
                .as((all, delivery, when) -> new WatchList(
                        "liste_é",
                        new Addressee("alice", Locale.FRENCH, ZoneId.of("Europe/Paris"), List.of("mail:a@example.org")),
                        delivery,
                        List.copyOf(new LinkedHashSet<>(all)),
                        when,
                        false,
                        MADE,
                        0));
    }

    private static WatchList again(String file) {
        return ProductFile.list(file, "x", "x", MADE).orElseThrow();
    }

    /** The order of lines has no meaning, nor what a condition looks like that says the same. */
    private static void same(WatchList again, WatchList list) {
        assertThat(again.rules().stream().map(WatchExportTest::said))
                .containsExactlyInAnyOrderElementsOf(
                        list.rules().stream().map(WatchExportTest::said).toList());
        assertThat(ConditionTable.words(again.when())).isEqualTo(ConditionTable.words(list.when()));
        assertThat(List.of(again.name(), again.to(), again.delivery(), again.paused()))
                .isEqualTo(List.of(list.name(), list.to(), list.delivery(), list.paused()));
    }

    private static String said(Rule rule) {
        return rule.line() + " " + rule.version() + " " + ConditionTable.words(rule.when());
    }

    @Property(tries = 300)
    void tomlIsReadAgain(@ForAll("lists") WatchList list) {
        same(again(WatchFile.write(list)), list);
        assertThat(WatchFile.write(again(WatchFile.write(list)))).isEqualTo(WatchFile.write(list));
    }

    @Property(tries = 300)
    void jsonIsReadAgain(@ForAll("lists") WatchList list) {
        same(again(WatchFile.json(list).toString()), list);
        WatchList paused = list.paused(true);
        assertThat(again(WatchFile.json(paused).toString()).paused()).isTrue();
    }

    @Property(tries = 300)
    void linesAreReadAgainUnlessTheyAreLeftOut(@ForAll("lists") WatchList list) {
        WatchExport.File file = WatchExport.write(list, WatchExport.Form.TXT);
        Set<Rule> plain = new LinkedHashSet<>(list.rules());
        plain.removeIf(rule -> WatchExport.line(rule).isEmpty());
        assertThat(file.left()).isEqualTo(list.rules().size() - plain.size());
        if (!plain.isEmpty()) {
            assertThat(ProductFile.read(file.text().getBytes(StandardCharsets.UTF_8)))
                    .containsExactlyElementsOf(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Apache  Tomcat", "! \t!", "a\u00a0 b"})
    void linesKeepTheirSpaces(String text) {
        Rule rule = new Rule(new WatchLine(WatchLine.Kind.NAME, text));
        WatchExport.File file = WatchExport.write(list(rule), WatchExport.Form.TXT);
        assertThat(file.left()).isZero();
        assertThat(ProductFile.read(file.text())).containsExactly(rule);
    }

    @Test
    void aLineThatCannotBePrintedIsLeftOut() {
        Rule hidden = new Rule(new WatchLine(WatchLine.Kind.NAME, "Apache \u202etacmoT"));
        assertThat(WatchExport.write(list(hidden), WatchExport.Form.TXT)).isEqualTo(new WatchExport.File("", 1));
    }

    private static WatchList list(Rule... rules) {
        return new WatchList(
                "list",
                new Addressee("alice", Locale.FRENCH, ZoneId.of("Europe/Paris"), List.of("mail:a@example.org")),
                Delivery.USUAL,
                List.of(rules),
                Condition.ALWAYS,
                false,
                MADE,
                0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FortiOS 7.2.4",
                "vendor=Ivanti",
                "vendor=fortinet",
                "word=true story",
                "publication=alertes",
                "everything=yes",
                "product=7zip",
                "name=software",
                "cve=CVE-2026-0001"
            })
    void aLineSaysWhatItNames(String line) {
        List<Rule> rules = ProductFile.read(line);
        assertThat(rules).hasSize(1);
        assertThat(ProductFile.read(WatchExport.line(rules.get(0)).orElseThrow()))
                .isEqualTo(rules);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[rule]]\nname = 'a'\nall = [{ vendor = 'x' }]",
                "[[rule]]\nvendor = 'Cisco'\nall = [{ product = 'IOS' }]",
                "products = ['a']\nwhen.all = [{ vendor = 'x' }]",
                "products = ['a']\nwhen.any = [{ all = [{ vendor = 'x' }, { word = 'y' }] }]"
            })
    void whatMustBeNamedTooIsNotTakenForTheLine(String toml) {
        WatchList list = WatchFile.read(toml, "x", "x", MADE, 0);
        assertThat(WatchFile.read(WatchFile.write(list), "x", "x", MADE, 0)).isEqualTo(list);
    }
}
