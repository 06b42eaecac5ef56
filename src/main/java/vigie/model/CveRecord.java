package vigie.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The record of a CVE as one source keeps it.
 *
 * @param id the identifier
 * @param source the source that keeps the record
 * @param state the state that the record gives
 * @param reserved when the identifier was reserved
 * @param published the day from which the CVE counts, as far as the record gives one: its first publication, or what {@code basis}
 *     says
 * @param basis what that day rests on
 * @param modified last change
 * @param refused what the record gives as its days, where that cannot be true ({@link Plausible})
 * @param assigner short name of the CNA, may be empty
 * @param status the source's own word for how far the record is analysed, may be empty
 * @param rejection why it was rejected, where the state is {@link CveState#REJECTED} and the record says so
 * @param containers what each organisation says; the CNA's first
 */
public record CveRecord(
        CveId id,
        Source source,
        CveState state,
        Optional<Instant> reserved,
        Optional<Instant> published,
        CveDay basis,
        Optional<Instant> modified,
        Refused refused,
        String assigner,
        String status,
        Optional<Rejection> rejection,
        List<Container> containers) {

    /** The tag of a container whose CVE is disputed. */
    public static final String DISPUTED = "disputed";

    /** Days that a record gives and that cannot be true: shown as such, and used nowhere. */
    public record Refused(Optional<Instant> published, Optional<Instant> modified) {

        /** None. */
        public static final Refused NONE = new Refused(Optional.empty(), Optional.empty());
    }

    /** A record with its first publication. */
    public CveRecord(
            CveId id,
            Source source,
            CveState state,
            Optional<Instant> reserved,
            Optional<Instant> published,
            Optional<Instant> modified,
            String assigner,
            String status,
            Optional<Rejection> rejection,
            List<Container> containers) {
        this(
                id,
                source,
                state,
                reserved,
                published,
                source == Source.NVD ? CveDay.NVD : CveDay.PUBLISHED,
                modified,
                Refused.NONE,
                assigner,
                status,
                rejection,
                containers);
    }

    /**
     * Whether what it says is disputed: the record says so by a tag of the CVE format (5.1), an older one by the words with which
     * its description begins.
     */
    public boolean disputed() {
        for (Container container : containers) {
            for (String tag : container.tags()) {
                if (tag.equalsIgnoreCase(DISPUTED)) {
                    return true;
                }
            }
        }
        return DisputedMark.in(Preference.description(containers));
    }

    /** The sources that keep whole CVE records. The order is part of the stored form: append only. */
    public enum Source {
        CVE_LIST,
        NVD
    }

    /** The same for a record that gives no day at all: it, and what it says without a date, is known from a day on. */
    public CveRecord knownFrom(Instant day, CveDay how) {
        return new CveRecord(
                id,
                source,
                state,
                reserved,
                Optional.of(day),
                how,
                modified,
                refused,
                assigner,
                status,
                rejection,
                containers.stream()
                        .map(container -> container.day().isPresent() ? container : container.saidOn(day))
                        .toList());
    }

    /**
     * The record as of a day, of which some containers were known; empty if none was. State, rejection, modification day and NVD's word
     * on its analysis are those of now, whichever day is asked for: they are left out, as only the records that this installation saw
     * change have a history of them.
     */
    Optional<CveRecord> saying(List<Container> known) {
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(new CveRecord(
                        id,
                        source,
                        CveState.PUBLISHED,
                        reserved,
                        published,
                        basis,
                        Optional.empty(),
                        Refused.NONE,
                        assigner,
                        "",
                        Optional.empty(),
                        known));
    }

    /** The latest day that anything in the record bears; empty if it bears none. */
    public Optional<Instant> latest() {
        // In loops: the import asks this of every record.
        Optional<Instant> latest = later(later(reserved, published), modified);
        for (Container container : containers) {
            latest = later(latest, container.day());
            for (Ssvc decision : container.ssvc()) {
                latest = later(latest, decision.timestamp());
            }
        }
        return latest;
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.isPresent() && other.get().isAfter(one.get()) ? other : one;
    }

    /** The record of several whose day stands for the CVE, see {@link CveDay}; empty if none gives a day. */
    public static Optional<CveRecord> dating(Stream<CveRecord> records) {
        return records.filter(record -> record.published().isPresent()).min(Comparator.comparing(CveRecord::basis));
    }
}
