package vigie.watch;

import java.time.Instant;
import java.util.List;

/**
 * What a person wants to be told of. Something concerns the list if one of its rules matches, and its condition holds.
 *
 * @param name unique; {@link WatchFile#NAME}
 * @param to whom it speaks to
 * @param delivery when
 * @param rules lines, any of which will do
 * @param when what else must hold, for all lines
 * @param paused whether nothing is sent at present
 * @param made when it was made
 * @param after the number of the last event of the record of changes when it was made: it is told of what came after it
 */
public record WatchList(
        String name,
        Addressee to,
        Delivery delivery,
        List<Rule> rules,
        Condition when,
        boolean paused,
        Instant made,
        long after) {

    /** Keeps a copy. */
    public WatchList {
        rules = List.copyOf(rules);
    }

    /** The same with one of its rules alone. */
    public WatchList only(Rule rule) {
        return new WatchList(name, to, delivery, List.of(rule), when, paused, made, after);
    }

    /** The same, paused or not. */
    public WatchList paused(boolean now) {
        return new WatchList(name, to, delivery, rules, when, now, made, after);
    }

    /** The same with other rules. */
    WatchList with(List<Rule> others) {
        return new WatchList(name, to, delivery, others, when, paused, made, after);
    }

    /** The same for another person, who is told what it holds. */
    public WatchList of(String owner) {
        return new WatchList(
                name,
                new Addressee(owner, to.language(), to.zone(), to.addresses()),
                delivery,
                rules,
                when,
                paused,
                made,
                after);
    }
}
