package vigie.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vigie.alert.AlertAccess;
import vigie.alert.Evaluator;
import vigie.facts.Freshness;
import vigie.model.Staleness;
import vigie.store.Reader;
import vigie.watch.WatchList;

/** The watch lists of the database. */
public final class WatchedLists implements Outbox.Lists {

    private final Evaluator evaluator;
    private final Supplier<Staleness> staleness;

    /**
     * @param staleness when a source is stale, as it is set now
     * @param trouble told of lists and rules that cannot be read or tried
     */
    public WatchedLists(Clock clock, Supplier<Staleness> staleness, Consumer<String> trouble) {
        this.evaluator = new Evaluator(clock, trouble);
        this.staleness = staleness;
    }

    @Override
    public boolean evaluate(Reader reader, AlertAccess access) throws InterruptedException {
        return evaluator.evaluate(reader, access);
    }

    @Override
    public Collection<WatchList> recipients(Reader reader) {
        return evaluator.lists(reader);
    }

    @Override
    public OptionalInt fresh(Reader reader, Instant now) {
        List<Freshness.Line> asked = Freshness.of(reader, staleness.get(), now).lines().stream()
                .filter(Freshness.Line::asked)
                .toList();
        return asked.isEmpty() || asked.stream().anyMatch(Freshness.Line::stale)
                ? OptionalInt.empty()
                : OptionalInt.of(asked.size());
    }
}
