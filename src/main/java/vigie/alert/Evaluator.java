package vigie.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vigie.model.Change;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.KeptAlert;
import vigie.store.ChangeQuery;
import vigie.store.KeptWatchList;
import vigie.store.Reader;
import vigie.watch.Matcher;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;

/**
 * Evaluates the events that were committed after the mark, a page at a time: alerts, what lists know, and the new mark are kept in one
 * transaction, so that each event is evaluated once, whatever is killed. Watch lists are read again when one of them has changed; one
 * that cannot be read has a mark of its own until it can. For one thread.
 */
public final class Evaluator {

    private static final int PAGE = 1000;

    private final Clock clock;
    private final Consumer<String> trouble;
    private List<KeptWatchList> kept = List.of();
    private List<WatchList> lists = List.of();
    private Map<String, Long> runs = Map.of();
    private List<String> unread = List.of();
    private Matcher matcher = Matcher.of(List.of());

    /** @param trouble told of lists that cannot be read, and of rules that cannot be tried */
    public Evaluator(Clock clock, Consumer<String> trouble) {
        this.clock = clock;
        this.trouble = trouble;
    }

    /** All watch lists that can be read, as they are now. */
    public List<WatchList> lists(Reader reader) {
        List<KeptWatchList> now = reader.watchLists();
        if (!now.equals(kept) || !WatchLists.runs(reader, lists).equals(runs)) {
            WatchLists.Read read = WatchLists.all(reader);
            read.faults().forEach(trouble);
            lists = read.lists();
            try {
                matcher = Matcher.of(lists);
            } catch (RuntimeException | StackOverflowError e) {
                lists = lists.stream().filter(this::asked).toList();
                matcher = Matcher.of(lists);
            }
            Set<String> known = lists.stream().map(WatchList::name).collect(Collectors.toSet());
            unread = now.stream()
                    .map(KeptWatchList::name)
                    .filter(name -> !known.contains(name))
                    .toList();
            kept = now;
            runs = WatchLists.runs(reader, lists);
        }
        return lists;
    }

    private boolean asked(WatchList list) {
        try {
            Matcher.of(List.of(list));
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            trouble.accept(list.name() + ": " + e);
            return false;
        }
    }

    /**
     * Evaluates the next page of events.
     *
     * @return whether there may be more
     * @throws InterruptedException if the thread is asked to stop
     */
    public boolean evaluate(Reader reader, AlertAccess access) throws InterruptedException {
        List<WatchList> all = lists(reader);
        long mark = reader.alerts().mark();
        if (catchUp(reader, access, mark)) {
            return true;
        }
        long last = reader.changes().last();
        if (last <= mark) {
            return false;
        }
        List<String> without = unread;
        if (all.isEmpty()) {
            access.write(writer -> writer.evaluated(last, List.of(), List.of(), without));
            return false;
        }
        List<Change> page = page(reader.changes(), mark);
        if (page.isEmpty()) {
            return false;
        }
        Kept found = evaluated(reader, matcher, all, page);
        access.write(writer -> writer.evaluated(page.get(page.size() - 1).id(), found.alerts(), found.told(), without));
        return true;
    }

    /** Lists that could not be read, and can be again, are first told what others were told meanwhile. */
    private boolean catchUp(Reader reader, AlertAccess access, long mark) throws InterruptedException {
        Map<String, Long> behind = reader.alerts().behind();
        OptionalLong first = lists.stream()
                .filter(list -> behind.containsKey(list.name()))
                .mapToLong(list -> behind.get(list.name()))
                .min();
        if (first.isEmpty()) {
            return false;
        }
        long from = first.getAsLong();
        List<WatchList> late = lists.stream()
                .filter(list -> behind.getOrDefault(list.name(), -1L) == from)
                .toList();
        List<Change> page = page(reader.changes(), from).stream()
                .filter(event -> event.id() <= mark)
                .toList();
        Kept found = page.isEmpty() ? new Kept(List.of(), List.of()) : evaluated(reader, Matcher.of(late), late, page);
        long reached = page.isEmpty() ? mark : page.get(page.size() - 1).id();
        access.write(writer -> writer.caughtUp(
                late.stream().map(WatchList::name).toList(),
                from,
                reached >= mark ? OptionalLong.empty() : OptionalLong.of(reached),
                found.alerts(),
                found.told()));
        return true;
    }

    /** What events led to, as it is kept. */
    private record Kept(List<KeptAlert> alerts, List<AlertQuery.KeptTold> told) {}

    private Kept evaluated(Reader reader, Matcher matching, List<WatchList> some, List<Change> page) {
        Evaluation.Result result = new Evaluation(matching, some, new KnownNow(reader, trouble), trouble)
                .of(page, matters -> told(reader, matters));
        Instant now = clock.instant();
        return new Kept(
                result.alerts().stream().map(alert -> kept(alert, now)).toList(),
                result.told().stream().map(AlertJson::kept).toList());
    }

    private List<Told> told(Reader reader, Collection<String> matters) {
        return reader.alerts().told(matters).values().stream()
                .flatMap(List::stream)
                .map(one -> AlertJson.told(one, trouble))
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
