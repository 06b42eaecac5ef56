package vigie.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.Exploited;

/**
 * What is new: CVEs that became known to be exploited, publications, scores that rose, and what single runs have changed. A
 * new model's scores are never compared with an older one's.
 */
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
     * A publication.
     *
     * @param cves how many CVEs it cites
     * @param exploited how many of them are known to be exploited
     * @param cvss highest CVSS base score of them, 0 to 10
     * @param score highest score of ours of them, 0 to 1
     * @param scorePercentile its percentile, 0 to 1
     */
    record Publication(
            BulletinRef ref,
            Bulletin.Kind kind,
            String title,
            LocalDate published,
            LocalDate revised,
            int cves,
            int exploited,
            Optional<Double> cvss,
            Optional<Double> score,
            Optional<Double> scorePercentile) {}

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

    /** A publication that came in or was revised. */
    record ChangedPublication(BulletinRef ref, String title, LocalDate published, boolean revised) {}

    /**
     * CVEs newly known to be exploited since a day, see {@link vigie.model.Period}: nobody said so before it; newest first. What was withdrawn does
     * not count, neither as news nor as known before.
     *
     * @param limit the most to return
     */
    List<NewKev> exploited(LocalDate since, int limit);

    /** Publications that are new or revised since a day, see {@link vigie.model.Period#novelty}, the last revised first. */
    List<Publication> publications(LocalDate since, int limit);

    /**
     * CVEs whose EPSS score is higher than it was before a day, the greatest difference first. If the EPSS model
     * changed on that day or since, or nothing is held from before it, it is compared with the first day of the model
     * instead.
     *
     * @param limit the most to return, at least 1
     */
    List<Rise> epssRises(LocalDate since, int limit);

    /**
     * CVEs whose score is higher than it was before a day, the greatest difference first. If the model
     * changed on that day or since, or no run is held from before it, it is compared with the first day of the model
     * instead.
     *
     * @param limit the most to return, at least 1
     */
    List<Rise> scoreRises(LocalDate since, int limit);

    /** Publications that came in or were revised after a place, newest first. */
    List<ChangedPublication> changedPublications(long after);

    /** CVEs that became known to be exploited after a place and still are, newest first. */
    List<CveId> exploitedSince(long after);

    /** How many CVEs were added or changed after a place, by any source. */
    long changedCves(long after);
}
