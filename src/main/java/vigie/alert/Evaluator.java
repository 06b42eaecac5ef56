package vigie.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.model.Change;
import vigie.store.AlertQuery.KeptAlert;
import vigie.store.ChangeQuery;
import vigie.store.KeptWatchList;
import vigie.store.Reader;
import vigie.watch.Matcher;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;

/**
 * Evaluates the events that were committed after the mark, a page at a time: alerts, what lists know, and the new mark are kept in one
 * transaction, so that each event is evaluated once, whatever is killed. Watch lists are read again when one of them has changed. For
 * one thread.
 */
public final class Evaluator {

    private static final int PAGE = 1000;

    private final Clock clock;
    private final Consumer<String> trouble;
    private List<KeptWatchList> kept = List.of();
    private List<WatchList> lists = List.of();
    private Matcher matcher = Matcher.of(List.of());

    /** @param trouble told of lists that cannot be read, and of rules that cannot be tried */
    public Evaluator(Clock clock, Consumer<String> trouble) {
        this.clock = clock;
        this.trouble = trouble;
    }

    /** All watch lists, as they are now. */
    public List<WatchList> lists(Reader reader) {
        List<KeptWatchList> now = reader.watchLists();
        if (!now.equals(kept)) {
            WatchLists.Read read = WatchLists.all(reader);
            read.faults().forEach(trouble);
            lists = read.lists();
            matcher = Matcher.of(lists);
            kept = now;
        }
        return lists;
    }

    /**
     * Evaluates the next page of events.
     *
     * @return whether there may be more
     * @throws InterruptedException if the thread is asked to stop
     */
    public boolean evaluate(Reader reader, AlertAccess access) throws InterruptedException {
        long mark = reader.alerts().mark();
        long last = reader.changes().last();
        if (last <= mark) {
            return false;
        }
        List<WatchList> all = lists(reader);
        if (all.isEmpty()) {
            access.write(writer -> writer.evaluated(last, List.of(), List.of()));
            return false;
        }
        List<Change> page = page(reader.changes(), mark);
        if (page.isEmpty()) {
            return false;
        }
        Evaluation.Result result =
                new Evaluation(matcher, all, new KnownNow(reader), trouble).of(page, matters -> told(reader, matters));
        Instant now = clock.instant();
        List<KeptAlert> alerts =
                result.alerts().stream().map(alert -> kept(alert, now)).toList();
        access.write(writer -> writer.evaluated(
                page.get(page.size() - 1).id(),
                alerts,
                result.told().stream().map(AlertJson::kept).toList()));
        return true;
    }

    private static List<Told> told(Reader reader, Collection<String> matters) {
        return reader.alerts().told(matters).values().stream()
                .flatMap(List::stream)
                .map(AlertJson::told)
                .toList();
    }

    private static KeptAlert kept(Alert alert, Instant made) {
        return new KeptAlert(
                0,
                alert.list(),
                alert.event(),
                alert.at(),
                made,
                alert.kind().name(),
                alert.urgent(),
                alert.matter(),
                AlertJson.bytes(alert),
                Optional.empty());
    }

    /** The events of some moments, those of each all together. */
    private static List<Change> page(ChangeQuery changes, long mark) {
        for (int limit = PAGE; ; limit *= 4) {
            List<Change> page = changes.following(ChangeQuery.Filter.ALL, mark, limit);
            if (page.size() < limit) {
                return page;
            }
            Instant last = page.get(page.size() - 1).at();
            int end = page.size();
            while (end > 0 && page.get(end - 1).at().equals(last)) {
                end--;
            }
            if (end > 0) {
                return page.subList(0, end);
            }
        }
    }
}
