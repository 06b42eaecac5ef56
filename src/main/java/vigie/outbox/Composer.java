package vigie.outbox;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import vigie.alert.AlertAccess;
import vigie.alert.AlertJson;
import vigie.channel.Channel;
import vigie.channel.Channels;
import vigie.channel.Letter;
import vigie.outbox.Composition.Batch;
import vigie.outbox.Composition.Waiting;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.KeptAlert;
import vigie.store.AlertQuery.KeptLetter;
import vigie.store.AlertQuery.KeptPacket;
import vigie.store.AlertWriter;
import vigie.store.DamagedException;
import vigie.store.Reader;
import vigie.watch.Delivery.Pace;
import vigie.watch.WatchList;

/** Turns alerts that wait into letters, and letters into the packets that are kept until they have arrived. */
final class Composer {

    private final Function<String, Optional<Channel>> channels;
    private final Clock clock;
    private final Consumer<String> trouble;
    private final Runnable written;

    /**
     * @param channels the channel of an address
     * @param trouble told of alerts and lists that cannot be read
     * @param written run when letters were kept: a list does not wait for those of all others
     */
    Composer(Function<String, Optional<Channel>> channels, Clock clock, Consumer<String> trouble, Runnable written) {
        this.channels = channels;
        this.clock = clock;
        this.trouble = trouble;
        this.written = written;
    }

    /**
     * Writes the letters that are due.
     *
     * @param recipients all lists that can be read
     * @param fresh how many sources there are, if all of them are fresh; empty otherwise
     * @return when something is due next; empty where nothing waits
     */
    Optional<Instant> compose(
            Reader reader, Collection<WatchList> recipients, Function<Instant, OptionalInt> fresh, AlertAccess access)
            throws InterruptedException {
        Instant now = clock.instant();
        AlertQuery alerts = reader.alerts();
        Map<String, List<KeptAlert>> waiting = alerts.waiting().stream()
                .collect(Collectors.groupingBy(KeptAlert::list, LinkedHashMap::new, Collectors.toList()));
        Map<String, Instant> digests = alerts.digests();
        List<Instant> next = new ArrayList<>();
        for (WatchList to : recipients) {
            List<KeptAlert> own = Optional.ofNullable(waiting.remove(to.name())).orElse(List.of());
            try {
                compose(alerts, to, own, now, next, access);
                digest(alerts, to, Optional.ofNullable(digests.get(to.name())), own.isEmpty(), fresh, now, access)
                        .ifPresent(next::add);
            } catch (DamagedException
                    | IllegalArgumentException
                    | IllegalStateException
                    | NullPointerException
                    | DateTimeException
                    | NoSuchElementException e) {
                // Whatever it is about one list, the others are told.
                trouble.accept(to.name() + ": " + e);
            }
        }
        if (!waiting.isEmpty()) {
            removed(reader, waiting, now, access);
        }
        return next.stream().filter(at -> at.isAfter(now)).min(Instant::compareTo);
    }

    private void compose(
            AlertQuery alerts, WatchList to, List<KeptAlert> own, Instant now, List<Instant> next, AlertAccess access)
            throws InterruptedException {
        List<Waiting> due = new ArrayList<>();
        for (KeptAlert one : own) {
            Instant at = Composition.due(to, one, now);
            if (at.isAfter(now)) {
                next.add(at);
            } else if (!to.paused()) {
                due.add(whole(alerts, one));
            }
        }
        for (Batch batch : Composition.due(to, due, threads(alerts, to.name()), now)) {
            write(alerts, to, batch, now, access);
        }
    }

    /** What waits for lists that were removed meanwhile is sent no more; what waits for those that cannot be read goes on waiting. */
    private static void removed(Reader reader, Map<String, List<KeptAlert>> waiting, Instant now, AlertAccess access)
            throws InterruptedException {
        reader.watchLists().forEach(list -> waiting.remove(list.name()));
        for (List<KeptAlert> orphans : waiting.values()) {
            List<Long> ids = orphans.stream().map(KeptAlert::id).toList();
            access.write(writer -> writer.composed("", ids, List.of(), now));
        }
    }

    private Waiting whole(AlertQuery alerts, KeptAlert light) {
        KeptAlert kept = alerts.alert(light.id()).orElseThrow();
        return new Waiting(kept, AlertJson.alert(kept, trouble));
    }

    /** A digest without alerts: at each of its times, while that is true. */
    private Optional<Instant> digest(
            AlertQuery alerts,
            WatchList to,
            Optional<Instant> until,
            boolean nothing,
            Function<Instant, OptionalInt> fresh,
            Instant now,
            AlertAccess access)
            throws InterruptedException {
        Pace pace = to.delivery().other();
        if (!to.delivery().tellNothingNew() || pace == Pace.IMMEDIATE || to.paused()) {
            return Optional.empty();
        }
        Instant from = until.orElse(to.made());
        Instant at = Pacing.next(to.delivery(), to.to().zone(), pace, from);
        Instant due = Pacing.afterQuiet(to.delivery(), to.to().zone(), at.isAfter(now) ? at : now)
                .orElse(at);
        if (due.isAfter(now)) {
            return Optional.of(due);
        }
        // After a pause of several times, the last of them counts.
        Instant last = at;
        for (Instant later = at; !later.isAfter(now); ) {
            last = later;
            later = Pacing.next(to.delivery(), to.to().zone(), pace, later);
        }
        boolean told =
                alerts.lastDigest(to.name()).filter(sent -> sent.isAfter(from)).isPresent();
        OptionalInt sources = nothing && !told ? fresh.apply(now) : OptionalInt.empty();
        if (sources.isPresent()) {
            write(alerts, to, Composition.nothing(to, last, sources.getAsInt()), now, access);
        }
        if (told || !nothing || sources.isPresent()) {
            Instant looked = last;
            access.write(writer -> writer.digested(to.name(), looked));
        }
        return Optional.of(Pacing.next(to.delivery(), to.to().zone(), pace, last));
    }

