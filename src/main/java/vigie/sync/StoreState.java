package vigie.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.CveId;
import vigie.source.SyncState;
import vigie.store.Writer;

/** The stored state for sources, read from the store. */
final class StoreState implements SyncState {

    /** A reserved CVE is asked for again after this many days, and an old one, which rarely ever comes, after more. */
    private static final int ASK_AGAIN_DAYS = 7;

    private static final int ASK_OLD_AGAIN_DAYS = 90;
    private static final int YOUNG_YEARS = 2;

    private final Writer store;
    private final LocalDate today;
    private final boolean full;
    private final boolean brief;

    StoreState(Writer store, LocalDate today, Extent extent) {
        this.store = store;
        this.today = today;
        this.full = extent == Extent.FULL;
        this.brief = extent == Extent.BRIEF;
    }

    @Override
    public LocalDate today() {
        return today;
    }

    @Override
    public boolean full() {
        return full;
    }

    @Override
    public boolean brief() {
        return brief;
    }

    @Override
    public Optional<String> mark(String key) {
        return store.mark(key);
    }

    /** What the queue names as a CVE is held if the CVE List's record is as new as the version offered. */
    @Override
    public List<Pending> pending(String queue, LocalDate since) {
        return store.offers(queue, since, full).stream()
                .filter(offer -> CveId.parse(offer.ref())
                        .filter(cve -> held(cve, offer.stamp()))
                        .isEmpty())
                .map(offer -> new Pending(offer.ref(), offer.stamp()))
                .toList();
    }

    private boolean held(CveId cve, String stamp) {
        return store.listed(cve)
                .filter(at -> !at.isBefore(Instant.parse(stamp)))
                .isPresent();
    }

    @Override
    public List<CveId> citedWithoutRecord() {
        return store.citedWithoutRecord(
                today.getYear() - YOUNG_YEARS,
                full ? today : today.minusDays(ASK_AGAIN_DAYS),
                full ? today : today.minusDays(ASK_OLD_AGAIN_DAYS));
    }

    @Override
    public List<CveId> citedWithoutEpss() {
        return store.citedWithoutEpss(full ? today : today.minusDays(1));
    }
}
