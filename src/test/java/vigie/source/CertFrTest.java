package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.Observation;

class CertFrTest {

    private static final String REF = "CERTFR-2026-AVI-0104";
    private static final String DOCUMENT =
            "{\"reference\":\"" + REF + "\",\"title\":\"T\",\"revisions\":[{\"revision_date\":\"2026-01-30\"}]}";

    private final CertFr certfr = new CertFr(LocalDate.of(2025, 1, 1));
    private final FakeState state = new FakeState();

    @Test
    void publicationsThatAreNeitherAvisNorAlerteAreLeftOut() throws IOException {
        List<Observation> seen = Reading.read(
                certfr,
                rss("actualite/CERTFR-2026-ACT-001", "Fri, 30 Jan 2026 00:00:00 +0000")
                        .replace(
                                "</channel>",
                                "<item><link>https://www.cert.ssi.gouv.fr/avis/CERTFR-2026-AVI-0104/</link>"
                                        + "<pubDate>Fri, 30 Jan 2026 00:00:00 +0000</pubDate></item></channel>"));

        assertThat(seen)
                .containsExactly(new Observation.Wanted("certfr", REF, LocalDate.of(2026, 1, 30), "2026-01-30"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "someday",
                "Fri, 30 Jan 9999 00:00:00 +0000",
                "Mon, 30 Jan 2026 00:00:00 +0000",
                "ven., 30 janv. 2026 10:00:00 +0100"
            })
    void aPublicationWhoseEntryHasNoSaneDateIsAskedFor(String date) throws IOException {
        assertThat(Reading.read(certfr, rss("avis/" + REF, date)))
                .containsExactly(new Observation.Wanted("certfr", REF, LocalDate.of(2026, 1, 30), "2026-01-30~"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a & b", "caf&eacute; &nbsp;", "\u0001\u000b", "\ud800", "<b>open", "<![CDATA[ & ]]>", "&#0;"})
    void aBadCharacterCostsNoEntryOfTheFeed(String title) throws IOException {
        String feed = "\n\n<?xml version=\"1.0\"?>"
                + rss("avis/" + REF, "Fri, 30 Jan 2026 00:00:00 +0000")
                        .replace("<item>", "<item><title>" + title + "</title>");

        assertThat(Reading.read(certfr, feed))
                .containsExactly(new Observation.Wanted("certfr", REF, LocalDate.of(2026, 1, 30), "2026-01-30"));
    }

    @Test
    void aCutFeedIsRefused() {
        String feed = rss("avis/" + REF, "Fri, 30 Jan 2026 00:00:00 +0000");
        for (int length = 0; length < feed.length(); length++) {
            String cut = feed.substring(0, length);
            assertThatThrownBy(() -> Reading.read(certfr, cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aDoctypeInTheFeedIsRefused() {
        String feed = "<!DOCTYPE rss [<!ENTITY a \"b\">]>" + rss("avis/" + REF, "Fri, 30 Jan 2026 00:00:00 +0000");

        assertThatThrownBy(() -> Reading.read(certfr, feed)).isInstanceOf(IOException.class);
    }

    @Test
    void aPublicationWithoutADateOfRevisionIsLookedAtOnceADay() throws IOException {
        List<Observation> seen =
                listing("[{\"reference\":\"" + REF + "\",\"initial_release_date\":\"2026-01-08T00:00:00.000000\"}]");

        assertThat(seen)
                .containsExactly(new Observation.Wanted("certfr", REF, LocalDate.of(2026, 1, 8), "2026-01-30~"));
    }

    @Test
    void aBadEntryOfTheListingCostsItselfOnly() throws IOException {
        List<Observation> seen =
                listing("[{\"reference\":\"CERTFR-2026-AVI-0001\",\"initial_release_date\":\"0000-00-00\"},"
                        + "{\"reference\":\"CERTFR-2026-AVI-0002\",{\"reference\":\"../../x\",\"a\":[]},{\"reference\":7},"
                        + "{\"reference\":\"" + REF
                        + "\",\"initial_release_date\":\"2026-01-08\",\"last_revision_date\":\"2026-01-09\"}]");

        assertThat(seen)
                .contains(new Observation.Wanted("certfr", REF, LocalDate.of(2026, 1, 8), "2026-01-09"))
                // Its document may have a date.
                .contains(new Observation.Wanted(
                        "certfr", "CERTFR-2026-AVI-0001", LocalDate.of(2026, 1, 30), "2026-01-30~"));
        assertThat(Reading.skipped(seen)).hasSize(3);
    }

    @Test
    void publicationsAreAskedForNewestFirstAndInTheVersionOffered() {
        state.accept(new Observation.Wanted("certfr", "CERTFR-2025-ALE-014", LocalDate.of(2025, 12, 5), "2025-12-11"));
        state.accept(new Observation.Wanted("certfr", REF, LocalDate.of(2026, 1, 30), "2026-01-30"));
        state.accept(new Observation.Wanted("certfr", "CERTFR-2020-AVI-001", LocalDate.of(2020, 1, 1), "2020-01-01"));

        assertThat(certfr.feeds(state).stream().skip(5).map(Feed::name)).containsExactly(REF, "CERTFR-2025-ALE-014");
        assertThat(certfr.feeds(state).get(6).uris())
                .hasToString("[https://www.cert.ssi.gouv.fr/alerte/CERTFR-2025-ALE-014/json/]");
    }

    @Test
    void aPublicationThatWasReadIsHeldInItsVersion() throws IOException {
        assertThat(document(DOCUMENT)).last().isEqualTo(new Observation.Held("certfr", REF, "2026-01-30"));
    }

    @Test
    void aCutDocumentIsNotHeldSoThatItIsAskedForAgain() {
        for (int length = 0; length < DOCUMENT.length(); length++) {
            String cut = DOCUMENT.substring(0, length);
            assertThatThrownBy(() -> document(cut)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reference\":\"CERTFR-2026-AVI-0105\",\"revisions\":[{\"revision_date\":\"2026-01-30\"}]}",
                "{\"reference\":\"CERTFR-2026-ACT-001\"}",
                "{\"reference\":\"" + REF + "\",\"title\":tru}"
            })
    void aDocumentThatIsNotThePublicationIsNamedAndNotAskedForAgain(String text) throws IOException {
        List<Observation> seen = document(text);

        assertThat(Reading.skipped(seen)).hasSize(1).allMatch(s -> s.startsWith(REF));
        assertThat(seen).hasSize(2).contains(new Observation.Held("certfr", REF, "2026-01-30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2094-01-01", "2026-02-17", "2016-01-09", "0001-01-01"})
    void aDayOfRevisionThatCannotBeTrueHidesNoLaterRevision(String day) throws IOException {
        assertThat(listing("[{\"reference\":\"" + REF
                        + "\",\"initial_release_date\":\"2026-01-08\",\"last_revision_date\":\"" + day + "\"}]"))
                .containsExactly(new Observation.Wanted("certfr", REF, LocalDate.of(2026, 1, 8), "2026-01-30~"));
    }

    @Test
    void aPublicationThatIsListedAndNotThereIsAskedForAgainWithGrowingPauses() {
        LocalDate first = state.today;
        state.accept(new Observation.Wanted("certfr", REF, first, "2026-01-30"));
        List<Integer> asked = new java.util.ArrayList<>();
        for (int day = 0; day < 20; day++) {
            state.today = first.plusDays(day);
            List<Feed> feeds = certfr.feeds(state);
            if (feeds.size() > 5) {
                asked.add(day);
                List<Observation> seen = new java.util.ArrayList<>();
                assertThat(certfr.absent(feeds.get(5), seen::add)).isTrue();
                assertThat(Reading.skipped(seen)).hasSize(1).allMatch(s -> s.startsWith(REF + ": listed"));
                seen.forEach(state::accept);
            }
        }

        assertThat(asked).containsExactly(0, 1, 3, 7, 15);
        state.accept(new Observation.Wanted("certfr", REF, first, state.today.toString()));
        assertThat(certfr.feeds(state)).as("another version").hasSize(6);
        assertThat(certfr.absent(certfr.feeds(state).get(0), seen -> {})).isFalse();
    }

    @Test
    void aPublicationIsAskedForAgainUntilTheDayOfItsRevisionIsOver() {
        state.accept(new Observation.Wanted("certfr", REF, state.today, "2026-01-30"));
        for (int run = 0; run < 2; run++) {
            certfr.unchanged(certfr.feeds(state).get(5), state::accept);
            assertThat(certfr.feeds(state)).hasSize(6);
        }

        state.today = state.today.plusDays(1);
        certfr.unchanged(certfr.feeds(state).get(5), state::accept);

        assertThat(certfr.feeds(state)).hasSize(5);
    }

    private List<Observation> listing(String text) throws IOException {
        Feed feed = certfr.feeds(state).stream()
                .filter(f -> f.name().equals("listing-avis"))
                .findFirst()
                .orElseThrow();
        return Reading.read(certfr, feed, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Observation> document(String text) throws IOException {
        Feed feed = Feed.of(REF, "https://www.cert.ssi.gouv.fr/", vigie.fetch.Format.JSON)
                .at("2026-01-30");
        return Reading.read(certfr, feed, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String rss(String path, String date) {
        return "<rss version=\"2.0\"><channel><title>t</title><link>l</link><description>d</description><item>"
                + "<link>https://www.cert.ssi.gouv.fr/" + path + "/</link><pubDate>" + date
                + "</pubDate></item></channel></rss>";
    }
}
