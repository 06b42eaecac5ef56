package vigie.web.site;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import vigie.store.Store;
import vigie.store.StoreException;
import vigie.store.Writer;
import vigie.watch.Concerns;
import vigie.watch.WatchList;
import vigie.web.access.Gate;
import vigie.web.access.Token;

/** Watch lists and what concerns them, for pages and API; made once for all people, and again after the database has changed. */
public final class WatchedNow {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

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

    /** The lists that the person who asks may see. */
    public Collection<WatchList> visible(Context context) {
        return all().visible(person(context));
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
     * @return what went wrong; empty if nothing did
     */
    public Optional<String> write(Consumer<Writer> work) {
        try (Writer writer = store.writer(PATIENCE, holder -> {})) {
            work.accept(writer);
            writes.incrementAndGet();
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
