package vigie.alert;

/** What kind of thing an alert tells. The names are part of the stored form. */
public enum AlertKind {
    /** A CVE or a publication that concerns the list is new, or concerns it from now on. */
    NEW,
    /** Known exploited from now on. */
    KNOWN_EXPLOITED,
    /** An exploit is public from now on. */
    EXPLOIT_PUBLIC,
    /** The Vigie score crossed a level. */
    SCORE,
    /** The EPSS score crossed a level. */
    EPSS,
    /** The severity went up. */
    SEVERITY_UP,
    /** A version that the list names became affected. */
    VERSION_AFFECTED,
    /** A publication was revised. */
    REVISED,
    /** Another publication cites only what was told: it belongs to the same thread. */
    FURTHER_PUBLICATION,
    /** What an earlier alert said was withdrawn or corrected; to exactly those who were alerted. */
    WITHDRAWN
}
