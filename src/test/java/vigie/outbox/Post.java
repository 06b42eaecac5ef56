package vigie.outbox;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import vigie.alert.Alert;
import vigie.alert.AlertAccess;
import vigie.alert.AlertJson;
import vigie.alert.AlertKind;
import vigie.alert.Told;
import vigie.channel.Channel;
import vigie.channel.Letter;
import vigie.channel.Outcome;
import vigie.store.AlertQuery;
import vigie.store.AlertWriter;
import vigie.store.KeptWatchList;
import vigie.store.Reader;
import vigie.store.SharedStore;
import vigie.testing.MovableClock;
import vigie.testing.TestHome;
import vigie.watch.Addressee;
import vigie.watch.Condition;
import vigie.watch.Delivery;
import vigie.watch.Delivery.Pace;
import vigie.watch.WatchList;

/** An outbox with a clock, watch lists and a channel of the test. */
final class Post implements AutoCloseable {

    final TestHome home = TestHome.make();
    final List<WatchList> lists = new ArrayList<>();
    final List<Channel.Packet> sent = new CopyOnWriteArrayList<>();
    final List<Letter> letters = new CopyOnWriteArrayList<>();
    final Map<String, String> threads = new ConcurrentHashMap<>();
    final List<String> troubles = new CopyOnWriteArrayList<>();
    volatile Function<Channel.Packet, Outcome> answer = packet -> new Outcome.Sent("250");
    volatile Function<String, Optional<Channel>> channels = address -> Optional.of(new TestChannel())
            .filter(channel -> address.startsWith("test:"))
            .map(Channel.class::cast);
    volatile boolean fresh = true;
    final MovableClock clock = new MovableClock();
    private long events;
    Outbox outbox = outbox();

    private final class TestLists implements Outbox.Lists {
        @Override
        public boolean evaluate(Reader reader, AlertAccess access) {
            return false;
        }

        @Override
        public Collection<WatchList> recipients(Reader reader) {
            return lists;
        }

        @Override
        public OptionalInt fresh(Reader reader, Instant at) {
            return fresh ? OptionalInt.of(13) : OptionalInt.empty();
        }
    }

    private final class TestChannel implements Channel {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public List<Packet> prepare(Letter letter, String address) {
            letters.add(letter);
            String body = letter.id() + " " + letter.at() + " " + address + " "
                    + letter.alerts().stream().map(Alert::matter).toList();
            return List.of(new Packet(letter.id(), address, body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }

        @Override
        public Outcome send(Packet packet) {
            return send(packet, Optional.empty());
        }

        @Override
        public Outcome send(Packet packet, Optional<String> first) {
            Outcome outcome = answer.apply(packet);
            first.ifPresent(named -> threads.put(packet.id(), named));
            if (outcome instanceof Outcome.Sent) {
                sent.add(packet);
            }
            return outcome;
        }
    }

    /** As after a start of the program. */
    Outbox outbox() {
        return new Outbox(
                new SharedStore(home.store()),
                clock,
                new TestLists(),
                () -> new Outbox.Setup(channels, Duration.ofSeconds(20)),
                troubles::add);
    }

    static Delivery delivery(Pace urgent, Pace other) {
        return new Delivery(urgent, other, LocalTime.of(8, 0), DayOfWeek.MONDAY, Optional.empty(), false, false);
    }

    WatchList list(String name, Delivery delivery, String... addresses) {
        WatchList list = new WatchList(
                name,
                new Addressee(name, Locale.ENGLISH, ZoneOffset.UTC, List.of(addresses)),
                delivery,
                List.of(),
                Condition.ALWAYS,
                false,
                Instant.parse("2026-01-01T00:00:00Z"),
                0);
        lists.add(list);
        return list;
    }

    /** An alert of a further event, now. */
    void alert(String list, String matter, AlertKind kind, boolean urgent, double score) {
        alert(list, matter, matter, kind, urgent, score);
    }

    void alert(String list, String matter, String thread, AlertKind kind, boolean urgent, double score) {
        long event = ++events;
        Alert alert = new Alert(list, event, clock.instant(), kind, urgent, matter, List.of(), facts(score));
        write(writer -> writer.evaluated(
                event,
                List.of(new AlertQuery.KeptAlert(
                        0,
                        list,
                        event,
                        clock.instant(),
                        clock.instant(),
                        kind.name(),
                        urgent,
                        matter,
                        AlertJson.bytes(alert),
                        Optional.empty())),
                List.of(AlertJson.kept(
                        new Told(list, matter, thread, Optional.empty(), false, false, urgent, List.of()))),
                List.of()));
    }

    static Alert.Facts facts(double score) {
        Alert.Movement none = new Alert.Movement(OptionalDouble.empty(), OptionalDouble.empty());
        return new Alert.Facts(
                "Title",
                List.of(),
                new Alert.Movement(OptionalDouble.empty(), OptionalDouble.of(score)),
                List.of(),
                none,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Alters what is kept, as a failing disk may. */
    void damage(String sql) {
        home.run(sql);
    }

    /** A watch list of the database with any text. */
    void keep(String name, String document) {
        home.writer().keep(new KeptWatchList(name, name, false, Instant.EPOCH, 0, document));
    }

    void write(AlertAccess.Work work) {
        AlertWriter writer = home.writer().alerts();
        work.with(writer);
    }

    /** Goes on until nothing is due. */
    void settle() {
        try {
            long sends = -1;
            while (sends != attempts()) {
                sends = attempts();
                outbox.step();
                while (!outbox.idle()) {
                    Thread.sleep(2);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long attempts() {
        return home.rows("SELECT count(*) || ' ' || (SELECT count(*) FROM packet) FROM attempt")
                .get(0)
                .hashCode();
    }

    void later(Duration time) {
        clock.pass(time);
        settle();
    }

    List<String> matters(Letter letter) {
        return letter.alerts().stream().map(Alert::matter).toList();
    }

    AlertQuery alerts() {
        return home.reader().alerts();
    }

    @Override
    public void close() {
        outbox.close();
        home.close();
    }
}
