package vigie.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps what people are told, and what becomes of it: each method is one transaction. */
public interface AlertWriter {

    /**
     * Keeps what events led to. An alert of an event that a list has already is left as it is.
     *
     * @param mark the number of the last of these events; nothing is kept where a later one was looked at already
     * @param unread lists that cannot be read: these events were not looked at for them, see {@link AlertQuery#behind}
     */
    void evaluated(
            long mark,
            Collection<AlertQuery.KeptAlert> alerts,
            Collection<AlertQuery.KeptTold> told,
            Collection<String> unread);

    /**
     * Keeps what events led to that were not looked at for some lists.
     *
     * @param lists the lists
     * @param from the number of the last event that was looked at for them; nothing is kept where it is another one by now
     * @param to that of the last one now; empty where nothing is left that was looked at for others
     */
    void caughtUp(
            Collection<String> lists,
            long from,
            OptionalLong to,
            Collection<AlertQuery.KeptAlert> alerts,
            Collection<AlertQuery.KeptTold> told);

    /**
     * A letter with its packets.
     *
     * @param packets may hold one without bytes, which could not be prepared
     */
    record Composed(AlertQuery.KeptLetter letter, List<NewPacket> packets) {}

    /**
     * A packet that is not kept yet.
     *
     * @param body its bytes; empty where they could not be prepared: it is dead from the beginning
     * @param reason why not
     */
    record NewPacket(String id, Optional<byte[]> body, String reason) {}

    /**
     * Keeps letters.
     *
     * @param batch what they have in common, and the alerts from now on
     * @param alerts the numbers of the alerts that they tell
     * @param letters none for a list without an address
     * @param now the moment from which on packets are due
     */
    void composed(String batch, Collection<Long> alerts, List<Composed> letters, Instant now);

    /** The bytes of a packet that waits cannot be read: it has to be prepared again. */
    void unprepared(long packet);

    /** Puts packets in the place of one that could not be prepared; one with its id is that packet from now on. */
    void prepared(long packet, List<NewPacket> packets, Instant now);

    /** Digests of a list were looked at until a moment. */
    void digested(String list, Instant until);

    /** A packet is about to be sent; false where it is not to be, any more. */
    boolean sending(long packet, Instant now);

    /**
     * What became of an attempt.
     *
     * @param outcome a word
     * @param state what the packet is from now on
     * @param due when it is sent next
     */
    void ended(
            long packet,
            Instant now,
            String outcome,
            String answer,
            AlertQuery.PacketState state,
            Optional<Instant> due);

    /** What the other side calls a packet. */
    void named(long packet, String reference);

    /** Packets that wait after a failure are due at once: what answers for their addresses does so again. */
    void hasten(Collection<Long> packets, Instant now);

    /** What was being sent when the program ended may have arrived, and is due. */
    void recover(Instant now, String why);

    /** Dead packets are due again: one, or all. Addresses to which they go are no longer gone. Returns how many. */
    int retry(Optional<Long> packet, Instant now);

    /** Nothing is sent to an address any more. */
    void gone(String address, Instant now, String reason);
}
