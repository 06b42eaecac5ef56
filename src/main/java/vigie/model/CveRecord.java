package vigie.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The record of a CVE as one source keeps it.
 *
 * @param id the identifier
 * @param source the source that keeps the record
 * @param state the state that the record gives
 * @param reserved when the identifier was reserved
 * @param published first publication
 * @param modified last change
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
        Optional<Instant> modified,
        String assigner,
        String status,
        Optional<Rejection> rejection,
        List<Container> containers) {

    /** The sources that keep whole CVE records. The order is part of the stored form: append only. */
    public enum Source {
        CVE_LIST,
        NVD
    }
}
