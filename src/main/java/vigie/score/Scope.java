package vigie.score;

import java.time.LocalDate;

/** Which CVEs have a score. */
public final class Scope {

    /** CVEs published before this day are out of scope: few have CVSS 3, and evidence of their time is thin. */
    public static final LocalDate FIRST = LocalDate.of(2016, 1, 1);

    private Scope() {}
}
