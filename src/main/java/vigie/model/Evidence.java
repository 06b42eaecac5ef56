package vigie.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A dated sign that a CVE is or can be exploited.
 *
 * @param cve the CVE
 * @param kind what it shows
 * @param source who says so ({@code exploit-db}, {@code metasploit}, a name in a user's file)
 * @param ref the source's own name for it (an exploit number, a module path), unique with cve, kind and source
 * @param date the day the source gives; empty where it gives none: the store then keeps the day it was first seen, as it does where
 *     the day cannot be true ({@link Plausible})
 * @param url where to read on, may be empty
 * @param listed the latest day since when the source has held it, as far as the source says; empty where it does not say
 */
public record Evidence(
        CveId cve,
        EvidenceKind kind,
        String source,
        String ref,
        Optional<LocalDate> date,
        String url,
        Optional<LocalDate> listed) {

    /** Of a source that has held it since the day it gives. */
    public Evidence(CveId cve, EvidenceKind kind, String source, String ref, Optional<LocalDate> date, String url) {
        this(cve, kind, source, ref, date, url, date);
    }

    /** The same since a day. */
    public Evidence of(LocalDate day) {
        return new Evidence(cve, kind, source, ref, Optional.of(day), url);
    }
}
