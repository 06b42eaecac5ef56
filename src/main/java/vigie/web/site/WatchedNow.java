package vigie.web.site;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import vigie.outbox.Trial;
import vigie.outbox.WatchDraft;
import vigie.store.Store;
import vigie.store.StoreException;
import vigie.store.Writer;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.watch.Concerns;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;
import vigie.web.access.Gate;
import vigie.web.access.Token;

/** Watch lists and what concerns them, for pages and API; made once for all people, and again after the database has changed. */
public final class WatchedNow {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A trial reads what changed in months: longer than anything else that people ask for. */
    private static final Duration LONGEST_TRIAL = Duration.ofMinutes(1);

    private final Site site;
    private final Store store;
    private final CachedResult<Concerns> concerns;

    /** What a person wrote is there when they look again. */
    private final AtomicLong writes = new AtomicLong();

    /** @param store where lists are written */
    public WatchedNow(Site site, Store store) {
        this.site = site;
        this.store = store;
        this.concerns = new CachedResult<>(site.readers(), site.watch());
    }

    /** What concerns all lists. */
    public Concerns all() {
        return concerns.get(List.of(site.today(), writes.get()), reader -> Concerns.of(reader, site.today()));
    }

    /** The person who asks; empty where nobody has to sign in. */
    public static Optional<String> person(Context context) {
        return Gate.token(context).map(Token::name);
    }

    /** The lists that the person who asks may see, without what concerns them. */
    public Collection<WatchList> visible(Context context) {
        List<WatchList> all =
                site.readers().ask(reader -> WatchLists.all(reader).lists());
        return Concerns.visible(all, person(context));
    }

    /** The list of a name that the person who asks may see, as another's is none to them. */
    public Optional<WatchList> visible(Context context, String name) {
        return visible(context).stream()
                .filter(list -> list.name().equals(name))
                .findFirst();
    }

    /**
     * Writes.
     *
     * @throws StatedException if the database cannot be written now: 503 with the reason
     */
    public void write(Context context, Consumer<Writer> work) {
        try (Writer writer = store.writer(PATIENCE, holder -> {})) {
            work.accept(writer);
            writes.incrementAndGet();
        } catch (StoreException e) {
            throw new StatedException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    FailureText.in(new Messages(Visitor.language(context)), String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException(1);
        }
    }

    /**
     * Keeps a list that the person who asks wrote: theirs from then on.
     *
     * @param old the list of this name that they may see; empty for a new one
     * @return what was kept
     * @throws vigie.watch.WatchFileException if it cannot be kept
     * @throws StatedException if another list has the name: 409
     */
    public WatchDraft keep(Context context, WatchList asked, Optional<WatchList> old) {
        WatchDraft draft = draft(context, asked, old);
        write(context, writer -> WatchLists.keep(writer, draft.list()));
        return draft;
    }

    /** The same without keeping it. */
    public WatchDraft draft(Context context, WatchList asked, Optional<WatchList> old) {
        return site.readers().ask(reader -> {
            if (old.isEmpty() && WatchLists.taken(reader, asked.name())) {
                throw new StatedException(
                        HttpStatus.CONFLICT,
                        new Messages(Visitor.language(context)).bundle("watch").get("page.taken", asked.name()));
            }
            String owner = person(context)
                    .or(() -> old.map(list -> list.to().owner()))
                    .orElse(asked.to().owner());
            return WatchDraft.of(asked.of(owner), reader);
        });
    }

    /**
     * What a list would have led to on past days.
     *
     * @throws vigie.store.StoreBusyException if that takes too long: a list that most of the world concerns
     */
    public Trial trial(WatchList list) {
        return site.readers()
                .ask(LONGEST_TRIAL, reader -> new WatchDraft(list, List.of()).trial(site.today(), reader, fault -> {}));
    }

    /** What the nearest names of unknown lines would have led to. */
    public Map<String, Integer> nearest(WatchDraft draft) {
        return site.readers().ask(LONGEST_TRIAL, reader -> draft.nearest(site.today(), reader, fault -> {}));
    }
}
