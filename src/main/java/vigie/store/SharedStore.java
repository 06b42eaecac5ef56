package vigie.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vigie.model.CveId;
import vigie.model.Retention;

/**
 * A store whose one writer is shared by jobs of this process that run at the same time. It is opened with the first of them and
 * closed with the last, so that other processes get their turn; what is written in one transaction is written by one of them at a
 * time. For any number of threads.
 */
public final class SharedStore implements Store {

    private final Store store;
    private Optional<Writer> open = Optional.empty();
    private int users;

    /** Held by whoever is in a transaction. */
    private final Semaphore turn = new Semaphore(1, true);

    /** Held by whoever opens or closes the writer, which may take long: another process may be writing. */
    private final Semaphore door = new Semaphore(1, true);

    /** @param store where the writer comes from */
    public SharedStore(Store store) {
        this.store = store;
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public Optional<String> damage() {
        return store.damage();
    }

    @Override
    public Upkeep upkeep() {
        return store.upkeep();
    }

    @Override
    public Reader reader() {
        return store.reader();
    }

    @Override
    public Readers readers(int most, Supplier<Readers.Asker> askers) {
        return store.readers(most, askers);
    }

    @Override
    public Watch watch() {
        return store.watch();
    }

    @Override
    public Optional<Claim> claimSchedule() {
        return store.claimSchedule();
    }

    @Override
    public Optional<String> scheduler() {
        return store.scheduler();
    }

    @Override
    public Writer writer(Duration patience, Consumer<String> waiting) throws InterruptedException {
        door.acquire();
        try {
            if (open.isEmpty()) {
                open = Optional.of(store.writer(patience, waiting));
            }
            users++;
            return new Shared(open.get());
        } finally {
            door.release();
        }
    }

    private void leave() {
        door.acquireUninterruptibly();
        try {
            users--;
            if (users == 0) {
                Writer last = open.orElseThrow();
                open = Optional.empty();
                last.close();
            }
        } finally {
            door.release();
        }
    }

    private void alone(Runnable work) {
        turn.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            turn.release();
        }
    }

    /** The writer of one job; the underlying one is closed with the last of them. */
    private final class Shared implements Writer {

        private final Writer writer;
        private boolean left;

        Shared(Writer writer) {
            this.writer = writer;
        }

        @Override
        public Preparer preparer() {
            return writer.preparer();
        }

        @Override
        public Ingest ingest(Ingest.Origin origin) {
            turn.acquireUninterruptibly();
            boolean begun = false;
            try {
                Ingest ingest = new OneIngest(writer.ingest(origin));
                begun = true;
                return ingest;
            } finally {
                if (!begun) {
                    turn.release();
                }
            }
        }

        @Override
        public ScoreWriter scores(Instant started) {
            turn.acquireUninterruptibly();
            boolean begun = false;
            try {
                ScoreWriter scores = new OneScoring(writer.scores(started));
                begun = true;
                return scores;
            } finally {
                if (!begun) {
                    turn.release();
                }
            }
        }

        @Override
        public Optional<FeedStamp> fetched(String url) {
            return writer.fetched(url);
        }

        @Override
        public Optional<String> mark(String key) {
            return writer.mark(key);
        }

        @Override
        public List<Offer> offers(String queue, LocalDate since, boolean all) {
            return writer.offers(queue, since, all);
        }

        @Override
        public Optional<Instant> listed(CveId cve) {
            return writer.listed(cve);
        }

        @Override
        public List<CveId> citedWithoutRecord(int fromYear, LocalDate young, LocalDate old) {
            return writer.citedWithoutRecord(fromYear, young, old);
        }

        @Override
        public List<CveId> citedWithoutEpss(LocalDate askedAfter) {
            return writer.citedWithoutEpss(askedAfter);
        }

        @Override
        public long lastChange() {
            return writer.lastChange();
        }

        @Override
        public void finished(RunAccount run) {
            alone(() -> writer.finished(run));
        }

        @Override
        public void keep(JobState job) {
            alone(() -> writer.keep(job));
        }

        @Override
        public void keep(KeptWatchList list) {
            alone(() -> writer.keep(list));
        }

        @Override
        public long keep(FindingRun run, Iterator<byte[]> parts) {
            long[] id = new long[1];
            alone(() -> id[0] = writer.keep(run, parts));
            return id[0];
        }

        @Override
        public boolean removeWatchList(String name) {
            boolean[] removed = new boolean[1];
            alone(() -> removed[0] = writer.removeWatchList(name));
            return removed[0];
        }

        @Override
        public AlertWriter alerts() {
            return new OneAlerts(writer.alerts());
        }

        @Override
        public FirstLoad firstLoad(String source, Instant now) {
            return writer.firstLoad(source, now);
        }

        @Override
        public Thinned thin(Retention retention, LocalDate today, Collection<LocalDate> kept) {
            turn.acquireUninterruptibly();
            try {
                return writer.thin(retention, today, kept);
            } finally {
                turn.release();
            }
        }

