package vigie.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What people were told or are to be told, and what became of it. For one thread at a time. */
public interface AlertQuery {

    /**
     * An alert as it is kept.
     *
     * @param id its number; 0 for one that is not kept yet
     * @param list name of the watch list
     * @param event number of the event of the record of changes
     * @param at moment of the event
     * @param made moment at which the event was evaluated
     * @param kind what it tells, a word
     * @param matter the CVE or the publication
     * @param body all of it, as JSON; empty where it cannot be read, and where it was not asked for
     * @param batch what the letters in which it is told have in common; empty while it waits
     */
    record KeptAlert(
            long id,
            String list,
            long event,
            Instant at,
            Instant made,
            String kind,
            boolean urgent,
            String matter,
            byte[] body,
            Optional<String> batch) {}

    /**
     * What a list knows of a CVE or a publication.
     *
     * @param thread the matter of the first alert in which it was told
     * @param state the rest, as JSON
     */
    record KeptTold(String list, String matter, String thread, String state) {}

    /**
     * A letter to one address.
     *
     * @param address channel and address, joined by a colon
     * @param at the moment for which it was made
     * @param occasion why it is sent, a word
     * @param batch what the letters with the same alerts to other addresses of the list have in common with it
     * @param answers the letter that it follows in its thread
     * @param sources how many sources there were, all of them fresh; given where it says so
     */
    record KeptLetter(
            String id,
            String list,
            String address,
            Instant at,
            String occasion,
            String batch,
            Optional<String> answers,
            OptionalInt sources) {}

    /** What became of a packet. The names are part of the stored form. */
    enum PacketState {
        /** It waits until it is due. */
        QUEUED,
        /** It is being sent, or was when the program ended. */
        SENDING,
        /** It has arrived. */
        SENT,
        /** It may have arrived; it is sent again. */
        UNKNOWN,
        /** It is not sent any more unless somebody asks for it. */
        DEAD
    }

    /**
     * What is sent at once, without its bytes.
     *
     * @param number its place among those to the same address
     * @param id unique
     * @param letter the letter that it is of
     * @param made moment at which it was made
     * @param due when it is sent next
     * @param ended when it arrived or was given up
     * @param prepared whether its bytes are kept
     */
    record KeptPacket(
            long number,
            String id,
            String letter,
            String address,
            PacketState state,
            Instant made,
            Instant due,
            Optional<Instant> ended,
            int attempts,
            boolean prepared) {}

    /**
     * An attempt to send a packet.
     *
     * @param outcome a word; empty while it goes on
     * @param answer what the other side said, or why it failed
     */
    record Attempt(int number, Instant at, Optional<Instant> ended, Optional<String> outcome, String answer) {}

    /** An address that is gone. */
    record GoneAddress(String address, Instant at, String reason) {}

    /**
     * Figures of the outbox.
     *
     * @param waiting alerts without a letter
     * @param packets by state
     * @param doubtful packets that have arrived and may have arrived twice
     * @param oldest when the oldest packet was made that has not arrived and is not given up
     */
    record Counts(long waiting, Map<PacketState, Long> packets, long doubtful, Optional<Instant> oldest) {

        /** Packets in a state. */
        public long in(PacketState state) {
            return packets.getOrDefault(state, 0L);
        }
    }

    /**
     * What is not delivered through a channel.
     *
     * @param channel its name
     * @param failing packets that failed and are sent again
     * @param dead packets that were given up
     * @param since when the oldest of them was made
     */
    record ChannelTrouble(String channel, long failing, long dead, Instant since) {}

    /** Which alerts to list: of a watch list, of a matter, or all. */
    record Filter(Optional<String> list, Optional<String> matter) {}

    /** The number of the last event of the record of changes that was looked at. */
    long mark();

    /**
     * Lists that could not be read while others were told, by name, and the number of the last event that was looked at for each: what
     * came after it they have still to be told.
     */
    Map<String, Long> behind();

    /** What lists know of CVEs and publications, by their names. */
    Map<String, List<KeptTold>> told(Collection<String> matters);

    /** Alerts without a letter, in the order of their making; without their bodies, as many may wait for long. */
    List<KeptAlert> waiting();

    /** Alerts, the newest first. */
    List<KeptAlert> alerts(Filter filter, int limit);

    /** Hands out all alerts, the oldest first. */
    void each(Consumer<KeptAlert> taker);

    /** Hands out all that lists know. */
    void eachTold(Consumer<KeptTold> taker);

    /** An alert by its number. */
    Optional<KeptAlert> alert(long id);

    /** The alerts of a batch of letters, in the order of their making. */
    List<KeptAlert> batch(String batch);

    /** What the first letters of a thread of a list have in common; empty where none was made yet. */
    Optional<String> firstBatch(String list, String thread);

    /** The letters of a batch. */
    List<KeptLetter> letters(String batch);

    /** A letter by its id. */
    Optional<KeptLetter> letter(String id);

    /** Packets that are due: of each address the first that has not arrived, in the order of their making. */
    List<KeptPacket> due(Instant now);

    /** Packets that wait after a failure: of each address the first. */
    List<KeptPacket> failing();

    /** When the next packet is due that is not being sent. */
    Optional<Instant> nextDue();

    /** The bytes of a packet, where they are kept. */
    Optional<byte[]> body(long packet);

    /** What the other side calls the first packet of a letter, where it arrived and has a name. */
    Optional<String> reference(String letter);

    /** The packets of a letter. */
    List<KeptPacket> packets(String letter);

    /** Packets in a state, the newest first. */
    List<KeptPacket> packets(PacketState state, int limit);

    /** Packets that arrived and may have arrived twice, the newest first. */
    List<KeptPacket> doubtful(int limit);

    /** The attempts to send a packet, the first one first. */
    List<Attempt> attempts(long packet);

    /** Figures of all. */
    Counts counts();

    /** Channels through which something is not delivered. */
    List<ChannelTrouble> troubles();

    /** Until which moment digests of lists were looked at. */
    Map<String, Instant> digests();

    /** For when the last digest of a list was made that told something; empty if none was. */
    Optional<Instant> lastDigest(String list);

    /** Addresses that are gone. */
    List<GoneAddress> gone();

    /**
     * What is kept and cannot be right, a line each: two first alerts of one matter to one list, alerts whose letter is not there,
     * letters without a packet.
     */
    List<String> faults();
}
