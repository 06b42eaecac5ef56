package vigie.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.store.KeptWatchList;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.watch.Matched.Certainty;

class MatcherTest {

    private static final String ID = "CVE-2026-0001";
    private static final String REF = "CERTFR-2026-AVI-0001";

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    static WatchList list(String toml) {
        return WatchFile.read(toml, "alice", "alice", Instant.EPOCH, 0);
    }

    private Subject subject() {
        return Subjects.in(home.reader(), fault -> {}).cve(CveId.of(ID));
    }

    private static Optional<Matched> match(String toml, Subject subject) {
        return Matcher.of(List.of(list(toml))).match(subject).stream()
                .findFirst()
                .map(found -> found.why().get(0));
    }

    private static boolean concerns(String toml, Subject subject) {
        return match(toml, subject).isPresent();
    }

    private Subject product(String vendor, String product) {
        home.ingest(
                "2026-01-10",
                cve(ID).product(vendor, product, "1.5", "affected").listed());
        return subject();
    }

    @ParameterizedTest
    @CsvSource({
        "MS Windows Server 2019, Microsoft, Windows Server 2019 (Server Core installation)",
        "fortigate, Fortinet, FortiOS",
        "Fortinet, Fortinet, FortiWeb",
        "'Fortinet, Inc.', fortinet, FortiWeb",
        "Red Hat, redhat, enterprise_linux",
        "linux kernel, Linux, Linux",
        "Linux, Linux, linux_kernel",
        "windows 10, Microsoft, Windows 10 Version 1809",
        "cisco ios xe, Cisco, Cisco IOS XE Software",
        "Cisco ASA 5505, Cisco, adaptive_security_appliance_5505_firmware",
        "Cisco ASA, Cisco, Cisco Adaptive Security Appliance (ASA) Software",
        "RHEL 8, Red Hat, Red Hat Enterprise Linux 8",
        "Rockwell, Rockwell Automation, FactoryTalk",
        "Palo Alto, Palo Alto Networks, PAN-OS",
        "OpenSSH, OpenBSD, OpenSSH"
    })
    void aNameMatchesAsPeopleWriteIt(String line, String vendor, String product) {
        assertThat(concerns("products = ['" + line + "']", product(vendor, product)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "windows 1, Microsoft, Windows 10 Version 1809",
        "edge, Acme, EdgeConnect",
        "Cisco IOS, Apple, iOS",
        "Cisco ASA, Cisco, IOS XE",
        "OpenSSH, OpenBSD, OpenBSD",
        "Elasticsearch, Elastic, Kibana",
        "Linux, Debian, debian_linux",
        "Linux, SUSE, linux_enterprise_desktop",
        "n/a, n/a, n/a",
        "\"windows\", Microsoft, Windows 10"
    })
    void anotherNameDoesNot(String line, String vendor, String product) {
        assertThat(concerns("products = ['" + line + "']", product(vendor, product)))
                .isFalse();
    }

    @Test
    void aMatchTellsWhereItMatchedWhoSaidSoAndHowSureItIs() {
        Subject subject = product("Acme Inc.", "Anvil");
        assertThat(match("products = ['acme anvil']", subject))
                .contains(new Matched(
                        new WatchLine(WatchLine.Kind.NAME, "acme anvil"),
                        "Acme Inc. Anvil",
                        "cna:acme",
                        Certainty.PRODUCT));
        assertThat(match("products = ['Acme']", subject).map(Matched::certainty))
                .contains(Certainty.VENDOR);
        assertThat(match("vendors = ['Acme']", subject).map(Matched::certainty)).contains(Certainty.VENDOR);
        assertThat(match("products = ['anvil']", product("Acme Inc.", "Anvil Server"))
                        .map(Matched::certainty))
                .contains(Certainty.NAME);
        assertThat(match("products = ['anvil 1.5']", subject).map(Matched::certainty))
                .contains(Certainty.VERSION);
        assertThat(concerns("products = ['anvil 1.6']", subject)).isFalse();
        assertThat(concerns("products = ['anvil >= 1.0, < 2']", subject)).isTrue();
        assertThat(concerns("[[rule]]\nvendor = 'acme'\nproduct = 'anvil'\nversion = '< 1.5'", subject))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpe:2.3:a:acme:anvil:*:*:*:*:*:*:*:*",
                "cpe:2.3:a:acme:anvil:1.5:*:*:*:*:*:*:*",
                "cpe:/a:acme:anvil",
                "cpe:2.3:*:acme:*",
                "cpe:2.3:a:*:anv*"
            })
    void aCpeNameMatchesProductsOfAnyRecord(String cpe) {
        boolean beginning = cpe.endsWith("anv*");
        assertThat(concerns("cpes = ['" + cpe + "']", product("Acme", "Anvil"))).isEqualTo(!beginning);
    }