        @Override
        public Optional<LocalDate> thinned() {
            return writer.thinned();
        }

        @Override
        public void fill() {
            alone(writer::fill);
        }

        @Override
        public void settle() {
            alone(writer::settle);
        }

        @Override
        public void close() {
            if (!left) {
                left = true;
                leave();
            }
        }
    }

    /** Takes the turn for each transaction. */
    private final class OneAlerts implements AlertWriter {

        private final AlertWriter alerts;

        OneAlerts(AlertWriter alerts) {
            this.alerts = alerts;
        }

        private <T> T alone(java.util.function.Supplier<T> work) {
            turn.acquireUninterruptibly();
            try {
                return work.get();
            } finally {
                turn.release();
            }
        }

        @Override
        public void evaluated(
                long mark,
                Collection<AlertQuery.KeptAlert> found,
                Collection<AlertQuery.KeptTold> told,
                Collection<String> unread) {
            SharedStore.this.alone(() -> alerts.evaluated(mark, found, told, unread));
        }

        @Override
        public void caughtUp(
                Collection<String> lists,
                long from,
                OptionalLong to,
                Collection<AlertQuery.KeptAlert> found,
                Collection<AlertQuery.KeptTold> told) {
            SharedStore.this.alone(() -> alerts.caughtUp(lists, from, to, found, told));
        }

        @Override
        public void named(long packet, String reference) {
            SharedStore.this.alone(() -> alerts.named(packet, reference));
        }

        @Override
        public void unprepared(long packet) {
            SharedStore.this.alone(() -> alerts.unprepared(packet));
        }

        @Override
        public void composed(String batch, Collection<Long> told, List<Composed> letters, Instant now) {
            SharedStore.this.alone(() -> alerts.composed(batch, told, letters, now));
        }

        @Override
        public void prepared(long packet, List<NewPacket> packets, Instant now) {
            SharedStore.this.alone(() -> alerts.prepared(packet, packets, now));
        }

        @Override
        public void digested(String list, Instant until) {
            SharedStore.this.alone(() -> alerts.digested(list, until));
        }

        @Override
        public boolean sending(long packet, Instant now) {
            return alone(() -> alerts.sending(packet, now));
        }

        @Override
        public void ended(
                long packet,
                Instant now,
                String outcome,
                String answer,
                AlertQuery.PacketState state,
                Optional<Instant> due) {
            SharedStore.this.alone(() -> alerts.ended(packet, now, outcome, answer, state, due));
        }

        @Override
        public void hasten(Collection<Long> packets, Instant now) {
            SharedStore.this.alone(() -> alerts.hasten(packets, now));
        }

        @Override
        public void recover(Instant now, String why) {
            SharedStore.this.alone(() -> alerts.recover(now, why));
        }

        @Override
        public int retry(Optional<Long> packet, Instant now) {
            return alone(() -> alerts.retry(packet, now));
        }

        @Override
        public void gone(String address, Instant now, String reason) {
            SharedStore.this.alone(() -> alerts.gone(address, now, reason));
        }
    }

    /** Gives the turn back when it is closed. */
    private final class OneIngest implements Ingest {

        private final Ingest ingest;
        private boolean closed;

        OneIngest(Ingest ingest) {
            this.ingest = ingest;
        }

        @Override
        public void anew() {
            ingest.anew();
        }

        @Override
        public void accept(vigie.model.Observation observation) {
            ingest.accept(observation);
        }

        @Override
        public void accept(Prepared prepared) {
            ingest.accept(prepared);
        }

        @Override
        public Tally tally() {
            return ingest.tally();
        }

        @Override
        public void fetched(String url, FeedStamp stamp, Instant fetched) {
            ingest.fetched(url, stamp, fetched);
        }

        @Override
        public void forget(String url) {
            ingest.forget(url);
        }

        @Override
        public void commit() {
            ingest.commit();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                try {
                    ingest.close();
                } finally {
                    turn.release();
                }
            }
        }
    }

    /** Gives the turn back when it is closed. */
    private final class OneScoring implements ScoreWriter {

        private final ScoreWriter scores;
        private boolean closed;

        OneScoring(ScoreWriter scores) {
            this.scores = scores;
        }

        @Override
        public boolean put(vigie.model.Score score) {
            return scores.put(score);
        }

        @Override
        public void put(KeptTrait trait) {
            scores.put(trait);
        }

        @Override
        public void gone(CveId cve, LocalDate day) {
            scores.gone(cve, day);
        }

        @Override
        public ScoreRun finish(Instant finished, String model, LocalDate day, ScoreRun.Kind kind, long lastChange) {
            return scores.finish(finished, model, day, kind, lastChange);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                try {
                    scores.close();
                } finally {
                    turn.release();
                }
            }
        }
    }
}
