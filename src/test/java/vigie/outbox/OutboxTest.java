package vigie.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vigie.alert.Alert;
import vigie.alert.AlertKind;
import vigie.channel.Channel;
import vigie.channel.Letter;
import vigie.channel.Outcome;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.PacketState;
import vigie.watch.Delivery;
import vigie.watch.Delivery.Pace;
import vigie.watch.WatchList;

/** What is sent when, and once, whatever breaks. */
@Timeout(60)
class OutboxTest {

    private static final Delivery AT_ONCE = Post.delivery(Pace.IMMEDIATE, Pace.IMMEDIATE);

    private final Post post = new Post();

    @AfterEach
    void close() {
        post.close();
        assertThat(post.troubles).isEmpty();
    }

    private void fresh(String matter) {
        post.alert("alice", matter, AlertKind.NEW, false, 0.01);
    }

    private List<String> faults() {
        return post.alerts().faults();
    }

    @Test
    void anAlertIsSentOnceToEachAddress() {
        post.list("alice", AT_ONCE, "test:a", "test:b");
        fresh("CVE-2026-0001");
        post.settle();
        post.settle();
        assertThat(post.sent).extracting(Channel.Packet::address).containsExactlyInAnyOrder("a", "b");
        assertThat(post.sent).extracting(Channel.Packet::id).doesNotHaveDuplicates();
        assertThat(post.letters).extracting(Letter::occasion).containsOnly(Letter.Occasion.ALERT);
        assertThat(post.alerts().counts().in(PacketState.SENT)).isEqualTo(2);
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatIsOfADayIsOneLetterWithTheMostUrgentFirst() {
        post.list("alice", Post.delivery(Pace.IMMEDIATE, Pace.DAILY), "test:a");
        IntStream.range(0, 1987)
                .forEach(i ->
                        post.alert("alice", "CVE-2026-" + (1000 + i), AlertKind.NEW, false, i == 1500 ? 0.9 : i / 1e5));
        post.settle();
        assertThat(post.sent).isEmpty();
        post.later(Duration.ofHours(20));
        assertThat(post.sent).hasSize(1);
        Letter letter = post.letters.get(0);
        assertThat(letter.occasion()).isEqualTo(Letter.Occasion.DIGEST);
        assertThat(letter.alerts()).hasSize(1987);
        assertThat(post.matters(letter)).startsWith("CVE-2026-2500", "CVE-2026-2986", "CVE-2026-2985");
    }

    @Test
    void urgentAlertsGoAtTheirOwnPace() {
        post.list("alice", Post.delivery(Pace.IMMEDIATE, Pace.DAILY), "test:a");
        post.alert("alice", "CVE-2026-0001", AlertKind.KNOWN_EXPLOITED, true, 0.5);
        fresh("CVE-2026-0002");
        post.settle();
        assertThat(post.matters(post.letters.get(0))).containsExactly("CVE-2026-0001");
        assertThat(post.letters).hasSize(1);
    }

    @Test
    void whatFollowsAnswersTheFirstLetterOfItsThread() {
        post.list("alice", AT_ONCE, "test:a", "test:b");
        fresh("CVE-2026-0001");
        fresh("CVE-2026-0002");
        post.settle();
        post.alert("alice", "CVE-2026-0001", AlertKind.EXPLOIT_PUBLIC, false, 0.1);
        post.alert("alice", "CVE-2026-0003", AlertKind.NEW, false, 0.1);
        post.settle();
        List<Letter> first = post.letters.subList(0, 2);
        Letter answer = post.letters.stream()
                .filter(letter -> letter.answers().isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(post.matters(answer)).containsExactly("CVE-2026-0001");
        assertThat(first).extracting(Letter::id).contains(answer.answers().orElseThrow());
        assertThat(post.letters).hasSize(6);
    }

    @Test
    void whatFollowsIsSentWithTheNameThatTheOtherSideGaveTheFirst() {
        post.list("alice", AT_ONCE, "test:a", "test:b");
        post.answer = packet -> new Outcome.Sent(
                "200",
                Optional.of("$" + packet.address())
                        .filter(any -> packet.address().equals("a")));
        fresh("CVE-2026-0001");
        post.settle();
        assertThat(post.threads).isEmpty();
        post.alert("alice", "CVE-2026-0001", AlertKind.EXPLOIT_PUBLIC, false, 0.1);
        post.settle();
        assertThat(post.threads.values()).containsExactly("$a");
        assertThat(post.sent).hasSize(4);
    }

    @Test
    void manyFollowUpsAtOneTimeAreOneLetter() {
        post.list("alice", AT_ONCE, "test:a");
        for (int i = 0; i < 10; i++) {
            fresh("CVE-2026-100" + i);
        }
        post.settle();
        for (int i = 0; i < 10; i++) {
            post.alert("alice", "CVE-2026-100" + i, AlertKind.WITHDRAWN, false, 0.1);
        }
        post.settle();
        assertThat(post.letters).hasSize(2);
        assertThat(post.letters.get(1).alerts()).hasSize(10);
    }

    @Test
    void quietHoursHoldWhatIsSentAndPausedListsToo() {
        Delivery quiet = new Delivery(
                Pace.IMMEDIATE,
                Pace.IMMEDIATE,
                LocalTime.of(8, 0),
                java.time.DayOfWeek.MONDAY,
                Optional.of(new Delivery.Quiet(LocalTime.of(11, 0), LocalTime.of(14, 0))),
                true,
                false);
        post.list("alice", quiet, "test:a");
        WatchList bob = post.list("bob", AT_ONCE, "test:b");
        post.lists.set(1, bob.paused(true));
        fresh("CVE-2026-0001");
        post.alert("alice", "CVE-2026-0002", AlertKind.NEW, true, 0.9);
        post.alert("bob", "CVE-2026-0003", AlertKind.NEW, true, 0.9);
        post.settle();
        assertThat(post.letters).hasSize(1);
        assertThat(post.matters(post.letters.get(0))).containsExactly("CVE-2026-0002");
        post.later(Duration.ofHours(2));
        assertThat(post.letters).hasSize(2);
        post.lists.set(1, bob);
        post.settle();
        assertThat(post.letters).hasSize(3);
    }

    @Test
    void aDigestWithNothingInItIsSentOnlyWhereAskedForAndWhileAllIsFresh() {
        Delivery usual = Post.delivery(Pace.DAILY, Pace.DAILY);
        Delivery asked = new Delivery(Pace.DAILY, Pace.DAILY, usual.at(), usual.on(), Optional.empty(), false, true);
        post.list("alice", usual, "test:a");
        post.list("bob", asked, "test:b");
        post.write(writer -> writer.digested("bob", post.clock.instant()));
        post.later(Duration.ofHours(21));
        assertThat(post.letters).extracting(Letter::list).containsExactly("bob");
        assertThat(post.letters.get(0).occasion()).isEqualTo(Letter.Occasion.NOTHING_NEW);
        assertThat(post.letters.get(0).sources()).hasValue(13);
        assertThat(post.alerts().letter(post.letters.get(0).id()).orElseThrow().sources())
                .hasValue(13);
        post.settle();
        assertThat(post.letters).hasSize(1);
        post.fresh = false;
        post.later(Duration.ofDays(2));
        assertThat(post.letters).hasSize(1);
        post.fresh = true;
        post.later(Duration.ofMinutes(1));
        assertThat(post.letters).hasSize(2);
        post.alert("bob", "CVE-2026-0003", AlertKind.NEW, true, 0.9);
        post.later(Duration.ofDays(1));
        assertThat(post.letters).hasSize(3);
        assertThat(post.letters.get(2).occasion()).isEqualTo(Letter.Occasion.DIGEST);
    }

    @Test
    void whileTheOtherSideIsDownForADayEverythingWaitsAndThenArrivesInOrderOnce() {
        post.list("alice", AT_ONCE, "test:a");
        List<String> told = new ArrayList<>();
        post.answer = packet -> new Outcome.Later("connection refused", Optional.empty());
        for (int hour = 0; hour < 24; hour++) {
            String matter = "CVE-2026-" + (1000 + hour);
            told.add(matter);
            fresh(matter);
            for (int minute = 0; minute < 60; minute += 5) {
                post.later(Duration.ofMinutes(5));
            }
        }
        assertThat(post.sent).isEmpty();
        assertThat(post.alerts().counts().in(PacketState.QUEUED)).isEqualTo(24);
        assertThat(post.alerts().counts().oldest()).isPresent();
        post.answer = packet -> new Outcome.Sent("250");
        for (int hour = 0; hour < 24; hour++) {
            post.later(Duration.ofHours(1));
        }
        assertThat(post.sent)
                .extracting(packet -> new String(packet.body(), java.nio.charset.StandardCharsets.UTF_8)
                        .replaceAll(".*\\[(.*)]", "$1"))
                .containsExactlyElementsOf(told);
        assertThat(post.sent).extracting(Channel.Packet::id).doesNotHaveDuplicates();
        assertThat(faults()).isEmpty();
    }

    @Test
    void whileAMailServerIsDownForADayEverythingWaitsAndThenArrivesInOrderOnce() throws Exception {
        int port;
        try (Sinks free = new Sinks(() -> 0)) {
            port = free.mailPort();
        }
        post.channels = Sinks.channels(port, port, post.clock)::of;
        post.list("alice", AT_ONCE, "mail:alice@example.org");
        List<String> told = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            told.add("CVE-2026-" + (1000 + hour));
            fresh("CVE-2026-" + (1000 + hour));
            for (int minute = 0; minute < 60; minute += 20) {
                post.later(Duration.ofMinutes(20));
            }
        }
        assertThat(post.alerts().counts().in(PacketState.QUEUED)).isEqualTo(24);
        try (Sinks sinks = new Sinks(port, () -> 0)) {
            for (int hour = 0; hour < 24; hour++) {
                post.later(Duration.ofHours(1));
            }
            assertThat(sinks.mails)
                    .extracting(mail -> Pattern.compile("CVE-2026-\\d+")
                            .matcher(new String(mail.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                            .results()
                            .findFirst()
                            .map(MatchResult::group)
                            .orElse(""))
                    .containsExactlyElementsOf(told);
            assertThat(sinks.mails).extracting(Sinks.Arrived::id).doesNotHaveDuplicates();
        }
        assertThat(post.alerts().counts().in(PacketState.SENT)).isEqualTo(24);
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatIsNeverTakenBecomesADeadLetterThatIsSentWhenAskedFor() {
        post.list("alice", AT_ONCE, "test:a");
        fresh("CVE-2026-0001");
        post.answer = packet -> new Outcome.Later("busy", Optional.empty());
        for (int hour = 0; hour < 24 * 5; hour++) {
            post.later(Duration.ofHours(1));
        }
        AlertQuery.KeptPacket dead = post.alerts().packets(PacketState.DEAD, 10).get(0);
        assertThat(dead.attempts()).isEqualTo(Pacing.MOST_ATTEMPTS);
        assertThat(post.alerts().attempts(dead.number()))
                .hasSize(Pacing.MOST_ATTEMPTS)
                .allMatch(attempt -> attempt.answer().equals("busy"));
        post.answer = packet -> new Outcome.Sent("250");
        post.settle();
        assertThat(post.sent).isEmpty();
        post.write(writer ->
                assertThat(writer.retry(Optional.empty(), post.clock.instant())).isEqualTo(1));
        post.settle();
        assertThat(post.sent).extracting(Channel.Packet::id).containsExactly(dead.id());
    }

    @Test
    void whatIsRefusedIsDeadAtOnceAndHoldsUpNothing() {
        post.list("alice", AT_ONCE, "test:a");
        post.answer = packet -> new Outcome.Refused("no such user");
        fresh("CVE-2026-0001");
        post.settle();
        post.answer = packet -> new Outcome.Sent("250");
        fresh("CVE-2026-0002");
        post.settle();
        assertThat(post.sent).hasSize(1);
        assertThat(post.alerts().counts().in(PacketState.DEAD)).isEqualTo(1);
    }

    @Test
    void toAnAddressThatIsGoneNothingIsSentUntilSomebodyAsksForIt() {
        post.list("alice", AT_ONCE, "test:a", "test:b");
        post.answer = packet -> packet.address().equals("a") ? new Outcome.Gone("410") : new Outcome.Sent("200");
        fresh("CVE-2026-0001");
        post.settle();
        post.answer = packet -> new Outcome.Sent("200");
        fresh("CVE-2026-0002");
        post.settle();
        assertThat(post.sent).extracting(Channel.Packet::address).containsExactly("b", "b");
        assertThat(post.alerts().gone())
                .extracting(AlertQuery.GoneAddress::reason)
                .containsExactly("410");
        post.write(writer -> writer.retry(Optional.empty(), post.clock.instant()));
        post.settle();
        assertThat(post.alerts().gone()).isEmpty();
        assertThat(post.sent).extracting(Channel.Packet::address).containsExactly("b", "b", "a", "a");
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatWasBeingSentWhenTheProgramEndedIsSentAgainAsItWasAndListedAsUnknown() throws Exception {
        post.list("alice", AT_ONCE, "test:a");
        fresh("CVE-2026-0001");
        CountDownLatch reached = new CountDownLatch(1);
        List<byte[]> first = new ArrayList<>();
        post.answer = packet -> {
            first.add(packet.body());
            reached.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Outcome.Later("interrupted", Optional.empty());
        };
        post.outbox.step();
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        post.outbox.close();
        assertThat(post.home.rows("SELECT state FROM packet")).containsExactly("SENDING");
        post.answer = packet -> new Outcome.Sent("250");
        post.outbox = post.outbox();
        post.outbox.recover();
        assertThat(post.alerts().counts().in(PacketState.UNKNOWN)).isEqualTo(1);
        post.settle();
        assertThat(post.sent).hasSize(1);
        assertThat(post.sent.get(0).body()).isEqualTo(first.get(0));
        assertThat(post.alerts().doubtful(10)).hasSize(1);
        assertThat(post.alerts().counts().doubtful()).isEqualTo(1);
        assertThat(faults()).isEmpty();
    }

    @Test
    void aHostThatDoesNotAnswerHoldsUpNoOther() throws Exception {
        post.list("alice", AT_ONCE, "test:slow", "test:b");
        CountDownLatch go = new CountDownLatch(1);
        post.answer = packet -> {
            if (packet.address().equals("slow")) {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new Outcome.Sent("250");
        };
        for (int i = 0; i < 3; i++) {
            fresh("CVE-2026-000" + i);
            post.outbox.step();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (post.sent.size() <= i && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            Thread.sleep(50);
        }
        assertThat(post.sent).extracting(Channel.Packet::address).containsExactly("b", "b", "b");
        go.countDown();
        while (!post.outbox.idle()) {
            Thread.sleep(5);
        }
        post.settle();
        assertThat(post.sent).hasSize(6);
    }

    @Test
    void anAddressOfAChannelThatIsNotSetUpIsADeadLetterThatCanBeSentLater() {
        post.list("alice", AT_ONCE, "fax:1");
        fresh("CVE-2026-0001");
        post.settle();
        AlertQuery.KeptPacket dead = post.alerts().packets(PacketState.DEAD, 10).get(0);
        assertThat(post.alerts().attempts(dead.number()))
                .extracting(AlertQuery.Attempt::answer)
                .containsExactly("there is no channel for this address");
        assertThat(faults()).isEmpty();
    }

    @Test
    void aListWithoutAnAddressKeepsItsAlertsAndARemovedOneSendsNone() {
        post.list("alice", AT_ONCE);
        fresh("CVE-2026-0001");
        post.alert("gone", "CVE-2026-0002", AlertKind.NEW, false, 0.1);
        post.settle();
        assertThat(post.alerts().counts().waiting()).isZero();
        assertThat(post.alerts().alerts(new AlertQuery.Filter(Optional.of("alice"), Optional.empty()), 10))
                .hasSize(1);
        assertThat(faults()).isEmpty();
    }

    @Test
    void anAddressThatIsNamedTwiceGetsOneLetter() {
        post.list("alice", AT_ONCE, "test:a", "test:a");
        fresh("CVE-2026-0001");
        post.settle();
        assertThat(post.sent).hasSize(1);
    }

    @Test
    void aChannelThatFailsInAWayNobodyExpectedHoldsUpNoOther() {
        post.list("alice", AT_ONCE, "test:a", "test:b");
        post.answer = packet -> {
            if (packet.address().equals("a")) {
                throw new StackOverflowError();
            }
            return new Outcome.Sent("250");
        };
        fresh("CVE-2026-0001");
        post.settle();
        assertThat(post.sent).extracting(Channel.Packet::address).containsExactly("b");
        assertThat(post.alerts().counts().in(PacketState.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void anAlertThatIsDamagedIsToldWithoutItsFactsAndHoldsUpNoOther() {
        post.list("alice", AT_ONCE, "test:a");
        post.list("bob", AT_ONCE, "test:b");
        fresh("CVE-2026-0001");
        fresh("CVE-2026-0002");
        post.alert("alice", "CVE-2026-0003", AlertKind.KNOWN_EXPLOITED, true, 0.5);
        post.alert("bob", "CVE-2026-0004", AlertKind.NEW, false, 0.1);
        post.damage("UPDATE alert SET body = x'0001' WHERE matter = 'CVE-2026-0001'");
        post.damage("UPDATE alert SET body = zeroblob(100) WHERE matter = 'CVE-2026-0003'");
        post.settle();
        assertThat(post.letters).hasSize(2);
        assertThat(post.matters(post.letters.get(0)))
                .containsExactlyInAnyOrder("CVE-2026-0001", "CVE-2026-0002", "CVE-2026-0003");
        assertThat(post.letters.get(0).alerts())
                .filteredOn(alert -> alert.matter().equals("CVE-2026-0003"))
                .extracting(Alert::kind)
                .containsExactly(AlertKind.KNOWN_EXPLOITED);
        assertThat(post.matters(post.letters.get(1))).containsExactly("CVE-2026-0004");
        assertThat(post.troubles).anyMatch(told -> told.contains("the alert 1 of CVE-2026-0001 to alice is damaged"));
        assertThat(AlertFaults.of(post.home.reader())).anyMatch(fault -> fault.contains("CVE-2026-0001"));
        AlertQuery alerts = post.alerts();
        assertThat(alerts.alerts(new AlertQuery.Filter(Optional.empty(), Optional.empty()), 10))
                .extracting(kept -> AlertHistory.of(alerts, post.lists, kept, post.clock.instant())
                        .fault()
                        .isPresent())
                .containsExactly(false, true, false, true);
        post.troubles.clear();
    }

    @Test
    void aPacketWhoseBytesAreDamagedIsMadeAgainAsItWas() {
        post.list("alice", AT_ONCE, "test:a");
        List<byte[]> first = new ArrayList<>();
        post.answer = packet -> {
            first.add(packet.body());
            return new Outcome.Later("busy", Optional.empty());
        };
        fresh("CVE-2026-0001");
        post.settle();
        fresh("CVE-2026-0002");
        post.damage("UPDATE packet SET body = x'0001' WHERE number = 1");
        post.answer = packet -> new Outcome.Sent("250");
        post.later(Duration.ofMinutes(5));
        post.settle();
        assertThat(post.sent).hasSize(2);
        assertThat(post.sent.get(0).body()).isEqualTo(first.get(0));
        assertThat(post.alerts().attempts(1)).hasSize(2);
        assertThat(faults()).isEmpty();
        assertThat(post.troubles).hasSize(1);
        post.troubles.clear();
    }

    @Test
    void whatWaitsForAListThatCannotBeReadGoesOnWaiting() {
        WatchList alice = post.list("alice", AT_ONCE, "test:a");
        post.keep("alice", "not = [ TOML");
        post.lists.remove(alice);
        fresh("CVE-2026-0001");
        post.settle();
        assertThat(post.alerts().counts().waiting()).isEqualTo(1);
        assertThat(AlertFaults.ofLists(post.home.reader())).hasSize(1);
        post.lists.add(alice);
        post.settle();
        assertThat(post.sent).hasSize(1);
    }

    @Test
    void whatIsCommittedIsSentWithinSecondsWhileItRuns() throws Exception {
        post.list("alice", AT_ONCE, "test:a");
        post.outbox.start();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Thread.sleep(i * 37 % 200);
            long from = System.nanoTime();
            fresh("CVE-2026-10" + (10 + i));
            while (post.sent.size() <= i) {
                Thread.sleep(2);
            }
            millis.add(Duration.ofNanos(System.nanoTime() - from).toMillis());
        }
        millis.sort(null);
        assertThat(millis.get(18)).as("95th percentile of %s", millis).isLessThan(5000);
    }
}
