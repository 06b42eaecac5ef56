package vigie.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vigie.model.Observation;
import vigie.model.Staleness;
import vigie.store.AlertQuery;
import vigie.store.SharedStore;
import vigie.testing.CveText;
import vigie.testing.MovableClock;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.watch.WatchFile;
import vigie.watch.WatchLists;

/** What a day of events leads to for several people, from the record of changes to the mails that arrive. */
@Timeout(180)
class WholeDayTest {

    private static final Pattern CVE = Pattern.compile("CVE-2026-\\d{4,}");

    private final TestHome home = TestHome.make();
    private final MovableClock clock = new MovableClock();
    private final List<String> troubles = new ArrayList<>();
    private Sinks sinks;
    private Outbox outbox;

    @BeforeEach
    void start() throws Exception {
        sinks = new Sinks(() -> 0);
        outbox = new Outbox(
                new SharedStore(home.store()),
                clock,
                new WatchedLists(clock, () -> Staleness.DEFAULT, troubles::add),
                () -> new Outbox.Setup(
                        Sinks.channels(sinks.mailPort(), sinks.webPort(), clock)::of, Duration.ofSeconds(20)),
                troubles::add);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(troubles).isEmpty();
        assertThat(AlertFaults.of(home.reader())).isEmpty();
        outbox.close();
        sinks.close();
        home.close();
    }

    private void watch(String name, String lines, String pace) {
        WatchLists.keep(
                home.writer(),
                WatchFile.read(
                        lines + "\naddresses = ['mail:" + name + "@example.org']\n[delivery]\nurgent = '" + pace
                                + "'\nother = '" + pace + "'\n",
                        name,
                        name,
                        clock.instant(),
                        home.reader().changes().last()));
    }

    /** Until all that is due has arrived. */
    private void settle() throws InterruptedException {
        for (int quiet = 0, before = -1; quiet < 3; ) {
            outbox.step();
            while (!outbox.idle()) {
                Thread.sleep(2);
            }
            quiet = sinks.mails.size() == before ? quiet + 1 : 0;
            before = sinks.mails.size();
        }
    }

    private static CveText of(String id, String product) {
        return cve(id).modified("2026-01-05T00:00:00Z").title(product).product("Acme", product, "1", "affected");
    }

    /** The mails by whom they are to. */
    private Map<String, List<MimeMessage>> mails() throws Exception {
        Map<String, List<MimeMessage>> all = new TreeMap<>();
        for (Sinks.Arrived mail : sinks.mails) {
            MimeMessage parsed = new MimeMessage(null, new ByteArrayInputStream(mail.bytes()));
            String to = parsed.getAllRecipients()[0].toString().replaceAll("@.*", "");
            all.computeIfAbsent(to, any -> new ArrayList<>()).add(parsed);
        }
        return all;
    }

    private static void parts(Part part, List<Part> into) throws Exception {
        if (part.getContent() instanceof Multipart many) {
            for (int i = 0; i < many.getCount(); i++) {
                parts(many.getBodyPart(i), into);
            }
        } else {
            into.add(part);
        }
    }

    /** The CVEs of each part of a mail: text, HTML, PDF and CSV. */
    private static List<Set<String>> named(MimeMessage mail) throws Exception {
        List<Part> parts = new ArrayList<>();
        parts(mail, parts);
        List<Set<String>> named = new ArrayList<>();
        for (Part part : parts) {
            byte[] bytes = part.getInputStream().readAllBytes();
            String text;
            if (part.isMimeType("application/pdf")) {
                try (PDDocument pdf = Loader.loadPDF(bytes)) {
                    text = new PDFTextStripper().getText(pdf);
                }
            } else {
                text = new String(bytes, UTF_8);
            }
            Set<String> cves = new TreeSet<>();
            CVE.matcher(text).results().map(MatchResult::group).forEach(cves::add);
            named.add(cves);
        }
        return named;
    }

