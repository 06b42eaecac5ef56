package vigie.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vigie.io.SplitMix64;
import vigie.model.CveId;
import vigie.model.Dossier;

/**
 * The training rows: a discrete-time hazard model with one row for a CVE and a landmark age at which it was
 * published and not yet known exploited. The label is whether it becomes known exploited in the next 30 days; rows whose
 * 30 days are not over yet are left out.
 *
 * <p>Of a CVE whose record this installation saw later than a landmark, the row is of that later day, until the next landmark: nobody
 * could have scored it before.
 *
 * <p>A report counts from its day even if it was withdrawn later, as this was not known then.
 *
 * <p>A row counts for the time until the next landmark, in months, and a sampled negative for those left out: weighted, the
 * rows have the base rate of all CVEs on all days.
 */
final class RowPlan {

    /** Days within which the outcome counts. */
    static final int HORIZON = 30;

    private static final int MONTH = 30;

    /** Landmark ages; the first month has several, as many exploitations become known in the first days. */
    private static final int[] FIRST_MONTH = {0, 3, 7, 14};

    private final LocalDate until;
    private final Holdings holdings;
    private final long seed;
    private final Sampling sampling;

    /**
     * Shares of negative rows that are kept, 0 to 1.
     *
     * @param young in the first month
     * @param later after it
     */
    record Sampling(double young, double later) {}

    /**
     * @param until the last day that counts as known
     */
    RowPlan(LocalDate until, Holdings holdings, long seed, Sampling sampling) {
        this.until = until;
        this.holdings = holdings;
        this.seed = seed;
        this.sampling = sampling;
    }

    /** A training row. */
    record Planned(LocalDate day, boolean positive, float weight) {}

    /** The rows of one CVE. */
    List<Planned> of(Dossier dossier) {
        Optional<LocalDate> published = dossier.published();
        if (published.isEmpty() || published.get().isBefore(Scope.FIRST) || !holdings.enough(dossier.id())) {
            return List.of();
        }
        LocalDate known = dossier.known().orElse(LocalDate.MIN);
        LocalDate exploited = dossier.firstReported().orElse(LocalDate.MAX);
        List<Planned> rows = new ArrayList<>();
        int age = 0;
        while (true) {
            int next = next(age);
            LocalDate landmark = published.get().plusDays(age);
            LocalDate day = landmark.isBefore(known) ? known : landmark;
            if (!day.isBefore(exploited) || day.plusDays(HORIZON).isAfter(until)) {
                return rows;
            }
            if (day.isBefore(published.get().plusDays(next))) {
                add(rows, dossier.id(), day, age, next, !day.plusDays(HORIZON).isBefore(exploited));
            }
            age = next;
        }
    }

    private void add(List<Planned> rows, CveId cve, LocalDate day, int age, int next, boolean positive) {
        double months = (next - age) / (double) MONTH;
        if (positive) {
            rows.add(new Planned(day, true, (float) months));
            return;
        }
        double kept = age < MONTH ? sampling.young() : sampling.later();
        if (chance(cve, age) < kept) {
            rows.add(new Planned(day, false, (float) (months / kept / holdings.share(cve))));
        }
    }

    private static int next(int age) {
        for (int landmark : FIRST_MONTH) {
            if (landmark > age) {
                return landmark;
            }
        }
        return (age / MONTH + 1) * MONTH;
    }

    /** The same for the same CVE, age and seed, whatever else is in the database. */
    private double chance(CveId cve, int age) {
        return SplitMix64.unit(cve.key() * 31 + age + seed * SplitMix64.GAMMA);
    }
}
