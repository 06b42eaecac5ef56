package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatchQueueTest {

    private final BatchQueue<Integer> conveyor = new BatchQueue<>();

    @Test
    void thingsArriveInTheirOrder() throws Exception {
        List<Integer> sent = IntStream.range(0, 20_000).boxed().toList();
        Thread sender = start(() -> {
            sent.forEach(conveyor);
            conveyor.end(Optional.empty());
        });
        List<Integer> taken = new ArrayList<>();
        conveyor.each(taken::add);
        sender.join();
        assertThat(taken).isEqualTo(sent);
    }

    @Test
    void theReceiverFailsAsTheSenderDidAfterAllThatCameBefore() {
        conveyor.accept(1);
        conveyor.end(Optional.of(new IOException("cut")));
        List<Integer> taken = new ArrayList<>();
        assertThatThrownBy(() -> conveyor.each(taken::add))
                .isInstanceOf(IOException.class)
                .hasMessage("cut");
        assertThat(taken).containsExactly(1);
    }

    @Test
    void heavyThingsAreHeldBackSoonerThanLightOnes() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        Thread sender = start(() -> {
            for (int i = 0; i < 100; i++) {
                conveyor.accept(i, 2 << 20);
                sent.incrementAndGet();
            }
        });
        while (sender.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(sent.get()).isLessThan(10);
        sender.interrupt();
        sender.join();
    }

    @Test
    void anInterruptedSenderStops() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> conveyor.end(Optional.empty())).isInstanceOf(BatchQueue.Stopped.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (BatchQueue.Stopped e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
