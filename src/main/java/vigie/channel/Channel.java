package vigie.channel;

import java.util.List;
import java.util.Optional;

/**
 * A way to reach people. A letter is first made into packets, which are kept; each is then sent until it has arrived, always the
 * same bytes. Thread-safe.
 */
public interface Channel {

    /** What addresses of this channel begin with: {@code mail}, {@code webhook}. */
    String name();

    /**
     * Makes the packets of a letter: more than one where it is longer than the channel takes. The same letter gives the same bytes.
     *
     * @param address the part of the address after the channel's name
     */
    List<Packet> prepare(Letter letter, String address);

    /**
     * What answers for an address: packets for one host are sent one after the other, so that a slow or dead one holds up no other.
     *
     * @param address the part of the address after the channel's name
     */
    default String host(String address) {
        return address;
    }

    /** Sends a packet and waits for the answer, within the time-outs of the channel. */
    Outcome send(Packet packet);

    /**
     * What is sent at once.
     *
     * @param id unique: the letter's, with a number for further ones of it
     * @param address the part of the address after the channel's name
     * @param body what is sent, without any secret
     */
    record Packet(String id, String address, byte[] body) {}

    /**
     * Sends a packet as an answer.
     *
     * @param first what the other side called the first message of its thread ({@link Outcome.Sent#reference}); empty where there is
     *     none, or it has not arrived
     */
    default Outcome send(Packet packet, Optional<String> first) {
        return send(packet);
    }
}
