package vigie.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vigie.alert.AlertAccess;
import vigie.channel.Channel;
import vigie.store.AlertQuery.KeptPacket;
import vigie.store.AlertQuery.PacketState;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.store.StoreException;
import vigie.store.Watch;
import vigie.store.Writer;
import vigie.watch.WatchList;

/**
 * Tells people what concerns them, as long as it runs: evaluates what was committed, makes letters of what is due, and sends them. Of a
 * home only the process that claimed the schedule may run it. Killed at any moment, the next start goes on; decision 0020.
 */
public final class Outbox implements AutoCloseable {

    /** The clock may jump: what is due by then is noticed within this time. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

    private static final String ENDED = "the program ended while it was sent";

    private final Store store;
    private final Clock clock;
    private final Lists lists;
    private final Supplier<Setup> setup;
    private final Consumer<String> trouble;
    private final Dispatcher dispatcher;
    private final Thread thread = new Thread(this::live, "alerts");
    private final Map<String, Long> told = new HashMap<>();
    private boolean woken;
    private boolean closed;

    /**
     * What may change while it runs.
     *
     * @param channels the channel of an address; empty where there is none
     * @param patience how long to wait for another process that writes
     */
    public record Setup(Function<String, Optional<Channel>> channels, Duration patience) {}

    /** The watch lists, and what concerns them. */
    public interface Lists {

        /**
         * Evaluates the next events.
         *
         * @param access writes what they led to
         * @return whether there may be more
         */
        boolean evaluate(Reader reader, AlertAccess access) throws InterruptedException;

        /** All lists. */
        Collection<WatchList> recipients(Reader reader);

        /** How many sources there are, if all of them are fresh; empty otherwise. */
        OptionalInt fresh(Reader reader, Instant now);
    }

    /**
     * One that does not run yet.
     *
     * @param store shared with the jobs of this process
     * @param setup as it is now
     * @param trouble told what went wrong, once for each time
     */
    public Outbox(Store store, Clock clock, Lists lists, Supplier<Setup> setup, Consumer<String> trouble) {
        this.store = store;
        this.clock = clock;
        this.lists = lists;
        this.setup = setup;
        this.trouble = trouble;
        this.dispatcher = new Dispatcher(store, this::write, clock, this::wake, this::tell);
        thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    private void write(AlertAccess.Work work) throws InterruptedException {
        try (Writer writer = store.writer(setup.get().patience(), holder -> {})) {
            work.with(writer.alerts());
        }
    }

    /** Something changed: looks again at once. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private void live() {
        try (Watch watch = store.watch()) {
            watch.onChange(version -> wake());
            while (!closed()) {
                Optional<Instant> next;
                try {
                    recover();
                    next = step();
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                    // Whatever it is, it must not keep everybody else from being told.
                    tell(e instanceof StoreException ? String.valueOf(e.getMessage()) : e.toString());
                    next = Optional.of(clock.instant().plus(LOOK));
                }
                await(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What goes wrong each time is told once in a while. */
    private void tell(String what) {
        long now = System.nanoTime();
        synchronized (told) {
            told.values().removeIf(at -> now - at > TOLD_AGAIN.toNanos());
            if (told.putIfAbsent(what, now) != null) {
                return;
            }
        }
        trouble.accept(what);
    }

    private synchronized boolean closed() {
        return closed;
    }

    /** Waits until something changes, or is due. */
    private synchronized void await(Optional<Instant> next) throws InterruptedException {
        while (!woken && !closed) {
            Instant now = clock.instant();
            long millis = next.map(at -> Duration.between(now, at).toMillis() + 1)
                    .filter(left -> left < LOOK.toMillis())
                    .orElse(LOOK.toMillis());
            if (next.filter(at -> !at.isAfter(now)).isPresent()) {
                break;
            }
            wait(Math.max(1, millis));
        }
        woken = false;
    }

    /** What was being sent when the program ended, or its thread, may have arrived. */
    void recover() throws InterruptedException {
        if (!dispatcher.idle()) {
            return;
        }
        boolean any;
        try (Reader reader = store.reader()) {
            any = !reader.alerts().packets(PacketState.SENDING, 1).isEmpty();
        }
        if (any) {
            write(writer -> writer.recover(clock.instant(), ENDED));
        }
    }

    /**
     * Evaluates, composes, and begins to send what is due.
     *
     * @return when something is due next
     */
    Optional<Instant> step() throws InterruptedException {
        evaluate();
        Function<String, Optional<Channel>> channels = setup.get().channels();
        Composer composer = new Composer(channels, clock, this::tell, () -> send(channels));
        Optional<Instant> composed;
        try (Reader reader = store.reader()) {
            composed = composer.compose(reader, lists.recipients(reader), now -> lists.fresh(reader, now), this::write);
        }
        try (Reader reader = store.reader()) {
            List<KeptPacket> due = reader.alerts().due(clock.instant());
            for (KeptPacket packet : due) {
                if (!packet.prepared() && composer.prepare(reader, packet, lists.recipients(reader), this::write)) {
                    wake();
                }
            }
            dispatcher.send(due.stream().filter(KeptPacket::prepared).toList(), channels);
            // What is due and waits for its host is begun when that is free.
            Instant now = clock.instant();
            return Stream.concat(composed.stream(), reader.alerts().nextDue().stream())
                    .filter(at -> at.isAfter(now))
                    .min(Instant::compareTo);
        }
    }

    private void send(Function<String, Optional<Channel>> channels) {
        try (Reader reader = store.reader()) {
            List<KeptPacket> due = reader.alerts().due(clock.instant());
            dispatcher.send(due.stream().filter(KeptPacket::prepared).toList(), channels);
        }
    }

    private void evaluate() throws InterruptedException {
        boolean more = true;
        while (more && !closed()) {
            try (Reader reader = store.reader()) {
                more = lists.evaluate(reader, this::write);
            }
        }
    }

    /** Whether nothing is being sent. */
    boolean idle() {
        return dispatcher.idle();
    }

    /** Ends, within some seconds, whatever is being sent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        dispatcher.close();
        try {
            thread.join(Duration.ofSeconds(1).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
