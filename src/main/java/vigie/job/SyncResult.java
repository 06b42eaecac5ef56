package vigie.job;

import java.time.Duration;
import java.util.List;
import vigie.store.RunAccount;
import vigie.sync.SourceReport;

/** The result of a synchronisation. */
public sealed interface SyncResult {

    /** The figures, whatever the result. */
    Account account();

    /** Every source is up to date. */
    record Complete(Account account) implements SyncResult {}

    /** Some sources failed or are not complete yet; what is there can be used. */
    record Incomplete(Account account) implements SyncResult {}

    /** Sources failed, and nothing at all was fetched. */
    record NothingFetched(Account account) implements SyncResult {}

    /**
     * The figures of a synchronisation.
     *
     * @param added records that are new
     * @param changed records that changed
     * @param failed sources that are not up to date
     * @param before number of the last change before it began, see {@link vigie.store.Store#lastChange}
     */
    record Account(long added, long changed, List<String> failed, long before, Duration time) {}

    /** The result that follows from the reports of the sources. */
    static SyncResult of(List<SourceReport> reports, long before, Duration time) {
        Account account = new Account(
                reports.stream().mapToLong(report -> report.tally().added()).sum(),
                reports.stream().mapToLong(report -> report.tally().changed()).sum(),
                reports.stream()
                        .filter(report -> report.outcome() != RunAccount.Outcome.DONE)
                        .map(SourceReport::source)
                        .toList(),
                before,
                time);
        if (account.failed().isEmpty()) {
            return new Complete(account);
        }
        return reports.stream().allMatch(report -> report.feeds() + report.unchanged() == 0)
                ? new NothingFetched(account)
                : new Incomplete(account);
    }
}
