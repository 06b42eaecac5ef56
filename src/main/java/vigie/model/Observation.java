package vigie.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One thing that a source was seen to say: what a source's reader hands to the store. */
public sealed interface Observation {

    /**
     * A CVE record.
     *
     * @param record what was understood of it
     * @param raw the record's JSON, UTF-8
     */
    record CveSeen(CveRecord record, byte[] raw) implements Observation {}

    /** CVE Services know no such CVE: it is reserved or was never assigned. */
    record CveAbsent(CveId cve) implements Observation {}

    /**
     * A CERT-FR publication.
     *
     * @param bulletin what was understood of it
     * @param raw the document's JSON, UTF-8
     */
    record BulletinSeen(Bulletin bulletin, byte[] raw) implements Observation {}

    /** An entry of a catalogue of known exploited vulnerabilities. */
    record KnownExploitedSeen(KnownExploited entry) implements Observation {}

    /**
     * A dated sign of an exploit.
     *
     * @param collection the snapshot it was in: the source, or the user's file
     * @param evidence what it says
     */
    record EvidenceSeen(String collection, Evidence evidence) implements Observation {}

    /**
     * Since when a source has held a piece of evidence, where someone else wrote that down.
     *
     * @param collection the snapshot the piece is in
     * @param url its address there
     * @param since the latest day since when
     */
    record EvidenceHeld(String collection, EvidenceKind kind, CveId cve, String url, LocalDate since)
            implements Observation {}

    /**
     * What a container of a record of the CVE List said on earlier days.
     *
     * @param organisation whose container it is
     * @param states in order of time, each until the next
     * @param until the last day that they tell of
     */
    record ContainerStood(CveId cve, String organisation, List<State> states, LocalDate until) implements Observation {

        /** Keeps a copy. */
        public ContainerStood {
            states = List.copyOf(states);
        }

        /**
         * What it said from a day on.
         *
         * @param container its JSON; empty where the record had none
         */
        public record State(LocalDate since, Optional<byte[]> container) {}
    }

    /** The scores that follow are those of this day; comes once, before them. */
    record EpssDay(LocalDate day, String model) implements Observation {}

    /** The file of the day is complete: a CVE that it did not hold has no score any more. */
    record EpssEnd() implements Observation {}

    /** The score of a CVE. */
    record EpssSeen(EpssScore score) implements Observation {}

    /** The EPSS API was asked for this CVE on a day and gave no score. */
    record EpssAbsent(CveId cve) implements Observation {}

    /**
     * Something that the source offers by itself and that a later feed should fetch.
     *
     * @param queue the list it belongs to ({@code certfr}, {@code cvelist})
     * @param ref its name there
     * @param day the day it is of; newer ones are fetched first
     * @param stamp the version offered; fetched again when it is greater than the one held
     */
    record Wanted(String queue, String ref, LocalDate day, String stamp) implements Observation {}

    /** The version named by the queue is held now. */
    record Held(String queue, String ref, String stamp) implements Observation {}

    /**
     * How new the data of a feed is.
     *
     * @param at a moment that the data names
     * @param ofAll whether it is that of the whole file, not of one of its records
     */
    record DataMoment(Instant at, boolean ofAll) implements Observation {}

    /** A value that the source wants to find again at its next run: a watermark, an address, a checksum. */
    record Mark(String key, String value) implements Observation {}

    /**
     * A record that was left out.
     *
     * @param record its name, or its place in the file
     * @param cause what is wrong with it
     */
    record Skipped(String record, String cause) implements Observation {}

    /**
     * The end of a snapshot: what was kept of this source and was not in the file is withdrawn.
     *
     * @param collection the catalogue or collection of evidence that the file was a snapshot of
     */
    record SnapshotEnd(String collection) implements Observation {}
}
