package vigie.sync;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import vigie.model.Observation;
import vigie.source.Feed;
import vigie.source.Source;
import vigie.store.Prepared;
import vigie.store.Preparer;
import vigie.store.StoreException;

/** Reads a downloaded file: of a large one, one thread parses, one packs, and this one writes. */
final class FeedReader {

    private static final long LARGE = 1 << 20;

    private final Source source;
    private final Feed feed;
    private final Path file;
    private final LongConsumer done;

    /**
     * @param done told how many bytes of the file are read
     */
    FeedReader(Source source, Feed feed, Path file, LongConsumer done) {
        this.source = source;
        this.feed = feed;
        this.file = file;
        this.done = done;
    }

    /** Hands all observations to the writer, on this thread; fails if the file is not what it should be. */
    void read(Consumer<Prepared> writer) throws IOException, InterruptedException {
        if (Files.size(file) < LARGE) {
            try (Preparer preparer = new Preparer()) {
                parse(observation -> writer.accept(preparer.prepare(observation)));
            }
            return;
        }
        Conveyor<Observation> parsed = new Conveyor<>();
        Conveyor<Prepared> packed = new Conveyor<>();
        List<Thread> threads = List.of(
                start("parse", parsed, () -> parse(o -> parsed.accept(o, weight(o)))),
                start("pack", packed, () -> pack(parsed, packed)));
        try {
            packed.each(writer);
        } finally {
            stop(threads);
        }
    }

    private static int weight(Observation observation) {
        return observation instanceof Observation.CveSeen cve ? cve.raw().length : 64;
    }

    private static void pack(Conveyor<Observation> from, Conveyor<Prepared> to)
            throws IOException, InterruptedException {
        try (Preparer preparer = new Preparer()) {
            from.each(observation -> to.accept(preparer.prepare(observation)));
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Thread start(String name, Conveyor<?> into, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Optional<IOException> failure = Optional.empty();
                        try {
                            work.run();
                        } catch (IOException e) {
                            failure = Optional.of(e);
                        } catch (Conveyor.Stopped e) {
                            throw e;
                        } catch (RuntimeException | Error e) {
                            // A thread that died without a word would keep the next one waiting for ever.
                            failure = Optional.of(unexpected(e));
                        }
                        into.end(failure);
                    } catch (InterruptedException | Conveyor.Stopped e) {
                        // Nobody waits for the rest.
                        Thread.currentThread().interrupt();
                    }
                },
                name + "-" + source.name());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The file is deleted next, and a parser that goes on would fail on it. */
    private static void stop(List<Thread> threads) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void parse(Consumer<Observation> out) throws IOException {
        try (InputStream in = new Counting(Files.newInputStream(file), done)) {
            source.read(feed, in, out);
        } catch (StoreException | Conveyor.Stopped e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw unexpected(e);
        }
    }

    /** Readers fail with an IOException; anything else is a form of file that nobody thought of. */
    private static IOException unexpected(Throwable e) {
        return new IOException("not what was expected: " + e, e);
    }

    private static final class Counting extends FilterInputStream {

        private final LongConsumer done;
        private long total;

        Counting(InputStream in, LongConsumer done) {
            super(in);
            this.done = done;
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
