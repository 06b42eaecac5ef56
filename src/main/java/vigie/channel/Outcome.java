package vigie.channel;

import java.time.Duration;
import java.util.Optional;

/** What became of a packet. Sentences hold no secret. */
public sealed interface Outcome {

    /**
     * It has arrived: the other side said so.
     *
     * @param reference what the other side calls it, where answers to it are to be told from others
     */
    record Sent(String answer, Optional<String> reference) implements Outcome {

        /** One that has no name. */
        public Sent(String answer) {
            this(answer, Optional.empty());
        }
    }

    /**
     * It has not arrived and may arrive later.
     *
     * @param pause what the other side asks to wait
     */
    record Later(String reason, Optional<Duration> pause) implements Outcome {}

    /** It will not arrive however often it is sent: a person must do something. */
    record Refused(String reason) implements Outcome {}

    /** As {@link Refused}, and the address is not to be used any more: it is gone. */
    record Gone(String reason) implements Outcome {}

    /** It was sent, and the answer was lost: it may have arrived. */
    record Unknown(String reason) implements Outcome {}
}
