package vigie.sync;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * A queue between two threads that passes items in batches, bounded in number and size.
 *
 * @param <T> the items
 */
final class BatchQueue<T> implements Consumer<T> {

    private static final int BATCHES = 4;
    private static final int BATCH_WEIGHT = 1 << 20;
    private static final int BATCH_COUNT = 256;

    private final BlockingQueue<Batch<T>> queue = new ArrayBlockingQueue<>(BATCHES);
    private List<T> batch = new ArrayList<>();
    private long weight;

    private record Batch<T>(List<T> things, boolean last, Optional<IOException> failure) {}

    /** Closes the receiving side: further items are dropped. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super(null, null, false, false);
        }
    }

    @Override
    public void accept(T thing) {
        accept(thing, 64);
    }

    /** Adds an item of that size in bytes. */
    void accept(T thing, int bytes) {
        batch.add(thing);
        weight += bytes;
        if (weight > BATCH_WEIGHT || batch.size() >= BATCH_COUNT) {
            send(false, Optional.empty());
        }
    }

    /** Closes the sending side, with a failure if there was one. */
    void end(Optional<IOException> failure) {
        send(true, failure);
    }

    private void send(boolean last, Optional<IOException> failure) {
        try {
            queue.put(new Batch<>(batch, last, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
        batch = new ArrayList<>();
        weight = 0;
    }

    /** Removes all items; fails if the sender failed. */
    void each(Consumer<? super T> receiver) throws IOException, InterruptedException {
        Batch<T> taken;
        do {
            taken = queue.take();
            taken.things().forEach(receiver);
        } while (!taken.last());
        if (taken.failure().isPresent()) {
            throw taken.failure().get();
        }
    }
}
