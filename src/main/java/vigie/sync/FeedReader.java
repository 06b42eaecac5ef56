package vigie.sync;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import vigie.model.Observation;
import vigie.source.Feed;
import vigie.source.Source;
import vigie.store.StoreException;

/** Reads a downloaded file: a large one is parsed on a thread of its own while this one writes. */
final class FeedReader {

    private static final long LARGE = 1 << 20;
    private static final int BATCHES = 12;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int BATCH_COUNT = 512;

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
    void read(Consumer<Observation> writer) throws IOException, InterruptedException {
        if (Files.size(file) < LARGE) {
            parse(writer);
            return;
        }
        BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES);
        Thread parser = new Thread(() -> parseInto(queue), "parse-" + source.name());
        parser.setDaemon(true);
        parser.start();
        try {
            Batch batch;
            do {
                batch = queue.take();
                batch.observations().forEach(writer);
            } while (!batch.last());
            if (batch.failure().isPresent()) {
                throw batch.failure().get();
            }
        } finally {
            stop(parser, queue);
        }
    }

    private static void stop(Thread parser, BlockingQueue<Batch> queue) {
        while (parser.isAlive()) {
            parser.interrupt();
            queue.clear();
            try {
                parser.join(TimeUnit.MILLISECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void parseInto(BlockingQueue<Batch> queue) {
        Filling filling = new Filling(queue);
        try {
            parse(filling);
            filling.end(Optional.empty());
        } catch (IOException e) {
            filling.end(Optional.of(e));
        } catch (Stopped e) {
            // Nobody waits for the rest.
        }
    }

    private void parse(Consumer<Observation> out) throws IOException {
        try (InputStream in = new Counting(Files.newInputStream(file), done)) {
            source.read(feed, in, out);
        } catch (StoreException | Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            throw unexpected(e);
        }
    }

    /** Readers fail with an IOException; anything else is a form of file that nobody thought of. */
    private static IOException unexpected(RuntimeException e) {
        return new IOException("not what was expected: " + e, e);
    }

    private record Batch(List<Observation> observations, boolean last, Optional<IOException> failure) {}

    private static final class Filling implements Consumer<Observation> {

        private final BlockingQueue<Batch> queue;
        private List<Observation> batch = new ArrayList<>();
        private long bytes;

        Filling(BlockingQueue<Batch> queue) {
            this.queue = queue;
        }

        @Override
        public void accept(Observation observation) {
            batch.add(observation);
            bytes += observation instanceof Observation.CveSeen cve ? cve.raw().length : 0;
            if (bytes > BATCH_BYTES || batch.size() >= BATCH_COUNT) {
                send(new Batch(batch, false, Optional.empty()));
            }
        }

        void end(Optional<IOException> failure) {
            send(new Batch(batch, true, failure));
        }

        private void send(Batch full) {
            try {
                queue.put(full);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Stopped();
            }
            batch = new ArrayList<>();
            bytes = 0;
        }
    }

    /** The writer gave up; the rest of the file is of no interest. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
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