    @Test
    void aPackageUrlMatchesThePackage() {
        assertThat(concerns("purls = ['pkg:npm/anvil@1.5']", product("acme", "anvil")))
                .isTrue();
        assertThat(concerns("purls = ['pkg:npm/anvil@1.6']", subject())).isFalse();
        assertThat(concerns("purls = ['pkg:maven/com.acme/anvil@1.5']", subject()))
                .isTrue();
        assertThat(concerns("purls = ['pkg:maven/org.other/anvil@1.5']", subject()))
                .isFalse();
        assertThat(concerns("purls = ['pkg:deb/debian/anvil@0.9-1']", subject()))
                .isTrue();
    }

    @Test
    void onTheFirstDayThePublicationNamesTheProduct() {
        home.ingest(
                "2026-01-10",
                bulletin(REF, "2026-01-10", ID).system("Fortinet", "FortiOS").seen());
        assertThat(match("products = ['fortigate']", subject()))
                .hasValueSatisfying(matched -> assertThat(matched.origin()).isEqualTo("certfr"));
        Subject publication = Subjects.in(home.reader(), fault -> {})
                .publication(new BulletinRef(REF))
                .orElseThrow();
        assertThat(concerns("products = ['Fortinet']", publication)).isTrue();
        assertThat(concerns("cves = ['" + ID + "']", publication)).isTrue();
        assertThat(concerns("publications = ['avis']", publication)).isTrue();
        assertThat(concerns("publications = ['alertes']", publication)).isFalse();
    }

    @Test
    void aReservedCveIsFoundByItsIdentifierThoughNothingIsKnown() {
        assertThat(concerns("cves = ['" + ID + "']", subject())).isTrue();
    }

    @Test
    void wordsAreFoundAsAPhraseWithoutAccents() {
        home.ingest(
                "2026-01-10",
                cve(ID).title("Élévation of privilege in the Anvil").listed());
        assertThat(concerns("words = ['elevation of privilege']", subject())).isTrue();
        assertThat(concerns("words = ['privilege of']", subject())).isFalse();
        assertThat(concerns("words = ['priv']", subject())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft Microsoft SharePoint Server, Microsoft SharePoint Server",
        "Linux Linux, Linux",
        "redhat Red Hat Satellite, redhat Red Hat Satellite",
        "Go Gopher, Go Gopher",
        "mozilla Mozilla Firefox, mozilla Firefox",
        "Apache Software Foundation Apache Tomcat, Apache Software Foundation Apache Tomcat",
        "Fortinet FortiOS, Fortinet FortiOS"
    })
    void peopleAreShownTheVendorOnce(String where, String shown) {
        assertThat(new Matched(new WatchLine(WatchLine.Kind.NAME, "x"), where, "cna", Matched.Certainty.NAME).shown())
                .isEqualTo(shown);
    }

    @Test
    void aBandOfTheScoreHoldsThoseAbove() {
        Subject none = product("Acme", "Anvil");
        Subject first = standing(none, 0.995);
        Subject other = standing(none, 0.9);
        assertThat(concerns("products=['anvil']\nwhen.band = 'top-1'", first)).isTrue();
        assertThat(concerns("products=['anvil']\nwhen.band = 'top-5'", first)).isTrue();
        assertThat(concerns("products=['anvil']\nwhen.band = 'top-0.1'", first)).isFalse();
        assertThat(concerns("products=['anvil']\nwhen.band = ['top-0.1', 'rest']", first))
                .isFalse();
        assertThat(concerns("products=['anvil']\nwhen.band = 'top-5'", other)).isFalse();
        assertThat(concerns("products=['anvil']\nwhen.band = 'rest'", other)).isTrue();
        assertThat(concerns("products=['anvil']\nwhen.band = 'top-1'", none)).isTrue();
        assertThat(concerns("products=['anvil']\nwhen = {band = 'top-1', unknown = false}", none))
                .isFalse();
        assertThat(concerns("products=['anvil']\nwhen = {band = ['top-1', 'none'], unknown = false}", none))
                .isTrue();
        assertThat(concerns("products=['anvil']\nwhen.band = 'none'", first)).isFalse();
    }

