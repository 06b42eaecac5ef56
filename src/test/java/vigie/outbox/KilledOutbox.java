package vigie.outbox;

import static vigie.testing.CveText.cve;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import vigie.channel.Channels;
import vigie.model.Staleness;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.PacketState;
import vigie.store.Ingest;
import vigie.store.Reader;
import vigie.store.SharedStore;
import vigie.store.Writer;
import vigie.store.sqlite.SqliteStore;

/**
 * A process that takes CVEs in, one after the other from where the last one stopped, and sends alerts of them by mail and webhook
 * meanwhile; for tests that kill it. Arguments: home, ports of the mail server and of the receiver of webhooks, number of CVEs. Says "started", and "done" when all has arrived.
 */
public final class KilledOutbox {

    private KilledOutbox() {}

    public static void main(String[] arguments) throws Exception {
        SharedStore store = new SharedStore(SqliteStore.at(Path.of(arguments[0])));
        int port = Integer.parseInt(arguments[1]);
        int many = Integer.parseInt(arguments[3]);
        Channels channels = Sinks.channels(port, Integer.parseInt(arguments[2]), Clock.systemUTC());
        Outbox outbox = new Outbox(
                store,
                Clock.systemUTC(),
                new WatchedLists(Clock.systemUTC(), () -> Staleness.DEFAULT, System.err::println),
                () -> new Outbox.Setup(channels::of, Duration.ofMinutes(1)),
                System.err::println);
        outbox.start();
        System.out.println("started");
        for (long next = last(store) + 1; next <= many; next++) {
            take(store, next);
            Thread.sleep(120);
        }
        while (!settled(store)) {
            Thread.sleep(50);
        }
        outbox.close();
        System.out.println("done");
        System.exit(0);
    }

    private static long last(SharedStore store) {
        try (Reader reader = store.reader()) {
            return reader.changes().last();
        }
    }

    /** Takes a CVE of the product Acme Anvil in. */
    static void take(SharedStore store, long number) throws InterruptedException {
        Instant now = Instant.now();
        try (Writer writer = store.writer(Duration.ofMinutes(1), holder -> {});
                Ingest ingest = writer.ingest(
                        new Ingest.Origin("cvelist", "feed", now, LocalDate.of(2026, 1, 12), true, false))) {
            ingest.accept(cve("CVE-2026-" + (10_000 + number))
                    .title("Anvil " + number)
                    .product("Acme", "Anvil", "1", "affected")
                    .listed());
            ingest.commit();
        }
    }

    private static boolean settled(SharedStore store) {
        try (Reader reader = store.reader()) {
            AlertQuery.Counts counts = reader.alerts().counts();
            return reader.alerts().mark() == reader.changes().last()
                    && counts.waiting() == 0
                    && counts.in(PacketState.QUEUED) + counts.in(PacketState.SENDING) + counts.in(PacketState.UNKNOWN)
                            == 0;
        }
    }
}
