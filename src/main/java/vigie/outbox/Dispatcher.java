package vigie.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import vigie.alert.AlertAccess;
import vigie.channel.Channel;
import vigie.channel.Channels;
import vigie.channel.Outcome;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.KeptPacket;
import vigie.store.AlertQuery.PacketState;
import vigie.store.AlertWriter;
import vigie.store.DamagedException;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.store.StoreException;

/**
 * Sends packets that are due: to each host one after the other, to several hosts at the same time. That a packet is being sent is kept
 * before it is, and what became of it after; a packet of which only the first is kept may have arrived.
 */
final class Dispatcher implements AutoCloseable {

    /** Hosts to which something is sent at the same time. */
    static final int MOST_HOSTS = 16;

    private static final Duration STOPPING = Duration.ofSeconds(2);

    /** The pause before what became of a packet is written again, where that failed. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private static final int LONGEST_ANSWER = 500;

    private final Store store;
    private final AlertAccess access;
    private final Clock clock;
    private final Runnable wake;
    private final Consumer<String> trouble;
    private final Set<String> busy = new HashSet<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "delivery");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed;

    /**
     * @param wake run when a host is free again
     * @param trouble told what went wrong with the database
     */
    Dispatcher(Store store, AlertAccess access, Clock clock, Runnable wake, Consumer<String> trouble) {
        this.store = store;
        this.access = access;
        this.clock = clock;
        this.wake = wake;
        this.trouble = trouble;
    }

    /** Begins to send packets that are due, as far as their hosts are free. */
    void send(Collection<KeptPacket> due, Function<String, Optional<Channel>> channels) {
        for (KeptPacket packet : due) {
            Optional<Channel> channel = channels.apply(packet.address());
            if (channel.isPresent() && begin(host(channel.get(), packet.address()))) {
                threads.execute(() -> run(packet, channel.get(), channels));
            }
        }
    }

    private static String host(Channel channel, String address) {
        return channel.name() + " " + channel.host(Channels.rest(address));
    }

    private synchronized boolean begin(String host) {
        return !closed && busy.size() < MOST_HOSTS && busy.add(host);
    }

    private synchronized void end(String host) {
        busy.remove(host);
        notifyAll();
    }

    private void run(KeptPacket packet, Channel channel, Function<String, Optional<Channel>> channels) {
        String host = host(channel, packet.address());
        try {
            deliver(packet, channel, host, channels);
        } catch (StoreException e) {
            trouble.accept(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            // It may have arrived: the next start sends it again.
            Thread.currentThread().interrupt();
        } finally {
            end(host);
            wake.run();
        }
    }

    private void deliver(KeptPacket packet, Channel channel, String host, Function<String, Optional<Channel>> channels)
            throws InterruptedException {
        Optional<byte[]> body;
        Optional<String> first;
        try (Reader reader = store.reader()) {
            AlertQuery alerts = reader.alerts();
            body = alerts.body(packet.number());
            first = alerts.letter(packet.letter())
                    .flatMap(AlertQuery.KeptLetter::answers)
                    .flatMap(alerts::reference);
        } catch (DamagedException e) {
            // It is made again, of the alerts: the same letter is the same to the byte.
            trouble.accept(packet.id() + ": " + e.getMessage());
            access.write(writer -> writer.unprepared(packet.number()));
            return;
        }
        if (body.isEmpty()) {
            return;
        }
        boolean[] mine = new boolean[1];
        access.write(writer -> mine[0] = writer.sending(packet.number(), clock.instant()));
        if (!mine[0]) {
            return;
        }
        Outcome outcome = send(
                channel, new Channel.Packet(packet.id(), Channels.rest(packet.address()), body.orElseThrow()), first);
        if (Thread.interrupted() && !(outcome instanceof Outcome.Sent)) {
            throw new InterruptedException();
        }
        keep(packet, outcome);
        if (outcome instanceof Outcome.Sent) {
            hasten(host, channels);
        }
    }

    private static Outcome send(Channel channel, Channel.Packet packet, Optional<String> first) {
        try {
            return channel.send(packet, first);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return new Outcome.Unknown(e.toString());
        }
    }

    /** Until it is kept: to send it again would be the worse fault. */
    private void keep(KeptPacket packet, Outcome outcome) throws InterruptedException {
        while (true) {
            try {
                access.write(writer -> keep(writer, packet, outcome));
                return;
            } catch (StoreException e) {
                trouble.accept(String.valueOf(e.getMessage()));
                Thread.sleep(AGAIN.toMillis());
            }
        }
    }

    private void keep(AlertWriter writer, KeptPacket packet, Outcome outcome) {
        if (outcome instanceof Outcome.Sent sent) {
            sent.reference().ifPresent(name -> writer.named(packet.number(), name));
            end(writer, packet, "SENT", sent.answer(), PacketState.SENT, Optional.empty());
        } else if (outcome instanceof Outcome.Refused refused) {
            end(writer, packet, "REFUSED", refused.reason(), PacketState.DEAD, Optional.empty());
        } else if (outcome instanceof Outcome.Gone gone) {
            end(writer, packet, "GONE", gone.reason(), PacketState.DEAD, Optional.empty());
            writer.gone(packet.address(), clock.instant(), cut(gone.reason()));
        } else if (outcome instanceof Outcome.Later later) {
            again(writer, packet, "LATER", later.reason(), PacketState.QUEUED, later.pause());
        } else if (outcome instanceof Outcome.Unknown unknown) {
            again(writer, packet, "UNKNOWN", unknown.reason(), PacketState.UNKNOWN, Optional.empty());
        }
    }

    private void again(
            AlertWriter writer,
            KeptPacket packet,
            String outcome,
            String reason,
            PacketState state,
            Optional<Duration> pause) {
        Optional<Instant> due = Pacing.again(packet.id(), packet.attempts() + 1, packet.made(), pause, clock.instant());
        end(writer, packet, outcome, reason, due.isPresent() ? state : PacketState.DEAD, due);
    }

    private void end(
            AlertWriter writer,
            KeptPacket packet,
            String outcome,
            String answer,
            PacketState state,
            Optional<Instant> due) {
        writer.ended(packet.number(), clock.instant(), outcome, cut(answer), state, due);
    }

    private static String cut(String answer) {
        return answer.length() <= LONGEST_ANSWER ? answer : answer.substring(0, LONGEST_ANSWER);
    }

    /** What waits for the same host after failures need not wait longer. */
    private void hasten(String host, Function<String, Optional<Channel>> channels) throws InterruptedException {
        List<Long> waiting;
        try (Reader reader = store.reader()) {
            Instant now = clock.instant();
            waiting = reader.alerts().failing().stream()
                    .filter(packet -> packet.due().isAfter(now))
                    .filter(packet -> channels.apply(packet.address())
                            .filter(channel -> host(channel, packet.address()).equals(host))
                            .isPresent())
                    .map(KeptPacket::number)
                    .toList();
        }
        if (!waiting.isEmpty()) {
            access.write(writer -> writer.hasten(waiting, clock.instant()));
        }
    }

    /** Whether nothing is being sent. */
    synchronized boolean idle() {
        return busy.isEmpty();
    }

    /** Lets what is being sent end, for some seconds; what has not ended then may have arrived. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            long end = System.nanoTime() + STOPPING.toNanos();
            try {
                for (long left = STOPPING.toMillis(); !busy.isEmpty() && left > 0; ) {
                    wait(left);
                    left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
