package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vigie.channel.PauseLinks;
import vigie.store.KeptWatchList;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.store.StoreException;
import vigie.store.Writer;
import vigie.text.Messages;
import vigie.web.access.CacheControl;
import vigie.web.site.Frame;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;

/**
 * The page behind the links of mails that pause a watch list. It says the same whatever the link is, and programs of mail may ask it
 * by themselves (RFC 8058). An import may hold the database for minutes: the list is paused as soon as it is free.
 */
public final class UnsubscribePart implements Part {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Site site;
    private final Pages pages;
    private final Store store;
    private final Optional<PauseLinks> links;
    private final ExecutorService pausing = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "unsubscribe");
        thread.setDaemon(true);
        return thread;
    });

    /** @param links empty where no mail has such a link */
    public UnsubscribePart(Site site, Store store, Optional<PauseLinks> links) {
        this.site = site;
        this.pages = new Pages(site);
        this.store = store;
        this.links = links;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(PauseLinks.PATH + "{token}", context -> show(context, false));
        routes.post(PauseLinks.PATH + "{token}", context -> {
            pause(context.pathParam("token"));
            show(context, true);
        });
    }

    /**
     * What the page shows.
     *
     * @param done whether the button was pressed
     */
    public record Page(Frame frame, Messages words, boolean done) {}

    private void show(Context context, boolean done) {
        Messages words = pages.words(context, "letters");
        pages.send(
                context,
                "unsubscribe.jte",
                new Page(pages.frame(context, "", words.get("unsubscribe.title")), words, done));
        context.header("Cache-Control", CacheControl.NEVER);
        // The address is a key.
        context.header("Referrer-Policy", "no-referrer");
    }

    private void pause(String token) {
        List<KeptWatchList> lists = site.readers().ask(Reader::watchLists);
        links.flatMap(known -> known.list(
                        token, lists.stream().map(KeptWatchList::name).toList()))
                .ifPresent(name -> pausing.execute(() -> pauseNow(name)));
    }

    private void pauseNow(String name) {
        try (Writer writer = store.writer(PATIENCE, waiting -> {})) {
            kept(name)
                    .filter(list -> !list.paused())
                    .map(list -> new KeptWatchList(
                            list.name(), list.owner(), true, list.made(), list.after(), list.document()))
                    .ifPresent(writer::keep);
        } catch (StoreException e) {
            site.trouble().accept(name + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As it is now: it may have been changed meanwhile. */
    private Optional<KeptWatchList> kept(String name) {
        try (Reader reader = store.reader()) {
            return reader.watchLists().stream()
                    .filter(list -> list.name().equals(name))
                    .findFirst();
        }
    }
}
