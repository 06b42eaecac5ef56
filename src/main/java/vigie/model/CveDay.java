package vigie.model;

/**
 * What the day from which a CVE counts rests on. This is the one rule for it: of what the records of a CVE give, the first in this
 * order counts, and a CVE of which no record gives a day that can be true ({@link Plausible}) counts from the day on which Vigie first
 * saw it. So no CVE is without a day. The order is part of the stored form.
 */
public enum CveDay {
    /** The CVE List's {@code datePublished}. */
    PUBLISHED,
    /** NVD's {@code published}. */
    NVD,
    /** The CNA's {@code datePublic}: the vulnerability was made public, with a record or without. */
    PUBLIC,
    /** The last change of the CNA's container: a record that is changed is public. */
    CONTAINER,
    /** The last change of the record. */
    CHANGED,
    /** The reservation of the identifier. */
    RESERVED,
    /** The day on which Vigie first saw the record, at a run after the first load. */
    FIRST_SEEN,
    /** The day of the first load, which held the record already. */
    BEFORE;

    /** The basis with that place in the order. */
    public static CveDay at(int ordinal) {
        return values()[ordinal];
    }

    /** How the day is known. */
    public DateOrigin origin() {
        return this == BEFORE ? DateOrigin.BEFORE : this == FIRST_SEEN ? DateOrigin.FIRST_SEEN : DateOrigin.SOURCE;
    }

    /** Whether it is the day of publication that a source gives. */
    public boolean publication() {
        return this == PUBLISHED || this == NVD;
    }
}