    @Test
    void peopleWithDisjointListsShareNoRowInAnyPartOfAnyMailOfADay() throws Exception {
        watch("alice", "products = ['Acme Anvil']", "daily");
        watch("bob", "products = ['Acme Rocket']", "daily");
        watch("carol", "cves = ['CVE-2026-9999']", "daily");
        watch("dave", "products = ['Acme Tunnel', 'Acme Magnet']", "daily");
        List<Observation> listed = new ArrayList<>();
        String[] products = {"Anvil", "Rocket", "Tunnel", "Magnet", "Unwatched"};
        for (int i = 0; i < 50; i++) {
            listed.add(of("CVE-2026-" + (1000 + i), products[i % 5]).listed());
        }
        home.later("cvelist", "2026-01-29", listed.toArray(Observation[]::new));
        home.later(
                "certfr",
                "2026-01-29",
                bulletin("CERTFR-2026-AVI-0001", "2026-01-29", "CVE-2026-1000", "CVE-2026-2000")
                        .system("Acme", "Anvil")
                        .seen(),
                bulletin("CERTFR-2026-AVI-0002", "2026-01-29", "CVE-2026-1001", "CVE-2026-2001")
                        .system("Acme", "Rocket")
                        .seen(),
                // Records say which of these is of which of the products.
                bulletin("CERTFR-2026-AVI-0003", "2026-01-29", "CVE-2026-1005", "CVE-2026-1006")
                        .system("Acme", "Anvil")
                        .system("Acme", "Rocket")
                        .seen());
        home.later(
                "kev",
                "2026-01-29",
                Seen.kev("CVE-2026-1001", "cisa", "2026-01-29"),
                Seen.kev("CVE-2026-1002", "cisa", "2026-01-29"),
                Seen.end("cisa"));
        settle();
        assertThat(sinks.mails).isEmpty();
        clock.pass(Duration.ofDays(1));
        settle();
        Map<String, List<MimeMessage>> mails = mails();
        assertThat(mails).containsOnlyKeys("alice", "bob", "dave");
        Map<String, Set<String>> all = new TreeMap<>();
        for (Map.Entry<String, List<MimeMessage>> person : mails.entrySet()) {
            assertThat(person.getValue()).hasSize(1);
            List<Set<String>> parts = named(person.getValue().get(0));
            assertThat(parts).hasSize(4);
            // The CSV has all of them, the other parts no other.
            assertThat(parts.get(3)).hasSize(person.getKey().equals("dave") ? 20 : 11);
            parts.forEach(part -> assertThat(parts.get(3)).containsAll(part));
            all.put(person.getKey(), parts.get(3));
        }
        Set<String> once = new HashSet<>();
        all.forEach((name, cves) -> cves.forEach(
                cve -> assertThat(once.add(cve)).as("%s: %s", name, cve).isTrue()));
    }

    @Test
    void aRetractionIsOneCorrectionForEachAlertThatWasSentToThoseWhoGotIt() throws Exception {
        watch("alice", "products = ['Acme Anvil']", "immediate");
        watch("bob", "products = ['Acme Rocket']", "immediate");
        watch("carol", "vendors = ['Acme']", "immediate");
        home.later(
                "cvelist",
                "2026-01-20",
                of("CVE-2026-1000", "Anvil").listed(),
                of("CVE-2026-1001", "Rocket").listed(),
                of("CVE-2026-1002", "Rocket").listed());
        Observation other = Seen.kev("CVE-2026-5000", "cisa", "2026-01-01");
        home.later("kev", "2026-01-20", other, Seen.kev("CVE-2026-1000", "cisa", "2026-01-20"), Seen.end("cisa"));
        settle();
        Map<String, Integer> before = counts();
        // Whoever comes later was told of nothing that could be corrected.
        watch("late", "vendors = ['Acme']", "immediate");
        home.later("kev", "2026-01-22", other, Seen.end("cisa"));
        home.later(
                "cvelist",
                "2026-01-22",
                of("CVE-2026-1001", "Rocket")
                        .modified("2026-01-22T00:00:00Z")
                        .rejected("Mistake", "")
                        .listed());
        settle();
        assertThat(corrections("CVE-2026-1000")).containsExactly("alice", "carol");
        assertThat(corrections("CVE-2026-1001")).containsExactly("bob", "carol");
        assertThat(corrections("CVE-2026-1002")).isEmpty();
        Map<String, List<MimeMessage>> mails = mails();
        assertThat(mails).doesNotContainKey("late");
        for (String name : List.of("alice", "bob", "carol")) {
            List<MimeMessage> own = mails.get(name);
            List<MimeMessage> further = own.subList(before.get(name), own.size());
            assertThat(further).isNotEmpty();
            Set<String> first = new HashSet<>();
            for (MimeMessage mail : own.subList(0, before.get(name))) {
                first.add(mail.getMessageID());
            }
            for (MimeMessage mail : further) {
                assertThat(first).contains(mail.getHeader("In-Reply-To", null));
            }
        }
        // The same again is no news.
        int sent = sinks.mails.size();
        home.later("kev", "2026-01-23", other, Seen.end("cisa"));
        settle();
        assertThat(sinks.mails).hasSize(sent);
    }

