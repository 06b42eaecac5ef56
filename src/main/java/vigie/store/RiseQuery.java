package vigie.store;

import java.time.LocalDate;
import java.util.List;
import vigie.model.CveId;

/** CVEs whose scores rose most. A new model's scores are never compared with an older one's. */
public interface RiseQuery {

    /**
     * A score that rose.
     *
     * @param before what it was when the time looked at began, 0 to 1
     * @param after what it is now, 0 to 1
     * @param since the day since which it is that
     */
    record Rise(CveId cve, double before, double after, LocalDate since) {

        /** By how much it rose, above 0. */
        public double by() {
            return after - before;
        }
    }

    /**
     * CVEs whose EPSS score is higher than it was before a day, the greatest difference first. If the EPSS model
     * changed on that day or since, or nothing is held from before it, it is compared with the first day of the model
     * instead.
     *
     * @param limit the most to return, at least 1
     */
    List<Rise> epss(LocalDate since, int limit);

    /**
     * CVEs whose score is higher than it was before a day, the greatest difference first. If the model
     * changed on that day or since, or no run is held from before it, it is compared with the first day of the model
     * instead.
     *
     * @param limit the most to return, at least 1
     */
    List<Rise> scores(LocalDate since, int limit);
}
