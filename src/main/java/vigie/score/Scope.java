package vigie.score;

import java.time.LocalDate;

/** The CVEs that are scored. */
public final class Scope {

    /** CVEs published before this day are out of scope: few have CVSS 3, and there is little evidence about them. */
    public static final LocalDate FIRST = LocalDate.of(2016, 1, 1);

    private Scope() {}
}