    private static Subject standing(Subject of, double percentile) {
        return new Subject(
                of.cve(),
                of.publication(),
                of.products(),
                of.texts(),
                of.cves(),
                of.publicationTypes(),
                of.cvss(),
                OptionalDouble.of(0.01),
                OptionalDouble.of(percentile),
                of.epss(),
                of.exploited(),
                of.publicExploit());
    }

    @Test
    void aMissingValueHidesNothingUnlessExcluded() {
        Subject subject = product("Acme", "Anvil");
        assertThat(concerns("products=['anvil']\nwhen.cvss = 9", subject)).isTrue();
        assertThat(concerns("products=['anvil']\nwhen.severity = 'critical'", subject))
                .isTrue();
        assertThat(concerns("products=['anvil']\nwhen.severity = 'critical'\nwhen.unknown = false", subject))
                .isFalse();
        assertThat(concerns("products=['anvil']\nwhen.not.cvss = 9", subject)).isTrue();
    }

    @Test
    void conditionsNarrowAListOrALine() {
        home.ingest(
                "2026-01-10",
                cve(ID).product("Acme", "Anvil", "1.5", "affected").cvss(7.5).listed(),
                Seen.kev(ID, "cisa", "2026-01-09"));
        Subject subject = subject();
        assertThat(concerns("products=['anvil']\nwhen.cvss = 7.5", subject)).isTrue();
        assertThat(concerns("products=['anvil']\nwhen.cvss = 7.6", subject)).isFalse();
        assertThat(concerns("products=['anvil']\nwhen.any = [{cvss = 9}, {exploited = true}]", subject))
                .isTrue();
        assertThat(concerns("products=['anvil']\nwhen.all = [{cvss = 9}, {exploited = true}]", subject))
                .isFalse();
        assertThat(concerns("products=['anvil']\nwhen.exploited = false", subject))
                .isFalse();
        assertThat(concerns("[[rule]]\nname='anvil'\nseverity=['critical']\n[[rule]]\nvendor='acme'", subject))
                .isTrue();
        assertThat(concerns("[[rule]]\nname='anvil'\nseverity=['critical']", subject))
                .isFalse();
        assertThat(concerns("everything = true\nwhen.not.vendor = 'acme'", subject))
                .isFalse();
        assertThat(concerns("everything = true\nwhen.type = 'alerte'", subject)).isFalse();
    }

    @Test
    void everyListIsFoundThatHasTheLine() {
        Subject subject = product("Acme", "Anvil");
        List<WatchList> lists = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            lists.add(WatchFile.read("products = ['anvil']", "list" + i, "alice", Instant.EPOCH, 0));
        }
        lists.add(list("products = ['hammer']"));
        assertThat(Matcher.of(lists).match(subject))
                .extracting(match -> match.list().name())
                .containsExactly("list0", "list1", "list2", "list3", "list4");
    }

    @Test
    void aHostileNameIsComparedInNoTime() {
        Subject subject = product("A".repeat(10_000), "b ".repeat(5_000));
        assertThat(concerns("products = ['" + "b ".repeat(5_000) + "']", subject))
                .isFalse();
        assertThat(concerns("products = ['anvil']", subject)).isFalse();
    }

    @Test
    void aRecordOrAListThatCannotBeReadKeepsNobodyFromWhatElseConcernsThem() {
        WatchLists.keep(home.writer(), list("products = ['Acme Anvil']\ncves = ['" + ID + "']"));
        home.writer().keep(new KeptWatchList("bob", "bob", false, Instant.EPOCH, 0, "not = [ TOML"));
        home.ingest(
                "2026-01-10",
                cve(ID).published("2026-01-09T00:00:00Z")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed(),
                cve("CVE-2026-0002")
                        .published("2026-01-09T00:00:00Z")
                        .product("Acme", "Anvil", "1", "affected")
                        .listed());
        home.run("UPDATE raw SET body = x'0001' WHERE id = (SELECT min(id) FROM raw)");
        Concerns now = Concerns.of(home.reader(), LocalDate.parse("2026-01-12"));
        assertThat(now.of("alice"))
                .extracting(concern -> concern.cve().orElseThrow().toString())
                .containsExactlyInAnyOrder(ID, "CVE-2026-0002");
        assertThat(now.faults()).hasSize(2);
    }
}
