package vigie.outbox;

import java.util.Optional;
import vigie.channel.Letter;
import vigie.outbox.Composition.Waiting;
import vigie.store.Reader;
import vigie.watch.WatchFileException;
import vigie.watch.WatchLists;

/** Letters as they were sent. */
public final class Letters {

    private Letters() {}

    /** The letter with an id; empty where there is none, or its watch list is gone. */
    public static Optional<Letter> sent(Reader reader, String id) {
        return reader.alerts().letter(id).flatMap(kept -> {
            try {
                return WatchLists.named(reader, kept.list())
                        .map(list -> new Letter(
                                kept.id(),
                                kept.answers(),
                                kept.list(),
                                list.to(),
                                kept.at(),
                                Letter.Occasion.valueOf(kept.occasion()),
                                kept.sources(),
                                Composer.ordered(reader.alerts(), kept, fault -> {}).stream()
                                        .map(Waiting::alert)
                                        .toList()));
            } catch (WatchFileException e) {
                return Optional.empty();
            }
        });
    }
}
