package vigie.sync;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import vigie.fetch.Fetched;
import vigie.model.Observation;
import vigie.source.Feed;
import vigie.source.Source;
import vigie.store.Prepared;
import vigie.store.Preparer;
import vigie.store.ShrunkException;
import vigie.store.StoreException;

/** Reads a downloaded file: for a large one, one thread parses and one compresses, ahead of the writer. */
final class FeedReader implements AutoCloseable {

    private static final long LARGE = 1 << 20;

    /** Buffer size; some readers read only 512 bytes at a time. */
    private static final int BUFFER = 1 << 16;

    private final Source source;
    private final Feed feed;
    private final Path file;
    private final Supplier<Preparer> preparers;
    private final BatchQueue<Prepared> packed = new BatchQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile LongConsumer done = bytes -> {};

    private FeedReader(Source source, Feed feed, Path file, Supplier<Preparer> preparers) {
        this.source = source;
        this.feed = feed;
        this.file = file;
        this.preparers = preparers;
    }

    /** Creates a reader; for a large body it starts at once, as far as the queue has room. */
    static FeedReader begin(Source source, Feed feed, Fetched.Body body, Supplier<Preparer> preparers) {
        FeedReader reader = new FeedReader(source, feed, body.file(), preparers);
        if (body.bytes() >= LARGE) {
            reader.start();
        }
        return reader;
    }

    private void start() {
        BatchQueue<Observation> parsed = new BatchQueue<>();
        threads.add(start("parse", parsed, () -> parse(o -> parsed.accept(o, weight(o)))));
        threads.add(start("pack", packed, () -> pack(parsed, packed)));
    }

    /**
     * Hands all observations to the writer, on this thread; fails if the file is invalid.
     *
     * @param progress told how many bytes of the file are read
     */
    void read(Consumer<Prepared> writer, LongConsumer progress) throws IOException, InterruptedException {
        done = progress;
        if (threads.isEmpty()) {
            try (Preparer preparer = preparers.get()) {
                parse(observation -> writer.accept(preparer.prepare(observation)));
            }
        } else {
            packed.each(writer);
        }
    }

    /** The file is deleted next, and a parser that goes on would fail on it. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int weight(Observation observation) {
        return observation instanceof Observation.CveSeen cve ? cve.raw().length : 64;
    }

    private void pack(BatchQueue<Observation> from, BatchQueue<Prepared> to) throws IOException, InterruptedException {
        try (Preparer preparer = preparers.get()) {
            from.each(observation -> to.accept(preparer.prepare(observation)));
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Thread start(String name, BatchQueue<?> into, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Optional<IOException> failure = Optional.empty();
                        try {
                            work.run();
                        } catch (IOException e) {
                            failure = Optional.of(e);
                        } catch (BatchQueue.Stopped e) {
                            throw e;
                        } catch (RuntimeException | Error e) {
                            // Without this, a thread that died would keep the next one waiting forever.
                            failure = Optional.of(unexpected(e));
                        }
                        into.end(failure);
                    } catch (InterruptedException | BatchQueue.Stopped e) {
                        // Nobody waits for the rest.
                        Thread.currentThread().interrupt();
                    }
                },
                name + "-" + source.name());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void parse(Consumer<Observation> out) throws IOException {
        try (InputStream in = new BufferedInputStream(new Counting(Files.newInputStream(file)), BUFFER)) {
            source.read(feed, in, out);
        } catch (StoreException | ShrunkException | BatchQueue.Stopped e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw unexpected(e);
        }
    }

    /** Readers fail with an IOException; any other exception is an unexpected file format. */
    private static IOException unexpected(Throwable e) {
        return new IOException("not what was expected: " + e, e);
    }

    private final class Counting extends FilterInputStream {

        private long total;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            total += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int count) throws IOException {
            int n = in.read(buffer, from, count);
            total += Math.max(0, n);
            done.accept(total);
            return n;
        }
    }
}
