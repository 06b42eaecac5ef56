package vigie.fetch;

import java.util.function.LongConsumer;

/** Where bodies come from: the network, a mirror, or the sample inside the jar. */
public interface Fetcher {

    /**
     * Downloads one body.
     *
     * @param request what to download
     * @param pace how hard its host may be asked
     * @param received told the bytes that have come in so far
     * @return the outcome; failures are outcomes, not exceptions
     * @throws InterruptedException if the thread is asked to stop
     */
    Fetched fetch(Request request, Pace pace, LongConsumer received) throws InterruptedException;
}