    private static Composition.Threads threads(AlertQuery alerts, String list) {
        Map<String, Optional<String>> known = new HashMap<>();
        return new Composition.Threads() {
            @Override
            public String thread(KeptAlert alert) {
                return alerts.told(List.of(alert.matter())).getOrDefault(alert.matter(), List.of()).stream()
                        .filter(told -> told.list().equals(list))
                        .map(AlertQuery.KeptTold::thread)
                        .findFirst()
                        .orElse(alert.matter());
            }

            @Override
            public Optional<String> first(String thread) {
                return known.computeIfAbsent(thread, key -> alerts.firstBatch(list, key));
            }
        };
    }

    private void write(AlertQuery alerts, WatchList to, Batch batch, Instant now, AlertAccess access)
            throws InterruptedException {
        Map<String, String> gone = alerts.gone().stream()
                .collect(Collectors.toMap(AlertQuery.GoneAddress::address, AlertQuery.GoneAddress::reason));
        List<AlertWriter.Composed> letters = new ArrayList<>();
        for (String address : new LinkedHashSet<>(to.to().addresses())) {
            Optional<String> answers = batch.answers()
                    .map(first -> Batch.letter(first, address))
                    .filter(id -> alerts.letter(id).isPresent());
            KeptLetter kept = new KeptLetter(
                    batch.letter(address),
                    to.name(),
                    address,
                    now,
                    batch.occasion().name(),
                    batch.id(),
                    answers,
                    batch.sources());
            List<AlertWriter.NewPacket> packets = Optional.ofNullable(gone.get(address))
                    .map(reason -> List.of(new AlertWriter.NewPacket(kept.id(), Optional.empty(), reason)))
                    .orElseGet(() -> packets(letter(kept, to, batch.alerts()), address));
            letters.add(new AlertWriter.Composed(kept, packets));
        }
        List<Long> ids = batch.alerts().stream().map(one -> one.kept().id()).toList();
        access.write(writer -> writer.composed(batch.id(), ids, letters, now));
        written.run();
    }

    private static Letter letter(KeptLetter kept, WatchList to, List<Waiting> alerts) {
        return new Letter(
                kept.id(),
                kept.answers(),
                kept.list(),
                to.to(),
                kept.at(),
                Letter.Occasion.valueOf(kept.occasion()),
                kept.sources(),
                alerts.stream().map(Waiting::alert).toList());
    }

    /** What a channel makes of a letter. A fault of one letter, or of one channel, is of no other. */
    private List<AlertWriter.NewPacket> packets(Letter letter, String address) {
        Optional<Channel> channel = channels.apply(address);
        if (channel.isEmpty()) {
            return List.of(unprepared(letter, "there is no channel for this address"));
        }
        try {
            List<AlertWriter.NewPacket> packets = channel.get().prepare(letter, Channels.rest(address)).stream()
                    .map(packet -> new AlertWriter.NewPacket(packet.id(), Optional.of(packet.body()), ""))
                    .toList();
            return packets.isEmpty() ? List.of(unprepared(letter, "the channel made nothing of it")) : packets;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return List.of(unprepared(letter, "it could not be prepared: " + e));
        }
    }

    private static AlertWriter.NewPacket unprepared(Letter letter, String why) {
        return new AlertWriter.NewPacket(letter.id(), Optional.empty(), why);
    }

    /**
     * Prepares once more what could not be, or cannot be read any more.
     *
     * @return whether it is prepared, or given up; it is neither while its watch list cannot be read
     */
    boolean prepare(Reader reader, KeptPacket packet, Collection<WatchList> recipients, AlertAccess access)
            throws InterruptedException {
        Instant now = clock.instant();
        AlertQuery alerts = reader.alerts();
        KeptLetter kept = alerts.letter(packet.letter()).orElseThrow();
        Optional<WatchList> list = recipients.stream()
                .filter(any -> any.name().equals(kept.list()))
                .findFirst();
        if (list.isEmpty()
                && reader.watchLists().stream().anyMatch(any -> any.name().equals(kept.list()))) {
            return false;
        }
        // Other packets of the letter are there already.
        Set<String> others =
                alerts.packets(kept.id()).stream().map(KeptPacket::id).collect(Collectors.toSet());
        others.remove(packet.id());
        List<AlertWriter.NewPacket> made = list.map(
                        to -> packets(letter(kept, to, ordered(alerts, kept, trouble)), kept.address()))
                .orElse(List.of());
        List<AlertWriter.NewPacket> packets =
                made.stream().filter(one -> !others.contains(one.id())).toList();
        String why = list.isPresent() ? "it is not made of its letter any more" : "the watch list was removed";
        access.write(writer -> writer.prepared(
                packet.number(),
                packets.isEmpty() ? List.of(new AlertWriter.NewPacket(packet.id(), Optional.empty(), why)) : packets,
                now));
        return true;
    }

    /** What a letter told, the most urgent first. */
    static List<Waiting> ordered(AlertQuery alerts, KeptLetter letter, Consumer<String> trouble) {
        return Composition.ordered(alerts.batch(letter.batch()).stream()
                .map(kept -> new Waiting(kept, AlertJson.alert(kept, trouble)))
                .toList());
    }
}