    private Map<String, Integer> counts() throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        mails().forEach((name, own) -> counts.put(name, own.size()));
        return counts;
    }

    /** The lists that were told that something of a CVE was withdrawn, each as often as it was. */
    private List<String> corrections(String cve) {
        return home.reader().alerts().alerts(new AlertQuery.Filter(Optional.empty(), Optional.of(cve)), 100).stream()
                .filter(alert -> alert.kind().equals("WITHDRAWN"))
                .map(AlertQuery.KeptAlert::list)
                .sorted()
                .toList();
    }

    @Test
    void withoutAnyNameOfNvdTheSameIsTold() throws Exception {
        assertThat(told(false)).isEqualTo(told(true)).hasSizeGreaterThan(6);
    }

    /** What is told where NVD names products, or says nothing; names of the day of a publication and of the CNA are there in both. */
    private static List<String> told(boolean nvd) throws Exception {
        WholeDayTest day = new WholeDayTest();
        day.start();
        try {
            day.watch("alice", "products = ['Acme Anvil']", "immediate");
            day.watch("bob", "vendors = ['Acme']", "immediate");
            day.watch("carol", "cpes = ['cpe:2.3:a:acme:rocket:*:*:*:*:*:*:*:*']", "immediate");
            day.home.later(
                    "certfr",
                    "2026-01-20",
                    bulletin("CERTFR-2026-AVI-0001", "2026-01-20", "CVE-2026-1000", "CVE-2026-1001")
                            .system("Acme", "Anvil")
                            .system("Acme", "Rocket")
                            .seen());
            day.settle();
            if (nvd) {
                day.home.later(
                        "nvd",
                        "2026-01-21",
                        of("CVE-2026-1000", "Anvil").nvd(),
                        of("CVE-2026-1002", "Rocket").nvd());
                day.settle();
            }
            day.home.later(
                    "cvelist",
                    "2026-01-22",
                    of("CVE-2026-1000", "Anvil").listed(),
                    of("CVE-2026-1001", "Rocket").listed(),
                    of("CVE-2026-1003", "Rocket").listed());
            day.settle();
            if (nvd) {
                day.home.later(
                        "nvd",
                        "2026-01-23",
                        of("CVE-2026-1001", "Rocket").nvd(),
                        of("CVE-2026-1003", "Rocket").nvd());
                day.settle();
            }
            day.home.later("kev", "2026-01-24", Seen.kev("CVE-2026-1001", "cisa", "2026-01-24"), Seen.end("cisa"));
            day.settle();
            return day
                    .home
                    .reader()
                    .alerts()
                    .alerts(new AlertQuery.Filter(Optional.empty(), Optional.empty()), 1000)
                    .stream()
                    // Of this CVE nobody but NVD names anything.
                    .filter(alert -> !alert.matter().equals("CVE-2026-1002"))
                    .map(alert -> alert.list() + " " + alert.kind() + " " + alert.matter())
                    .sorted()
                    .toList();
        } finally {
            day.close();
        }
    }
}
