package vigie.source;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.model.CveId;
import vigie.model.Observation;

/** What is held, kept in maps: the part of the store that sources ask for. */
final class FakeState implements SyncState {

    final Map<String, String> marks = new HashMap<>();
    final List<CveId> withoutRecord = new ArrayList<>();
    final List<CveId> withoutEpss = new ArrayList<>();
    boolean full;
    LocalDate today = LocalDate.of(2026, 1, 30);

    private final Map<String, Observation.Wanted> wanted = new HashMap<>();
    private final Map<String, String> held = new HashMap<>();

    /** Keeps what the store would keep. */
    void accept(Observation observation) {
        if (observation instanceof Observation.Mark mark) {
            marks.put(mark.key(), mark.value());
        } else if (observation instanceof Observation.Wanted offer) {
            wanted.merge(offer.queue() + offer.ref(), offer, (a, b) -> a.stamp().compareTo(b.stamp()) > 0 ? a : b);
        } else if (observation instanceof Observation.Held now) {
            held.put(now.queue() + now.ref(), now.stamp());
        } else if (observation instanceof Observation.CveSeen cve) {
            withoutRecord.remove(cve.record().id());
        } else if (observation instanceof Observation.CveAbsent absent) {
            withoutRecord.remove(absent.cve());
        } else if (observation instanceof Observation.EpssSeen score) {
            withoutEpss.remove(score.score().cve());
        } else if (observation instanceof Observation.EpssAbsent absent) {
            withoutEpss.remove(absent.cve());
        }
    }

    @Override
    public LocalDate today() {
        return today;
    }

    @Override
    public boolean brief() {
        return false;
    }

    @Override
    public boolean full() {
        return full;
    }

    @Override
    public Optional<String> mark(String key) {
        return Optional.ofNullable(marks.get(key));
    }

    @Override
    public List<Pending> pending(String queue, LocalDate since) {
        return wanted.values().stream()
                .filter(offer -> offer.queue().equals(queue) && !offer.day().isBefore(since))
                .filter(offer ->
                        full || held.getOrDefault(queue + offer.ref(), "").compareTo(offer.stamp()) < 0)
                .sorted(Comparator.comparing(Observation.Wanted::day).reversed().thenComparing(Observation.Wanted::ref))
                .map(offer -> new Pending(offer.ref(), offer.stamp()))
                .toList();
    }

    @Override
    public List<CveId> citedWithoutRecord() {
        return List.copyOf(withoutRecord);
    }

    @Override
    public List<CveId> citedWithoutEpss() {
        return List.copyOf(withoutEpss);
    }
}
