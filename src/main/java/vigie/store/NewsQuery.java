package vigie.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;
import vigie.model.Exploited;

/** CVEs newly known to be exploited. */
public interface NewsQuery {

    /**
     * A CVE newly known to be exploited.
     *
     * @param exploited since when, and who says so
     * @param due the day by which United States agencies have to act, where CISA gives one
     * @param ransomware whether a catalogue knows of use in ransomware campaigns
     */
    record NewKev(CveId cve, Exploited exploited, Optional<LocalDate> due, boolean ransomware) {}

    /**
     * CVEs that nobody said to be exploited before a day, and somebody does since; newest first. What was withdrawn does
     * not count, neither as news nor as known before.
     *
     * @param limit the most to return
     */
    List<NewKev> exploited(LocalDate since, int limit);
}
