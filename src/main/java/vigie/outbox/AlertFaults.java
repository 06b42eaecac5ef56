package vigie.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vigie.alert.AlertJson;
import vigie.store.AlertQuery;
import vigie.store.Reader;
import vigie.watch.WatchLists;

/** What is wrong with what is kept of alerts: a sentence each. */
public final class AlertFaults {

    private AlertFaults() {}

    /**
     * All of it: alerts that are missing or doubled, what is damaged, and watch lists that cannot be read. Reads every alert that is
     * kept.
     */
    public static List<String> of(Reader reader) {
        AlertQuery alerts = reader.alerts();
        List<String> faults = new ArrayList<>(alerts.faults());
        alerts.each(kept -> AlertJson.alert(kept, faults::add));
        alerts.eachTold(kept -> AlertJson.told(kept, faults::add));
        faults.addAll(ofLists(reader));
        return faults;
    }

    /** Watch lists that cannot be read, and those that were not told yet what came while they could not be. */
    public static List<String> ofLists(Reader reader) {
        WatchLists.Read read = WatchLists.all(reader);
        Set<String> readable = read.lists().stream().map(list -> list.name()).collect(Collectors.toSet());
        List<String> faults = new ArrayList<>();
        read.faults().forEach(fault -> faults.add("a watch list cannot be read: " + fault));
        reader.alerts().behind().forEach((list, looked) -> {
            if (readable.contains(list)) {
                faults.add("the watch list " + list + " was told what came up to event " + looked
                        + ": 'vigie up' goes on with it");
            }
        });
        return faults;
    }
}
