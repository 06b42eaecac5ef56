package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import vigie.channel.Letter;
import vigie.channel.LetterFiles;
import vigie.channel.MailLinks;
import vigie.outbox.Letters;
import vigie.store.KeptWatchList;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.store.StoreException;
import vigie.store.Writer;
import vigie.text.Messages;
import vigie.web.access.CacheControl;
import vigie.web.access.WorkLimit;
import vigie.web.site.Frame;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;

/**
 * What is behind the links of mails: files of a letter that are too large for a mail, and the page that pauses a watch list. The page says the same whatever the link is, and programs of mail may ask it
 * by themselves (RFC 8058). An import may hold the database for minutes: the list is paused as soon as it is free.
 */
public final class MailLinksPart implements Part {

    private static final Duration PATIENCE = Duration.ofHours(1);

    /** A PDF takes a second and some memory. */
    private final WorkLimit limit = new WorkLimit(1, 4, Duration.ofSeconds(20));

    private final Site site;
    private final Pages pages;
    private final Store store;
    private final Optional<MailLinks> links;
    private final ExecutorService pausing = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "unsubscribe");
        thread.setDaemon(true);
        return thread;
    });

    /** @param links empty where no mail has such a link */
    public MailLinksPart(Site site, Store store, Optional<MailLinks> links) {
        this.site = site;
        this.pages = new Pages(site);
        this.store = store;
        this.links = links;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(MailLinks.PAUSE + "{token}", context -> show(context, false));
        routes.post(MailLinks.PAUSE + "{token}", context -> {
            pause(context.pathParam("token"));
            show(context, true);
        });
        String files = MailLinks.FILES + "{letter}/{until}/{token}/";
        routes.get(
                files + LetterFiles.PDF,
                new LimitedHandler(limit, context -> file(context, "application/pdf", LetterFiles::pdf)));
        routes.get(
                files + LetterFiles.CSV,
                new LimitedHandler(limit, context -> file(context, "text/csv; charset=utf-8", LetterFiles::csv)));
    }

    /** A link that is wrong, one that is over, and one whose letter is gone are answered alike. */
    private void file(Context context, String media, Function<Letter, byte[]> content) {
        String id = context.pathParam("letter");
        String until = context.pathParam("until");
        boolean right = links.filter(known -> known.leadsTo(context.pathParam("token"), id, until))
                .isPresent();
        // A day that bears the right token is one.
        Letter letter = Optional.of(id)
                .filter(any -> right && !LocalDate.parse(until).isBefore(site.today()))
                .flatMap(known -> site.readers().ask(reader -> Letters.sent(reader, known)))
                .orElseThrow(NotFoundResponse::new);
        byte[] bytes = content.apply(letter);
        context.header("Cache-Control", CacheControl.NEVER).contentType(media).result(bytes);
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
